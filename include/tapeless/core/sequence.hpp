// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

/// A raw array of N entries, one at least.
template <class T, int N>
using fixed = T[N > 0 ? static_cast<unsigned>(N) : 1u];

/// A part of a table.
struct span_of {
  int first = 0, count = 0;
  constexpr span_of after() const { return {first + count, 0}; }
};

/// A growing array for constant evaluation. Its members are open: compilers count every call against their
/// budget for constant evaluation, and that budget bounds the size of a formula, so hot loops subscript
/// `entries` themselves.
template <class T>
struct sequence {
  T* entries = nullptr;
  int count = 0, capacity = 0;

  constexpr sequence() = default;
  constexpr explicit sequence(int size) {
    reserve(size);
    count = size;
  }
  constexpr sequence(int size, T const& value) { resize(size, value); }
  constexpr sequence(sequence const& other) {
    reserve(other.count);
    for (T const& x : other) push(x);
  }
  constexpr sequence(sequence&& other) noexcept
      : entries(other.entries), count(other.count), capacity(other.capacity) {
    other.entries = nullptr;
    other.count = other.capacity = 0;
  }
  sequence& operator=(sequence const&) = delete;
  constexpr sequence& operator=(sequence&& other) noexcept {
    delete[] entries;
    entries = other.entries;
    count = other.count;
    capacity = other.capacity;
    other.entries = nullptr;
    other.count = other.capacity = 0;
    return *this;
  }
  constexpr ~sequence() { delete[] entries; }

  constexpr int size() const { return count; }
  constexpr T* begin() { return entries; }
  constexpr T* end() { return entries + count; }
  constexpr T const* begin() const { return entries; }
  constexpr T const* end() const { return entries + count; }
  constexpr T& operator[](int i) { return entries[i]; }
  constexpr T const& operator[](int i) const { return entries[i]; }
  constexpr T& back() { return entries[count - 1]; }

  constexpr void reserve(int wanted) {
    if (wanted <= capacity) return;
    T* const grown = new T[static_cast<unsigned>(wanted)]{};
    for (int i = 0; i < count; ++i) grown[i] = entries[i];
    delete[] entries;
    entries = grown;
    capacity = wanted;
  }
  constexpr void push(T const& x) {
    if (count == capacity) {
      T const kept = x;  // x may lie in here
      reserve(capacity < 4 ? 4 : 4 * capacity);
      entries[count++] = kept;
    } else {
      entries[count++] = x;
    }
  }
  constexpr void pop() { --count; }
  constexpr void clear() { count = 0; }
  constexpr void resize(int size, T const& value) {
    reserve(size);
    for (; count + 4 <= size; count += 4)  // four in one of the statements that compilers count
      entries[count] = entries[count + 1] = entries[count + 2] = entries[count + 3] = value;
    while (count < size) entries[count++] = value;
    count = size;
  }
};

}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
