// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/view.hpp>

namespace tapeless::core {

/// How samples lie in flat memory: one after another, or the first entry of all samples, then the second.
enum class sample_order { by_sample, by_entry };

/// Memory of the samples of one variable, or for those of one result: flat, or one member of each of many
/// structs, which has `Size` entries and lies `Apart` numbers from that of the next struct.
template <class T, sample_order Order, std::size_t Size = 0, std::size_t Apart = 0>
struct sample_memory {
  using value_type = std::remove_const_t<T>;
  static constexpr sample_order order = Order;
  static constexpr std::size_t size = Size;
  T* entries;
  std::size_t length;  ///< numbers, or structs

  /// Numbers from one sample to the next.
  static constexpr std::size_t apart(std::size_t entries_of_one) {
    return Apart > 0 ? Apart : entries_of_one;
  }
  /// How many samples there are; memory that ends within a sample stops the program.
  constexpr std::size_t how_many(std::size_t entries_of_one) const {
    if constexpr (Apart > 0) return length;
    require(length % entries_of_one == 0);
    return length / entries_of_one;
  }
};

/// Flat memory: a std::vector, std::span, std::array or C array.
template <class R>
concept Memory = std::is_bounded_array_v<std::remove_reference_t<R>> || requires(R& r) {
  *r.data();
  { r.size() } -> std::convertible_to<std::size_t>;
};
template <class R>
constexpr auto begin_of_memory(R& memory) {
  if constexpr (std::is_array_v<R>) return &memory[0];
  else return memory.data();
}
template <class R>
constexpr std::size_t size_of_memory(R& memory) {  // std::size's header would bring strings and streams
  if constexpr (std::is_array_v<R>) return std::extent_v<R>;
  else return std::size_t(memory.size());
}
template <sample_order Order, class R>
constexpr auto samples_in(R& memory) {
  using T = std::remove_pointer_t<decltype(begin_of_memory(memory))>;
  return sample_memory<T, Order>{begin_of_memory(memory), size_of_memory(memory)};
}
/// The samples of a variable, one after another: x = each(xs) in a call of evaluate_each or sum_each.
template <Memory R>
constexpr auto each(R&& memory) {
  return samples_in<sample_order::by_sample>(memory);
}
/// The same where each entry has its samples one after another (a struct of arrays): fastest to read.
template <Memory R>
constexpr auto by_entry(R&& memory) {
  return samples_in<sample_order::by_entry>(memory);
}

/// A struct's member of numbers: one, a C array of them, a std::array or a tensor.
template <class M>
struct member_of_numbers {
  using number = std::remove_all_extents_t<M>;
};
template <class M>
  requires requires { typename M::value_type; }
struct member_of_numbers<M> {
  using number = typename M::value_type;
};
template <class M>
concept Numbers =
    std::is_arithmetic_v<typename member_of_numbers<M>::number> && std::is_trivially_copyable_v<M>;
/// The samples of a variable, or those of a result, in a member of many structs (an array of structs):
///     struct star { double place[3], mass; };
///     x = each(stars, &star::place), m = each(stars, &star::mass)
template <Memory R, class S, Numbers M>
constexpr auto each(R&& structs, M S::*member) {
  using number = typename member_of_numbers<M>::number;
  static_assert(sizeof(S) % sizeof(number) == 0,
                "each(structs, member): structs lie a whole number of its scalars apart");
  using T = std::conditional_t<std::is_const_v<std::remove_pointer_t<decltype(begin_of_memory(structs))>>,
                               number const, number>;
  std::size_t const count = size_of_memory(structs);
  using byte = std::conditional_t<std::is_const_v<T>, unsigned char const, unsigned char>;
  auto* const all = begin_of_memory(structs);
  T* first = nullptr;  // a place in the bytes of all structs, since members are read with their neighbours
  if (count > 0) {
    byte* const bytes = reinterpret_cast<byte*>(all);
    first = reinterpret_cast<T*>(bytes + (reinterpret_cast<byte*>(&(all->*member)) - bytes));
  }
  return sample_memory<T, sample_order::by_sample, sizeof(M) / sizeof(number), sizeof(S) / sizeof(number)>{
      first, count};
}

}  // namespace tapeless::core
namespace tapeless {
using core::Memory, core::each, core::by_entry;
}  // namespace tapeless
