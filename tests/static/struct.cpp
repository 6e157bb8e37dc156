// SPDX-License-Identifier: BSL-1.0
#include <boost/hana/adapt_struct.hpp>
#include <boost/hana/define_struct.hpp>
#include <tapeless/interop/struct.hpp>
#include "check.hpp"
using namespace tapeless;
using check::close_number;

struct layer {
  BOOST_HANA_DEFINE_STRUCT(layer, (tensor<double, 3, 3>, W), (tensor<double, 3>, b));
};
// Mixed shapes and numbers, a struct within, arrays of both kinds.
struct model {
  double scale;
  std::array<layer, 2> layers;
  layer head;
  double gains[2];
  int version;  // not adapted, so no parameter
};
BOOST_HANA_ADAPT_STRUCT(model, scale, layers, head, gains);

constexpr variables<model> p;
constexpr variables<model, "t"> t;
constexpr variable<"x", 3> x;
constexpr variable<"u", 3> u;

// Names, and the types of parts.
constexpr auto W1 = get<"layers[1].W">(p);
static_assert(std::is_same_v<decltype(get<"scale">(p)), variable<"scale">>);
static_assert(std::is_same_v<decltype(get<"layers[1].W">(p)), variable<"layers[1].W", 3, 3>>);
static_assert(std::is_same_v<decltype(get<"gains[1]">(t)), variable<"t.gains[1]">>);
static_assert(std::is_same_v<decltype(get<"head">(t)), variables<layer, "t.head">>);
static_assert(std::is_same_v<decltype(get<"b">(get<1>(get<"layers">(p)))), variable<"layers[1].b", 3>>);
static_assert(std::is_same_v<decltype(get<"[0]">(get<"gains">(p))), variable<"gains[0]">>);
static_assert(text_of(matmul(W1, x) + get<"head.b">(p)) == "head.b + layers[1].W x");
static_assert(text_of(gradient(sum(square(matmul(W1, x))), W1)) == "2 (layers[1].W x) xᵀ");

template <class Part>
constexpr auto dense(Part part, auto input) {
  return tanh(matmul(get<"W">(part), input) + get<"b">(part));
}
constexpr auto f =
    get<"scale">(p) * dense(get<"head">(p), dense(get<"layers[1]">(p), dense(get<"layers[0]">(p), x))) +
    exp(get<"gains[0]">(p)) * get<"gains[1]">(p) * x;
constexpr auto loss = sum(square(f));

constexpr model made(int seed) {
  layer const a{check::mixed<tensor<double, 3, 3>>(seed), check::mixed<tensor<double, 3>>(seed + 1)};
  layer const b{check::mixed<tensor<double, 3, 3>>(seed + 2), check::mixed<tensor<double, 3>>(seed + 3)};
  layer const c{check::mixed<tensor<double, 3, 3>>(seed + 4), check::mixed<tensor<double, 3>>(seed + 5)};
  return 0.125 * model{4, {a, b}, c, {0.5 * seed, 2}, 7};
}
constexpr model here = made(1), along = made(3);
constexpr tensor<double, 3> v{0.5, -1, 0.25}, uv{2, -3, 1};

constexpr double inner(model const& a, model const& b) {
  return reduce_entries([](double total, double m, double n) { return total + m * n; }, 0.0, a, b);
}
constexpr bool near(model const& a, model const& b, double tolerance) {
  return reduce_entries(
      [=](bool so_far, double m, double n) { return so_far && close_number(m, n, tolerance); }, true, a, b);
}

// gradient: in the same type, beside other variables, each member as by itself; by a part; with the value.
constexpr model g = evaluate(gradient(loss, p), p = here, x = v);
static_assert(g.head.W == evaluate(gradient(loss, get<"head.W">(p)), p = here, x = v));
static_assert(g.layers[1].b == evaluate(gradient(loss, get<"layers[1].b">(p)), p = here, x = v));
static_assert(g.scale == evaluate(gradient(loss, get<"scale">(p)), p = here, x = v));
static_assert(g.gains[1] == evaluate(gradient(loss, get<"gains[1]">(p)), p = here, x = v));
static_assert(g.version == 0 && made(1).version == 7);
static_assert(evaluate(gradient(loss, get<"head">(p)), p = here, x = v).b == g.head.b);
static_assert(evaluate(gradient(loss, get<"gains">(p)), p = here, x = v)[0] == g.gains[0]);
static_assert(evaluate(gradient(loss, get<"layers">(p)), p = here, x = v)[1].W == g.layers[1].W);
constexpr bool with_value() {
  auto const all = evaluate(value_and_gradient(loss, p, x), x = v, p = here);
  auto const& [value, dp, dx] = all;
  return value == evaluate(loss, p = here, x = v) && near(dp, g, 0) && near(all[p], g, 0) &&
         dx == evaluate(gradient(loss, x), p = here, x = v);
}
static_assert(with_value());
// A struct may be bound by its parts, and bound in another scalar type than that of its gradient.
static_assert(near(evaluate(gradient(loss, p), get<"layers">(p) = here.layers, get<"head">(p) = here.head,
                            get<"gains">(p) = here.gains, get<"scale">(p) = here.scale, x = v),
                   g, 0));
// Variables of a struct that a formula does not mention have derivatives of zero.
constexpr auto head_only = sum(get<"head.W">(p));
static_assert(evaluate(gradient(head_only, get<"head">(p))).b == tensor<double, 3>{} &&
              evaluate(vjp(head_only, 1_c, p)).gains[1] == 0 &&
              evaluate(hessian(head_only, p))[W1][W1] == tensor<double, 3, 3, 3, 3>{});
static_assert(evaluate(jacobian(head_only, get<"head">(p)))[get<"head.b">(p)] == tensor<double, 3>{});

// jvp and vjp: the derivative along a struct is the difference, and the transpose of the other.
constexpr double step = 0x1p-20;
constexpr bool pushes() {
  auto const push = evaluate(jvp(f, p, t), p = here, t = along, x = v);
  auto const above = evaluate(f, p = here + step * along, x = v);
  auto const below = evaluate(f, p = here - step * along, x = v);
  double pushed = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    if (!close_number(push[i], (above[i] - below[i]) / (2 * step), 1e-8)) return false;
    pushed += push[i] * uv[i];
  }
  model const pull = evaluate(vjp(f, u, p), p = here, u = uv, x = v);
  return close_number(inner(pull, along), pushed, 1e-13);
}
static_assert(pushes());
constexpr bool pulls_by_several() {
  auto const all = evaluate(vjp(f, u, p, x), p = here, u = uv, x = v);
  return near(all[p], evaluate(vjp(f, u, p), p = here, u = uv, x = v), 0) &&
         all[x] == evaluate(vjp(f, u, x), p = here, u = uv, x = v);
}
static_assert(pulls_by_several());
constexpr variable<"dx", 3> dx;
static_assert(check::close(evaluate(jvp(f, p, t, x, dx), p = here, t = along, x = v, dx = uv),
                           evaluate(jvp(f, p, t) + jvp(f, x, dx), p = here, t = along, x = v, dx = uv),
                           1e-13));

// hvp: the difference of gradients; along the gradient itself; taylor's second coefficient.
constexpr model h = evaluate(hvp(loss, p, t), p = here, t = along, x = v);
static_assert(near(h,
                   (evaluate(gradient(loss, p), p = here + step * along, x = v) -
                    evaluate(gradient(loss, p), p = here - step * along, x = v)) /
                       (2 * step),
                   1e-7));
static_assert(near(evaluate(hvp(loss, p, gradient(loss, p)), p = here, x = v),
                   evaluate(hvp(loss, p, t), p = here, t = g, x = v), 1e-12));
static_assert(close_number(evaluate(taylor<2>(loss, p, t), p = here, t = along, x = v)[2],
                           inner(along, h) / 2, 1e-11));

// gauss_newton, jacobian and hessian: Jᵀ J t and H t from their blocks.
constexpr variables<layer> q;
constexpr variables<layer, "dq"> dq;
constexpr auto r = dense(q, x);
constexpr auto energy = sum(square(r) * x);
constexpr auto J = evaluate(jacobian(r, q), q = here.head, x = v);
constexpr auto H = evaluate(hessian(energy, q), q = here.head, x = v);
constexpr auto W = get<"W">(q);
constexpr auto bias = get<"b">(q);
static_assert(J[W] == evaluate(jacobian(r, W), q = here.head, x = v) && J[bias].shape == shape{3, 3});
static_assert(evaluate(jacobian(r, q, x), q = here.head, x = v)[q][bias] == J[bias]);
static_assert(check::close(evaluate(jacobian(r, q, forward_mode), q = here.head, x = v)[W], J[W], 1e-14));
static_assert(H[W][bias] == evaluate(hessian(energy, W, bias), q = here.head, x = v));
static_assert(H[bias][bias] == evaluate(hessian(energy, bias), q = here.head, x = v));
static_assert(H[bias][W].shape == shape{3, 3, 3} && H[W][bias](1, 2, 0) == H[bias][W](0, 1, 2));
static_assert(evaluate(hessian(energy, q, x), q = here.head, x = v)[W] ==
              evaluate(hessian(energy, W, x), q = here.head, x = v));
static_assert(evaluate(hessian(energy, x, q), q = here.head, x = v)[bias] ==
              evaluate(hessian(energy, x, bias), q = here.head, x = v));
constexpr bool blocks_times() {
  auto const& s = along.head;
  layer const n = evaluate(gauss_newton(r, q, dq), q = here.head, dq = s, x = v);
  layer const m = evaluate(hvp(energy, q, dq), q = here.head, dq = s, x = v);
  for (std::size_t k = 0; k < 3; ++k) {
    double jj = 0, hs = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      double along_i = 0;
      for (std::size_t j = 0; j < 3; ++j) {
        along_i += J[bias](i, j) * s.b[j];
        hs += i == 0 ? H[bias][bias](k, j) * s.b[j] : 0;
        for (std::size_t l = 0; l < 3; ++l) along_i += J[W](i, j, l) * s.W(j, l);
        hs += H[bias][W](k, i, j) * s.W(i, j);
      }
      jj += J[bias](i, k) * along_i;
    }
    if (!close_number(n.b[k], jj, 1e-13) || !close_number(m.b[k], hs, 1e-13)) return false;
  }
  return true;
}
static_assert(blocks_times());

// Arithmetic on values, in the struct's own scalar type, and over arrays of structs.
struct small {
  BOOST_HANA_DEFINE_STRUCT(small, (float, a), (tensor<float, 2>, b));
  constexpr bool operator==(small const& other) const { return a == other.a && b == other.b; }
};
constexpr small s1{1, tensor<float, 2>{2, 3}}, s2{10, tensor<float, 2>{20, 30}};
static_assert(s1 + s2 == small{11, tensor<float, 2>{22, 33}} &&
              s2 - s1 == small{9, tensor<float, 2>{18, 27}});
static_assert(-s1 == small{-1, tensor<float, 2>{-2, -3}} && 2 * s1 == s1 * 2.0 && s2 / 10 == s1);
static_assert(map_entries([](float m, float n) { return m * n; }, s1, s2) ==
              small{10, tensor<float, 2>{40, 90}});
static_assert((std::array<small, 2>{s1, s2} + std::array<small, 2>{s2, s1})[1] == s1 + s2);
constexpr small in_place() {
  small s = s1;
  s += s2;
  s -= s1;
  s *= 3;
  s /= 3.0f;
  return s;
}
static_assert(in_place() == s2);
static_assert((s1 / 0).a == check::inf<float>);

// Adam and momentum, while compiling.
constexpr layer trained() {
  constexpr auto away = sum(square(dense(q, x) - literal<uv> * 0.25_c));
  layer now = here.head, mean{}, variance{};
  for (int i = 1; i <= 60; ++i) {
    layer const slope = evaluate(gradient(away, q), q = now, x = v);
    mean = 0.9 * mean + 0.1 * slope;
    variance = map_entries([](double a, double d) { return 0.99 * a + 0.01 * d * d; }, variance, slope);
    now -= 0.1 * map_entries([](double m, double a) { return m / (math::sqrt(a) + 1e-8); }, mean, variance);
  }
  return now;
}
static_assert(evaluate(sum(square(dense(q, x) - literal<uv> * 0.25_c)), q = trained(), x = v) < 0.1);
