// What happens when GMP or FLINT get no memory. Both would abort the process; after this call it ends
// with exits::out_of_resources.
#ifndef ISOPATH_PROGRAMS_ISOPATH_TERMINAL_MEMORY_HPP
#define ISOPATH_PROGRAMS_ISOPATH_TERMINAL_MEMORY_HPP

namespace isopath::cli {

/// To be called before anything else.
void end_when_memory_is_out();

}  // namespace isopath::cli

#endif
