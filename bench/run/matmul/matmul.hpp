// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <utility>

// C = op(A) op(B) for square matrices, row-major; op transposes or does not.
inline constexpr int sizes[]{2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256};
inline constexpr int size_count = sizeof sizes / sizeof sizes[0];

#ifdef SINGLE
using number = float;
inline constexpr char const* type_name = "float";
#else
using number = double;
inline constexpr char const* type_name = "double";
#endif

/// One contender's product of one size and transposition.
struct product_entry {
  char const* name;
  int n;
  bool a_transposed, b_transposed;
  void (*run)(number const* a, number const* b, number* c);
  product_entry const* next = first;

  static inline product_entry const* first = nullptr;
  product_entry(char const* who, int size, bool ta, bool tb, void (*f)(number const*, number const*, number*))
      : name(who), n(size), a_transposed(ta), b_transposed(tb), run(f) {
    if (run) first = this;
  }
};

/// All sizes and transpositions of make<N, TA, TB>(), which gives the function to run, or null.
template <class Maker>
struct all_products {
  template <int N>
  struct of_size {
    product_entry entry[4];
    of_size()
        : entry{{Maker::name, N, false, false, Maker::template make<N, false, false>()},
                {Maker::name, N, true, false, Maker::template make<N, true, false>()},
                {Maker::name, N, false, true, Maker::template make<N, false, true>()},
                {Maker::name, N, true, true, Maker::template make<N, true, true>()}} {}
  };
  template <class>
  struct list;
  template <int... I>
  struct list<std::integer_sequence<int, I...>> : of_size<sizes[I]>... {};
  list<std::make_integer_sequence<int, size_count>> entries;
};
