// SPDX-License-Identifier: BSL-1.0
#include <array>
#include "check.hpp"
using namespace tapeless;
using check::filled, check::same;

constexpr variable<"x", 2, 3> x;
constexpr variable<"t", 2, 3, 4> t;
constexpr variable<"p", 2, 1, 3, 2, 1, 2> p;
constexpr variable<"s"> s;
constexpr tensor<double, 2, 3> a{{1, 2, 3}, {4, 5, 6}};
constexpr auto counted = [](int i) { return i; };
constexpr auto b = filled<tensor<double, 2, 3, 4>>(counted);
constexpr auto c = filled<tensor<double, 2, 1, 3, 2, 1, 2>>(counted);

// reshape: the same entries; one extent may follow from the others.
static_assert(evaluate(reshape<3, 2>(x), x = a) == tensor<double, 3, 2>{{1, 2}, {3, 4}, {5, 6}});
static_assert(evaluate(reshape<-1>(x), x = a) == tensor<double, 6>{1, 2, 3, 4, 5, 6});
static_assert(reshape<2, -1, 3>(t).shape == shape{2, 4, 3} && reshape<4, -1>(t).shape == shape{4, 6});
static_assert(reshape<>(sum(x)) == sum(x) && reshape<1, 1>(s).shape == shape{1, 1} &&
              reshape<-1>(s).shape == shape{1});
static_assert(evaluate(reshape<1, 1>(s), s = 2.5f) == tensor<float, 1, 1>{{2.5f}});
static_assert(reshape<2, 3>(reshape<6>(x)) == x && reshape<6>(reshape<3, 2>(x)) == flatten(x));
static_assert(flatten(t).shape == shape{24} && flatten(s).shape == shape{1});
static_assert(reshape<2, 3>(x) == x && reshape<3, 2>(x) != transpose(x));

// transpose: the last two axes, or the two that are named.
static_assert(evaluate(transpose(x), x = a) == tensor<double, 3, 2>{{1, 4}, {2, 5}, {3, 6}});
static_assert(transpose(transpose(x)) == x && transpose(t).shape == shape{2, 4, 3});
static_assert(transpose(t, axis<0, 2>).shape == shape{4, 3, 2} &&
              transpose(t, axis<-1, 0>) == transpose(t, axis<2, 0>));
static_assert(transpose(t, axis<0, 2>) == permute(t, axis<2, 1, 0>) &&
              transpose(t) == permute(t, axis<0, 2, 1>));
static_assert(transpose(transpose(t, axis<0, 1>), axis<0, 1>) == t &&
              transpose(transpose(t, axis<0, 1>), axis<1, 2>) != t);

// permute, against the definition: entry (i, j, k) of the result is (j, k, i) of x, and so on.
constexpr bool permutes_rank_3() {
  auto const y = evaluate(permute(t, axis<2, 0, 1>), t = b);
  for (int i = 0; i < 4; ++i)
    for (int j = 0; j < 2; ++j)
      for (int k = 0; k < 3; ++k)
        if (y(i, j, k) != b(j, k, i)) return false;
  return std::is_same_v<decltype(y), tensor<double, 4, 2, 3> const>;
}
static_assert(permutes_rank_3());
constexpr bool permutes_rank_6() {
  auto const y = evaluate(permute(p, axis<5, 3, -6, 1, 4, 2>), p = c);
  for (int i = 0; i < 2; ++i)
    for (int j = 0; j < 2; ++j)
      for (int k = 0; k < 2; ++k)
        for (int l = 0; l < 3; ++l)
          if (y(i, j, k, 0, 0, l) != c(k, 0, l, j, 0, i)) return false;
  return std::is_same_v<decltype(y), tensor<double, 2, 2, 2, 1, 1, 3> const>;
}
static_assert(permutes_rank_6());
static_assert(permute(permute(t, axis<2, 0, 1>), axis<1, 2, 0>) == t && permute(t, axis<0, 1, 2>) == t);
static_assert(permute(permute(t, axis<2, 0, 1>), axis<2, 0, 1>) == permute(t, axis<1, 2, 0>));
static_assert(permute(t, axis<2, 0, 1>) != permute(t, axis<1, 2, 0>) &&
              permute(t, axis<-1, -3, -2>) == permute(t, axis<2, 0, 1>));
constexpr variable<"v", 4> v;
static_assert(permute(v, axis<0>) == v);
#if 0  // not yet: an empty list of axes
static_assert(permute(s, axis<>) == s && sum(v, axis<>) == v);
#endif
// Axes of length 1 move for free.
constexpr variable<"thin", 2, 1, 3> thin;
static_assert(permute(thin, axis<1, 0, 2>) == reshape<1, 2, 3>(thin));

// broadcast_to: entries repeated; missing axes come in front.
static_assert(evaluate(broadcast_to<2, 3>(s), s = 7.0) == tensor<double, 2, 3>{{7, 7, 7}, {7, 7, 7}});
static_assert(evaluate(broadcast_to<2, 4>(v), v = tensor<float, 4>{1, 2, 3, 4}) ==
              tensor<float, 2, 4>{{1, 2, 3, 4}, {1, 2, 3, 4}});
static_assert(evaluate(broadcast_to<2, 3>(reshape<2, 1>(sum(x, axis<1>))), x = a) ==
              tensor<double, 2, 3>{{6, 6, 6}, {15, 15, 15}});
constexpr bool broadcasts_between() {
  constexpr variable<"q", 2, 1, 3, 1> q;
  auto const y = evaluate(broadcast_to<5, 2, 4, 3, 2>(q),
                          q = tensor<double, 2, 1, 3, 1>(std::array<double, 6>{1, 2, 3, 4, 5, 6}));
  for (int i = 0; i < 5; ++i)
    for (int j = 0; j < 2; ++j)
      for (int k = 0; k < 4; ++k)
        for (int l = 0; l < 3; ++l)
          for (int m = 0; m < 2; ++m)
            if (y(i, j, k, l, m) != 3 * j + l + 1) return false;
  return true;
}
static_assert(broadcasts_between());
static_assert(broadcast_to<2, 3>(x) == x);

// Gradients go back to where entries came from.
constexpr variable<"u", 4, 2, 3> u;
constexpr variable<"r", 3, 2> r;
static_assert(gradient(sum(permute(t, axis<2, 0, 1>) * u), t) == permute(u, axis<1, 2, 0>));
static_assert(gradient(sum(reshape<3, 2>(x) * r), x) == reshape<2, 3>(r));
static_assert(gradient(sum(transpose(x) * r), x) == transpose(r));
static_assert(gradient(sum(broadcast_to<2, 3>(s) * x), s) == sum(x));
static_assert(evaluate(gradient(sum(broadcast_to<5, 4>(v) * 2_c), v), v = tensor<double, 4>{1, 2, 3, 4}) ==
              tensor<double, 4>{10, 10, 10, 10});

// squeeze, unsqueeze: axes of length 1 go and come.
static_assert(squeeze(thin) == reshape<2, 3>(thin) && squeeze(thin, axis<1>) == squeeze(thin, axis<-2>));
static_assert(squeeze(p).shape == shape{2, 3, 2, 2} && squeeze(p, axis<-2, 1>) == squeeze(p) &&
              squeeze(s) == s);
static_assert(squeeze(p, axis<4>).shape == shape{2, 1, 3, 2, 2});
static_assert(unsqueeze(x, axis<0>).shape == shape{1, 2, 3} &&
              unsqueeze(x, axis<-1>).shape == shape{2, 3, 1});
static_assert(unsqueeze(x, axis<0, -1, 2>).shape == shape{1, 2, 1, 3, 1} &&
              expand_dims(s, axis<0>).shape == shape{1});
static_assert(squeeze(unsqueeze(x, axis<1>), axis<1>) == x);
static_assert(evaluate(unsqueeze(v, axis<1>), v = tensor<float, 4>{1, 2, 3, 4}) ==
              tensor<float, 4, 1>{{1}, {2}, {3}, {4}});
constexpr variable<"z", 2, 3, 1> z;
static_assert(gradient(sum(unsqueeze(x, axis<2>) * z), x) == squeeze(z, axis<2>));

// An order of axes as a kernel.
constexpr variable<"large", 5, 4, 6, 7> large;
constexpr bool permutes_many() {
  constexpr auto d = filled<tensor<double, 5, 4, 6, 7>>(counted);
  auto const y = evaluate(permute(large, axis<3, 0, 2, 1>), large = d);
  for (int i = 0; i < 7; ++i)
    for (int j = 0; j < 5; ++j)
      for (int k = 0; k < 6; ++k)
        for (int l = 0; l < 4; ++l)
          if (y(i, j, k, l) != d(j, l, k, i)) return false;
  return true;
}
static_assert(permutes_many());
