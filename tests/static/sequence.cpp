// SPDX-License-Identifier: BSL-1.0
#include <tapeless/core/sequence.hpp>
#include <utility>
using namespace tapeless::core;

static_assert(sizeof(fixed<int, 3>) == 3 * sizeof(int));
static_assert(sizeof(fixed<int, 0>) == sizeof(int));

static_assert([] {  // grows, and keeps what it holds
  sequence<int> s;
  for (int i = 0; i < 1000; ++i) s.push(i * i);
  for (int i = 0; i < 1000; ++i)
    if (s[i] != i * i) return false;
  return s.size() == 1000 && s.back() == 999 * 999;
}());
static_assert([] {  // an entry of itself, pushed when it has to grow
  sequence<int> s(64, 7);
  s.push(s[63]);
  return s.size() == 65 && s[64] == 7;
}());
static_assert([] {  // copies and moves
  sequence<int> s(3, 5);
  sequence<int> copy(s);
  copy[0] = 1;
  sequence<int> moved(std::move(s));
  s = sequence<int>(2, 9);
  return copy[0] == 1 && moved[0] == 5 && moved.size() == 3 && s.size() == 2 && s[1] == 9;
}());
static_assert([] {
  sequence<int> s(4);
  int total = 0;
  for (int x : s) total += x;  // zeros
  s.resize(6, 2);
  s.pop();
  for (int x : s) total += x;
  s.clear();
  return total == 2 && s.size() == 0;
}());
