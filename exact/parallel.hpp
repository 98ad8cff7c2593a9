// Work on exact numbers in several threads.
//
// FLINT keeps caches for each thread; a thread that ends gives them back. Results do not depend on the number
// of threads: each task writes a place of its own, and of several exceptions that of the first task is
// thrown.
#ifndef ISOPATH_EXACT_PARALLEL_HPP
#define ISOPATH_EXACT_PARALLEL_HPP

#include <cstddef>
#include <functional>

namespace isopath {

/// Runs work(0), ..., work(tasks - 1), in any order, on all processors of the machine.
void in_parallel(std::size_t tasks, const std::function<void(std::size_t)>& work);

/// A number of equal parts for `items` small items: one where threads would cost more than they bring.
std::size_t parts_for(std::size_t items);

/// Where part `part` of `parts` begins among `items`; part `parts` begins at `items`.
inline std::size_t part_begin(std::size_t part, std::size_t parts, std::size_t items) {
  return items / parts * part + items % parts * part / parts;
}

}  // namespace isopath

#endif
