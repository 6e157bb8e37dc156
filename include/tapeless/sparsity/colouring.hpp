// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/sparsity/pattern.hpp>

namespace tapeless::core {

/// Columns, or rows, in groups: those of one colour are computed by one directional derivative.
template <int N>
struct colour_table {
  int count = 0;
  fixed<int, N> of{};
};

/// Lines of a matrix and the crossing lines that each meets: columns and their rows, or rows and their
/// columns.
template <int Lines, int Crossings, int Nnz>
struct incidence {
  fixed<int, Lines + 1> start{};
  fixed<int, Nnz> crossing{};

  /// Lines in falling order of their lengths; of equal ones the earlier first.
  constexpr void by_length(fixed<int, Lines>& in_order) const {
    fixed<int, Crossings + 2> place{};
    for (int i = 0; i < Lines; ++i) ++place[Crossings - length(i) + 1];
    for (int l = 0; l <= Crossings; ++l) place[l + 1] += place[l];
    for (int i = 0; i < Lines; ++i) in_order[place[Crossings - length(i)]++] = i;
  }
  constexpr int length(int line) const { return start[line + 1] - start[line]; }
};
template <class P>
constexpr auto rows_met() {
  incidence<P::rows, P::columns, P::nnz> m;
  for (int i = 0; i <= P::rows; ++i) m.start[i] = P::row_starts[i];
  for (int k = 0; k < P::nnz; ++k) m.crossing[k] = P::column_indices[k];
  return m;
}
template <class P>
constexpr auto columns_met() {
  incidence<P::columns, P::rows, P::nnz> m;
  for (int k = 0; k < P::nnz; ++k) ++m.start[P::column_indices[k] + 1];
  for (int j = 0; j < P::columns; ++j) m.start[j + 1] += m.start[j];
  auto next = m;
  for (int i = 0; i < P::rows; ++i)
    for (int k = P::row_starts[i]; k < P::row_starts[i + 1]; ++k)
      m.crossing[next.start[P::column_indices[k]]++] = i;
  return m;
}

/// Lines that meet no crossing line together may share a colour: greedily, the longest first (Curtis, Powell
/// & Reid 1974; Coleman & Moré 1983). A line of zeros has colour 0 like the first.
template <int Lines, int Crossings, int Nnz>
constexpr auto coloured(incidence<Lines, Crossings, Nnz> const& lines,
                        incidence<Crossings, Lines, Nnz> const& crossings) {
  colour_table<Lines> t;
  for (int i = 0; i < Crossings; ++i)
    if (crossings.length(i) == Lines) {  // all meet: nothing to find
      for (int line = 0; line < Lines; ++line) t.of[line] = line;
      t.count = Lines;
      return t;
    }
  fixed<int, Lines> in_order{};
  fixed<int, Lines + 1> taken{};  // by which step a colour was last forbidden
  lines.by_length(in_order);
  for (int i = 0; i < Lines; ++i) t.of[i] = -1;
  for (int step = 0; step < Lines; ++step) {
    int const line = in_order[step];
    for (int a = lines.start[line]; a < lines.start[line + 1]; ++a) {
      int const across = lines.crossing[a];
      for (int b = crossings.start[across]; b < crossings.start[across + 1]; ++b)
        if (int const colour = t.of[crossings.crossing[b]]; colour >= 0) taken[colour] = step + 1;
    }
    int colour = 0;
    while (taken[colour] == step + 1) ++colour;
    t.of[line] = colour;
    if (lines.length(line) > 0 && colour >= t.count) t.count = colour + 1;
  }
  return t;
}

/// A symmetric matrix: neighbours differ, and no path of four vertices has two colours only, so that of each
/// entry (i, j) one of i and j is alone of its colour beside the other: a star colouring, greedily
/// (Gebremedhin, Manne & Pothen 2005, algorithm 4.1), the vertex of most neighbours first. The diagonal
/// counts as full.
template <int N, int Nnz>
constexpr auto star_coloured(incidence<N, N, Nnz> const& near) {
  colour_table<N> t;
  fixed<int, N> in_order{};
  fixed<int, N + 1> taken{};
  near.by_length(in_order);
  for (int i = 0; i < N; ++i) t.of[i] = -1;
  for (int step = 0; step < N; ++step) {
    int const v = in_order[step];
    auto const forbid = [&](int colour) {
      if (colour >= 0) taken[colour] = step + 1;
    };
    auto const for_each_near = [&](int i, int but, auto act) {
      for (int a = near.start[i]; a < near.start[i + 1]; ++a)
        if (int const other = near.crossing[a]; other != i && other != but) act(other);
    };
    for_each_near(v, v, [&](int w) {
      forbid(t.of[w]);
      for_each_near(w, v, [&](int x) {
        if (t.of[x] < 0) return;
        if (t.of[w] < 0) return forbid(t.of[x]);
        for_each_near(x, w, [&](int y) {
          if (t.of[y] == t.of[w]) forbid(t.of[x]);
        });
      });
    });
    int colour = 0;
    while (taken[colour] == step + 1) ++colour;
    t.of[v] = colour;
    if (near.length(v) > 0 && colour >= t.count) t.count = colour + 1;
  }
  return t;
}

/// The colours of a pattern's columns: of a Jacobian such that no two columns of one colour share a row, of a
/// Hessian such that symmetry tells the rest.
template <class P>
inline constexpr auto column_colouring = [] {
  if constexpr (P::symmetric) return star_coloured(columns_met<P>());
  else return coloured(columns_met<P>(), rows_met<P>());
}();
/// The colours of a Jacobian's rows, no two of which share a column.
template <class P>
inline constexpr auto row_colouring = coloured(rows_met<P>(), columns_met<P>());

/// How many directional derivatives give all entries of a pattern: the colours of its columns. A constant.
///     colours(jacobian_pattern(f, x)) == 3
template <class Source>
constexpr int colours(sparsity_pattern<Source>) {
  return column_colouring<sparsity_pattern<Source>>.count;
}

}  // namespace tapeless::core
namespace tapeless {
using core::colours;
}  // namespace tapeless
