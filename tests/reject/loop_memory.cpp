// expect: evaluate(f, ...): a loop or solver of f works in
// expect: KiB, more than the 1024 KiB that it takes from the stack
// SPDX-License-Identifier: BSL-1.0
#include <vector>
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"W", 400, 400> W;
constexpr auto f = sum(repeat<3>([](auto s, auto m) { return matmul(m, matmul(s, s)); }, W, W));
static_assert(workspace_bytes(f) > core::stack_limit);
#if MISTAKE
double wrong(std::vector<double>& memory, tensor<double, 400, 400> const& w) {
  return evaluate(f, W = w, workspace(memory));
}
#endif
