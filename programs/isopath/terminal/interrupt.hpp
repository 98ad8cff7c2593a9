// Ctrl-C and other requests to end, for work that wants to save what it has before it does.
#ifndef ISOPATH_PROGRAMS_ISOPATH_TERMINAL_INTERRUPT_HPP
#define ISOPATH_PROGRAMS_ISOPATH_TERMINAL_INTERRUPT_HPP

namespace isopath::cli {

/// From now on such a signal is only noted. An OutputFile changes that: call it again after one.
void note_interrupts();
/// Whether a signal was noted.
bool is_interrupted();
/// From now on such a signal ends the program again.
void heed_interrupts();
/// Ends the program as if the signal that was noted had done so. Precondition: is_interrupted().
void end_by_interrupt();

}  // namespace isopath::cli

#endif
