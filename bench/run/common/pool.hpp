// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <cmath>
#include <cstdint>
#include <cstring>
#include <new>
#include <random>
#include <type_traits>

/// Inputs that change with every call: small ones are one of several made beforehand, so that no store is
/// read back before it is done; of large ones, one entry changes its last bit.
template <class Input, class T = double>
class pool {
  static_assert(std::is_trivially_copyable_v<Input> && sizeof(Input) % sizeof(T) == 0);
  static constexpr std::size_t entries = sizeof(Input) / sizeof(T);
  static constexpr unsigned how_many() {
    unsigned n = 1;
    if (sizeof(Input) <= 4096)
      while (n < 64 && 2 * n * sizeof(Input) <= 8192) n *= 2;
    return n;
  }

public:
  static constexpr unsigned count = how_many();

  template <class Fill>
  explicit pool(Fill fill) : all_(new (std::align_val_t{64}) Input[count]) {
    std::mt19937_64 random(1);
    for (unsigned i = 0; i < count; ++i) {
      std::memset(static_cast<void*>(&all_[i]), 0, sizeof(Input));
      fill(all_[i], random);
    }
    T const* first = reinterpret_cast<T const*>(&all_[0]);
    for (std::size_t i = 0, found = 0; found < 64; i = (i + 97) % entries)
      if (std::abs(first[i]) > T(0.001) || i == 0) changing_[found++] = i;
  }
  Input const& operator[](unsigned i) const { return all_[i]; }

  /// The input of the next call.
  Input const& next() {
    ++at_;
    if constexpr (count > 1) return all_[at_ % count];
    else {
      using bits = std::conditional_t<sizeof(T) == 8, std::uint64_t, std::uint32_t>;
      T* const entry = reinterpret_cast<T*>(all_) + changing_[at_ % 64];
      bits b;
      std::memcpy(&b, entry, sizeof b);
      b ^= 1;
      std::memcpy(entry, &b, sizeof b);
      return all_[0];
    }
  }

private:
  Input* all_;
  std::size_t changing_[64];
  unsigned at_ = 0;
};
