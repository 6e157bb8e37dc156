// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/tapeless.hpp>

/// The results of an evaluation one after another.
template <class T, std::size_t... E>
double* write(tapeless::tensor<T, E...> const& x, double* to) {
  for (T const& entry : x) *to++ = double(entry);
  return to;
}
template <class Results>
  requires requires { std::tuple_size<Results>::value; }
void flatten(Results const& all, double* to) {
  [&]<std::size_t... I>(std::index_sequence<I...>) { ((to = write(all.template get<I>(), to)), ...); }
  (std::make_index_sequence<std::tuple_size_v<Results>>{});
}
template <class T, std::size_t... E>
void flatten(tapeless::tensor<T, E...> const& x, double* to) {
  write(x, to);
}
// After these: what it calls must be declared.
#include "contender.hpp"
