// An allocator for vectors whose new elements have no value until the caller sets one, in large pages where
// the system has them. Filling a hundred million numbers twice, or faulting them in by small pages, would
// cost more than reading them.
#ifndef ISOPATH_VERIFY_NETWORKS_UNSET_ALLOCATOR_HPP
#define ISOPATH_VERIFY_NETWORKS_UNSET_ALLOCATOR_HPP

#include <sys/mman.h>

#include <cstddef>
#include <memory>
#include <new>
#include <utility>

namespace isopath {

template <typename T>
class UnsetAllocator {
 public:
  using value_type = T;
  UnsetAllocator() = default;
  template <typename U>
  UnsetAllocator(const UnsetAllocator<U>&) {}  // NOLINT(google-explicit-constructor): as std::allocator

  T* allocate(std::size_t count) {
    if (count > static_cast<std::size_t>(-1) / sizeof(T)) throw std::bad_array_new_length();
    const std::size_t bytes = count * sizeof(T);
    if (bytes < large_page) return static_cast<T*>(::operator new (bytes, std::align_val_t{alignof(T)}));
    void* memory = ::operator new (bytes, std::align_val_t{large_page});
    ::madvise(memory, bytes, MADV_HUGEPAGE);  // advice only: a refusal changes nothing
    return static_cast<T*>(memory);
  }
  void deallocate(T* memory, std::size_t count) {
    const std::size_t bytes = count * sizeof(T);
    ::operator delete (memory, std::align_val_t{bytes < large_page ? alignof(T) : large_page});
  }
  template <typename U, typename... Arguments>
  void construct(U* place, Arguments&&... arguments) {
    if constexpr (sizeof...(Arguments) == 0)
      ::new (static_cast<void*>(place)) U;
    else
      ::new (static_cast<void*>(place)) U(std::forward<Arguments>(arguments)...);
  }
  friend bool operator==(const UnsetAllocator&, const UnsetAllocator&) { return true; }

 private:
  static constexpr std::size_t large_page = std::size_t{1} << 21U;
};

}  // namespace isopath

#endif
