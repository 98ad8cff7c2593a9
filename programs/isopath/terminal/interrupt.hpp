// Ctrl-C and other requests to end, for work that wants to save what it has before it does.
#ifndef ISOPATH_PROGRAMS_ISOPATH_TERMINAL_INTERRUPT_HPP
#define ISOPATH_PROGRAMS_ISOPATH_TERMINAL_INTERRUPT_HPP

namespace isopath::cli {

/// From now on such a signal is only noted. (Files that are written meanwhile change that: call it again.)
void note_interrupts();
bool is_interrupted();
/// From now on they end the program again.
void heed_interrupts();
/// Ends as if the signal had not been held up.
void end_by_interrupt();

}  // namespace isopath::cli

#endif
