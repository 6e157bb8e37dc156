// SPDX-License-Identifier: BSL-1.0
#pragma once

namespace tapeless {

/// A raw array of N entries, one at least.
template <class T, int N>
using fixed = T[N > 0 ? static_cast<unsigned>(N) : 1u];

/// A growing array for constant evaluation. Raw subscripts cost half of std::vector's in both compilers' evaluators,
/// and the evaluators' budgets are what bounds the size of a formula.
template <class T>
class sequence {
  T* entries_ = nullptr;
  int size_ = 0, capacity_ = 0;

public:
  constexpr sequence() = default;
  constexpr explicit sequence(int size, T const& value = T{}) { resize(size, value); }
  constexpr sequence(sequence const& other) {
    reserve(other.size_);
    for (T const& x : other) push(x);
  }
  constexpr sequence(sequence&& other) noexcept
      : entries_(other.entries_), size_(other.size_), capacity_(other.capacity_) {
    other.entries_ = nullptr;
    other.size_ = other.capacity_ = 0;
  }
  sequence& operator=(sequence const&) = delete;
  constexpr ~sequence() { delete[] entries_; }

  constexpr int size() const { return size_; }
  constexpr T* begin() { return entries_; }
  constexpr T* end() { return entries_ + size_; }
  constexpr T const* begin() const { return entries_; }
  constexpr T const* end() const { return entries_ + size_; }
  constexpr T& operator[](int i) { return entries_[i]; }
  constexpr T const& operator[](int i) const { return entries_[i]; }
  constexpr T& back() { return entries_[size_ - 1]; }

  constexpr void reserve(int capacity) {
    if (capacity <= capacity_) return;
    T* const grown = new T[static_cast<unsigned>(capacity)]{};
    for (int i = 0; i < size_; ++i) grown[i] = entries_[i];
    delete[] entries_;
    entries_ = grown;
    capacity_ = capacity;
  }
  constexpr void push(T const& x) {
    if (size_ == capacity_) {
      T const kept = x;  // x may lie in here
      reserve(capacity_ < 16 ? 32 : 2 * capacity_);
      entries_[size_++] = kept;
    } else {
      entries_[size_++] = x;
    }
  }
  constexpr void pop() { --size_; }
  constexpr void clear() { size_ = 0; }
  constexpr void resize(int size, T const& value = T{}) {
    reserve(size);
    while (size_ < size) entries_[size_++] = value;
    size_ = size;
  }
};

}  // namespace tapeless
