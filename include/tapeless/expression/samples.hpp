// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <iterator>
#include <tapeless/view.hpp>

namespace tapeless {

/// How samples lie in flat memory: one after another, or the first entry of all samples, then the second.
enum class sample_order { by_sample, by_entry };

/// Flat memory of the samples of one variable, or for those of one result.
template <class T, sample_order Order>
struct sample_memory {
  using value_type = std::remove_const_t<T>;
  static constexpr sample_order order = Order;
  T* entries;
  std::size_t length;

  /// How many samples of `size` entries there are; memory that ends within a sample stops the program.
  constexpr std::size_t how_many(std::size_t size) const {
    require(length % size == 0);
    return length / size;
  }
};

/// The samples of a variable, one after another (an array of structs), in a std::vector, std::span,
/// std::array or C array: x = each(xs) in a call of evaluate_each or sum_each.
template <class R>
  requires requires(R& r) { std::data(r), std::size(r); }
constexpr auto each(R&& memory) {
  return sample_memory<std::remove_pointer_t<decltype(std::data(memory))>, sample_order::by_sample>{
      std::data(memory), std::size(memory)};
}
/// The same where each entry has its samples one after another (a struct of arrays): fastest to read.
template <class R>
  requires requires(R& r) { std::data(r), std::size(r); }
constexpr auto by_entry(R&& memory) {
  return sample_memory<std::remove_pointer_t<decltype(std::data(memory))>, sample_order::by_entry>{
      std::data(memory), std::size(memory)};
}

}  // namespace tapeless
