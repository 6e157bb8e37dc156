// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
#include "catch.hpp"
using namespace tapeless;

namespace {
constexpr variable<"A", 3, 6> A;
constexpr variable<"B", 6, 6> B;
constexpr variable<"v", 7> v;
constexpr auto AB = matmul(A, B);
constexpr auto f =
    as_scalars(formulas(AB, matmul(AB, transpose(A)), gradient(sum(square(AB)), A), cumsum(v),
                        square(v) - 2_c * v, where(v > 0_c, v * 3_c, -v), exp(v) / (1_c + exp(v)),
                        sum(square(B), axis<0>) + sqrt(abs(slice(v, range<0, 6>)))));
using program_of_f = core::entries_of<core::type_of<f>>::program;

/// How many steps of a program run in packs of two and more.
template <class Program>
constexpr int packed() {
  int steps = 0;
  for (int n : Program::plan.together) steps += n > 1 ? n : 0;
  return steps;
}
/// How many steps of packs are sums that take the operands of a product.
template <class Program>
constexpr int joined_in_packs() {
  int steps = 0;
  for (int s = 0; s < Program::steps(); ++s)
    for (int l = 0; l < Program::plan.together[s]; ++l)
      steps += Program::plan.together[s] > 1 &&
               Program::plan.steps[s + l].op == &core::describe<core::multiply_add_op<1, 1>>;
  return steps;
}
/// Whether every input is read by the step that needs it first, or by the first of its pack.
template <class Program>
constexpr bool reads_late() {
  auto const& plan = Program::plan;
  core::block const& b = plan.blocks[0];
  int read = 0;
  for (int s = 0, leader = 0; s < Program::steps(); ++s) {
    if (plan.together[s] != 0) leader = s;
    core::span_of const fresh = plan.fresh[s];
    if (s == leader && fresh.count > 0 && fresh.first != read) return false;
    if (s != leader && fresh.count > 0) return false;
    read += fresh.count;
    for (int x : plan.steps[s].x)
      if (x - b.constants.count < b.inputs.count && x - b.constants.count >= read) return false;
    if (fresh.count > core::max_arity * (plan.together[s] > 1 ? plan.together[s] : 1)) return false;
  }
  return read == b.read;
}
template <class Tensor>
constexpr Tensor filled(int seed) {
  Tensor t;
  int i = 0;
  for (auto& x : t) x = typename Tensor::value_type((++i * seed % 23) - 11) / 8;
  return t;
}
template <class T>
bool same_bits() {
  constexpr auto a = filled<tensor<T, 3, 6>>(7);
  constexpr auto b = filled<tensor<T, 6, 6>>(5);
  constexpr auto c = filled<tensor<T, 7>>(9);
  static constexpr auto folded = evaluate(f, A = a, B = b, v = c);
  T volatile one = 1;
  auto x = a;
  auto y = b;
  auto z = c;
  for (T& entry : x) entry = entry * one;
  for (T& entry : y) entry = entry * one;
  for (T& entry : z) entry = entry * one;
  auto const computed = evaluate(f, A = x, B = y, v = z);
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    return ((computed.template get<I>() == folded.template get<I>()) && ...);
  }
  (std::make_index_sequence<8>{});
}

// Entries that wait for each other are no pack.
constexpr variable<"w", 150> w;
constexpr auto chained = as_scalars(cumsum(w));
using program_of_chained = core::entries_of<core::type_of<chained>>::program;
// Results that lie apart, as those of a diagonal do, and terms of a sum.
constexpr variable<"p", 40> p;
constexpr auto apart = as_scalars(hessian(sum(square(square(p)) + exp(p)), p));
constexpr auto first = slice(w, range<0, 15>);
constexpr auto terms =
    as_scalars(sum(square(square(slice(p, range<0, 15>)) - first) * first * slice(w, range<15, 30>)));
using program_of_apart = core::entries_of<core::type_of<apart>>::program;
using program_of_terms = core::entries_of<core::type_of<terms>>::program;
}  // namespace

TEST_CASE("Results apart and terms of a sum run in lanes, to the bits of one by one") {
  STATIC_REQUIRE(joined_in_packs<program_of_apart>() == 40);
  STATIC_REQUIRE(packed<program_of_terms>() >= 48);
  static constexpr auto at = filled<tensor<double, 40>>(7);
  static constexpr auto rest = filled<tensor<double, 150>>(5);
  static constexpr auto folded = evaluate(formulas(apart, terms), p = at, w = rest);
  double volatile one = 1;
  auto x = at;
  for (double& entry : x) entry = entry * one;
  auto const computed = evaluate(formulas(apart, terms), p = x, w = rest);
  CHECK(computed.get<0>() == folded.get<0>());
  CHECK(computed.get<1>() == folded.get<1>());
}
TEST_CASE("Rows of written-out results run in lanes, to the bits of one by one") {
  STATIC_REQUIRE(2 * packed<program_of_f>() > program_of_f::steps());
  STATIC_REQUIRE(packed<program_of_chained>() == 0);
  STATIC_REQUIRE(joined_in_packs<program_of_f>() > 0);
  STATIC_REQUIRE(reads_late<program_of_f>());
  STATIC_REQUIRE(reads_late<program_of_chained>());
  CHECK(same_bits<float>());
  CHECK(same_bits<double>());
  CHECK(same_bits<long double>());
}
