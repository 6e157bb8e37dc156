// SPDX-License-Identifier: BSL-1.0
#pragma once
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

/// Flat memory of numbers: a std::vector, std::span, std::array or C array.
template <class R>
concept Memory = std::is_bounded_array_v<std::remove_reference_t<R>> || requires(R& r) {
  *r.data();
  { r.size() } -> std::convertible_to<std::size_t>;
};
template <sample_order Order, class R>
constexpr auto samples_in(R& memory) {
  if constexpr (std::is_array_v<R>)
    return sample_memory<std::remove_extent_t<R>, Order>{memory, std::extent_v<R>};
  else
    return sample_memory<std::remove_pointer_t<decltype(memory.data())>, Order>{memory.data(), memory.size()};
}
/// The samples of a variable, one after another (an array of structs): x = each(xs) in a call of
/// evaluate_each or sum_each.
template <Memory R>
constexpr auto each(R&& memory) {
  return samples_in<sample_order::by_sample>(memory);
}
/// The same where each entry has its samples one after another (a struct of arrays): fastest to read.
template <Memory R>
constexpr auto by_entry(R&& memory) {
  return samples_in<sample_order::by_entry>(memory);
}

}  // namespace tapeless
