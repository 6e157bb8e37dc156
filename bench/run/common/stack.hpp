// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <pthread.h>
#include <sys/mman.h>
#include <cstddef>

/// How deep a call goes: the bytes that it touches on a stack of its own, less those of an empty call. What
/// it touches without writing another pattern is not seen.
template <class F>
std::size_t touched(F const& f) {
  constexpr std::size_t size = std::size_t(64) << 20;
  auto* const stack = static_cast<unsigned char*>(
      mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0));
  if (stack == MAP_FAILED) return 0;
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstack(&attributes, stack, size);
  pthread_t thread;
  // Fresh pages are zero: ones that the call has written are not.
  pthread_create(
      &thread, &attributes,
      [](void* call) -> void* {
        (*static_cast<F const*>(call))();
        return nullptr;
      },
      const_cast<F*>(&f));
  pthread_join(thread, nullptr);
  std::size_t lowest = 0;
  while (lowest < size && stack[lowest] == 0) ++lowest;
  munmap(stack, size);
  pthread_attr_destroy(&attributes);
  return size - lowest;
}
template <class F>
std::size_t stack_of(F const& f) {
  std::size_t const empty = touched([] {}), full = touched(f);
  return full > empty ? full - empty : 0;
}
