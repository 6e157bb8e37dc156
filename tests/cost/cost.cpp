// SPDX-License-Identifier: BSL-1.0
// What derivatives cost beside values, in scalar operations: the table of docs/transforms.md, each row held
// to its bounds by a static_assert.     cost [docs/transforms.md]     Without a file the table is printed.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include "models.hpp"

namespace {

constexpr row table[]{rosenbrock, logistic, perceptron,   small_perceptron, large_perceptron, chain,
                      mixture,    density,  option_price, filter,           bundle,           atoms_energy,
                      lstm,       gru,      head,         swiglu,           log_of_sum,       flow};

constexpr bool within_bounds() {
  for (row const& one : table)
    if (one.gradient > 4 * one.value || one.along_all > one.all * one.value ||
        10 * one.along_one > one.tenths * one.value)
      return false;
  return true;
}
static_assert(within_bounds());

std::string text_of_table() {
  std::string text =
      "| model | value | along one variable | | along all | | gradient | |\n"
      "|---|---:|---:|---:|---:|---:|---:|---:|\n";
  for (row const& one : table) {
    char line[256];
    auto const times = [&](long long cost) { return double(cost) / double(one.value); };
    std::snprintf(line, sizeof line, "| %s | %lld | %lld | %.2f | %lld | %.2f | %lld | %.2f |\n", one.model,
                  one.value, one.along_one, times(one.along_one), one.along_all, times(one.along_all),
                  one.gradient, times(one.gradient));
    text += line;
  }
  return text;
}

}  // namespace

int main(int argc, char** argv) {
  std::string const expected = text_of_table();
  if (argc < 2) return std::fputs(expected.c_str(), stdout) < 0;
  std::ifstream document(argv[1]);
  std::string const text((std::istreambuf_iterator<char>(document)), std::istreambuf_iterator<char>());
  if (text.find(expected) != std::string::npos) return 0;
  std::printf("%s does not hold this table:\n%s", argv[1], expected.c_str());
  return 1;
}
