// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless;
using check::close;
using check::differences_agree;
using check::mixed;

constexpr variable<"a", 2, 3> a;
constexpr variable<"b", 3, 4> b;
constexpr variable<"c", 4, 2> c;
constexpr variable<"s", 3, 3> s;
constexpr variable<"t", 2, 3, 4> t;
constexpr variable<"x", 3> x;
constexpr variable<"y", 4> y;
constexpr auto av = mixed<tensor<double, 2, 3>>(1);
constexpr auto bv = mixed<tensor<double, 3, 4>>(2);
constexpr auto cv = mixed<tensor<double, 4, 2>>(3);
constexpr auto sv = mixed<tensor<double, 3, 3>>(4);
constexpr auto tv = mixed<tensor<double, 2, 3, 4>>(5);
constexpr tensor<double, 3> xv{1, -2, 0.5};
constexpr tensor<double, 4> yv{2, 1, -1, 3};

// Against other ops: the same formula, or the same numbers.
static_assert(einsum<"ij->ji">(a) == transpose(a));
static_assert(einsum<"ij,jk->ik">(a, b) == matmul(a, b) && einsum<"ij,jk">(a, b) == matmul(a, b));
static_assert(close(evaluate(einsum<"ij, jk, ki ->">(a, b, c), a = av, b = bv, c = cv),
                    evaluate(einsum<"ii">(matmul(matmul(a, b), c)), a = av, b = bv, c = cv)));
static_assert(evaluate(einsum<"ii">(s), s = sv) == sv(0, 0) + sv(1, 1) + sv(2, 2));
static_assert(evaluate(einsum<"ii->i">(s), s = sv) == tensor<double, 3>{sv(0, 0), sv(1, 1), sv(2, 2)});
static_assert(evaluate(einsum<"ij->i">(a), a = av) == evaluate(sum(a, axis<1>), a = av));
static_assert(evaluate(einsum<"ij->">(a), a = av) == evaluate(sum(a), a = av));
static_assert(evaluate(einsum<"i,j->ij">(x, y), x = xv, y = yv) == evaluate(outer(x, y), x = xv, y = yv));
static_assert(evaluate(einsum<"i,i">(x, x), x = xv) == 5.25);
static_assert(evaluate(einsum<"i,i->i">(x, x), x = xv) == tensor<double, 3>{1, 4, 0.25});

/// Every entry by its definition.
constexpr bool by_definition() {
  auto const r = evaluate(einsum<"bij,i,j,jk->kb">(t, x, y, c), t = tv, x = xv, y = yv, c = cv);
  auto const d = evaluate(einsum<"bij,bij->ib">(t, t), t = tv);
  for (std::size_t n = 0; n < 2; ++n) {
    for (std::size_t k = 0; k < 2; ++k) {
      double total = 0;
      for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = 0; j < 4; ++j) total += tv(n, i, j) * xv(i) * yv(j) * cv(j, k);
      if (!check::close_number(r(k, n), total, 1e-14)) return false;
    }
    for (std::size_t i = 0; i < 3; ++i) {
      double total = 0;
      for (std::size_t j = 0; j < 4; ++j) total += tv(n, i, j) * tv(n, i, j);
      if (!check::close_number(d(i, n), total, 1e-14)) return false;
    }
  }
  return true;
}
static_assert(by_definition());

// An ellipsis stands for leading axes, which broadcast; an axis of length 1 broadcasts too.
constexpr variable<"q", 1, 4, 2> q;
constexpr variable<"p", 2, 1, 3, 3> p;
static_assert(einsum<"...ij,...jk->...ik">(t, q).shape == shape{2, 3, 2});
static_assert(einsum<"...ii->...">(p).shape == shape{2, 1} && einsum<"i...->...i">(t).shape == shape{3, 4,
    2});
static_assert(einsum<"...ij,jk">(t, c).shape == shape{2, 3, 2});
constexpr auto qv = mixed<tensor<double, 1, 4, 2>>(6);
static_assert(close(evaluate(einsum<"...ij,...jk->...ik">(t, q), t = tv, q = qv),
                    evaluate(matmul(t, q), t = tv, q = qv)));
static_assert(close(evaluate(einsum<"bij,bjk->bik">(t, q), t = tv, q = qv), evaluate(matmul(t, q), t = tv,
                    q = qv)));

// Gradients and second derivatives.
constexpr auto chain = sum(square(einsum<"ij,jk,ki->i">(a, b, c)));
static_assert(differences_agree(chain, a, av, b = bv, c = cv) && differences_agree(chain, b, bv, a = av,
    c = cv));
static_assert(differences_agree(sum(square(einsum<"ii,i->i">(s, x))), s, sv, x = xv));
static_assert(differences_agree(sum(square(einsum<"bij,bjk->bik">(t, q))), q, qv, t = tv));
static_assert(differences_agree(sum(square(gradient(chain, a))), b, bv, a = av, c = cv));

// The Kronecker and the vector product, addmm.
constexpr variable<"u", 2, 2> u;
constexpr tensor<double, 2, 2> uv{{1, 2}, {3, 4}};
static_assert(evaluate(kron(u, x), u = uv, x = xv) ==
              tensor<double, 2, 6>{{1, -2, 0.5, 2, -4, 1}, {3, -6, 1.5, 4, -8, 2}});
static_assert(kron(x, y).shape == shape{12} && kron(a, t).shape == shape{2, 6, 12});
static_assert(differences_agree(sum(square(kron(u, u))), u, uv) &&
              differences_agree(sum(square(kron(u, x))), x, xv, u = uv));
constexpr variable<"v", 2, 3, 2> v;
constexpr auto vv = mixed<tensor<double, 2, 3, 2>>(3);
static_assert(evaluate(cross(x, s), x = xv, s = tensor<double, 3, 3>{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}) ==
              tensor<double, 3, 3>{{0, 0.5, 2}, {-0.5, 0, 1}, {-2, -1, 0}});
static_assert(evaluate(cross(v, square(v), axis<1>), v = vv)(1, 0, 1) ==
              vv(1, 1, 1) * (vv(1, 2, 1) * vv(1, 2, 1)) - vv(1, 2, 1) * (vv(1, 1, 1) * vv(1, 1, 1)));
static_assert(differences_agree(sum(cross(v, square(v), axis<1>) * v * v * v), v, vv));
static_assert(differences_agree(sum(square(cross(x, s))), x, xv, s = sv));
static_assert(evaluate(addmm(u, u, u, 0.5_c, 2_c), u = uv) == tensor<double, 2, 2>{{14.5, 21}, {31.5, 46}});
static_assert(addmm(u, u, u) == u + matmul(u, u));
