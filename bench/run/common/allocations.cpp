// SPDX-License-Identifier: BSL-1.0
// Stands in for the C library's allocation functions, and so for operator new, which calls them.
#include "allocations.hpp"
#include <atomic>
#include <cerrno>
#include <cstddef>

static std::atomic<long long> count{0};
long long allocations() { return count.load(std::memory_order_relaxed); }

extern "C" {
void* __libc_malloc(std::size_t);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);
void* __libc_memalign(std::size_t, std::size_t);

void* malloc(std::size_t bytes) {
  count.fetch_add(1, std::memory_order_relaxed);
  return __libc_malloc(bytes);
}
void* calloc(std::size_t n, std::size_t bytes) {
  count.fetch_add(1, std::memory_order_relaxed);
  return __libc_calloc(n, bytes);
}
void* realloc(void* old, std::size_t bytes) {
  count.fetch_add(1, std::memory_order_relaxed);
  return __libc_realloc(old, bytes);
}
void* memalign(std::size_t to, std::size_t bytes) {
  count.fetch_add(1, std::memory_order_relaxed);
  return __libc_memalign(to, bytes);
}
void* aligned_alloc(std::size_t to, std::size_t bytes) { return memalign(to, bytes); }
int posix_memalign(void** result, std::size_t to, std::size_t bytes) {
  *result = memalign(to, bytes);
  return *result ? 0 : ENOMEM;
}
}
