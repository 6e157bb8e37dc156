// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/sparsity/reach.hpp>
#include <tapeless/transforms/hessian.hpp>
#include <tapeless/transforms/vjp.hpp>

namespace tapeless::core {

/// A stretch of rows or columns of a pattern.
struct stretch_of {
  int first = 0, count = 1;
};

/// Which entries of a matrix of derivatives may differ from 0, in constants. Rows are entries of what is
/// differentiated, columns entries of the variables, one variable after another, all counted row-major.
/// `Source` says the shapes and, column by column, the set of its rows.
template <class Source>
struct sparsity_pattern {
  using source = Source;
  static constexpr bool symmetric = Source::symmetric;
  static constexpr int rows = Source::rows, columns = Source::columns;

private:
  static constexpr bool look(int i, int j) {
    return (Source::table.words[j * Source::words + i / 64] >> i % 64 & 1u) != 0;
  }
  struct starts {
    fixed<int, rows + 1> of{};
  };
  static constexpr starts count_rows() {
    starts s;
    for (int j = 0; j < columns; ++j)
      for (int w = 0; w < Source::words; ++w)
        for (auto bits = Source::table.words[j * Source::words + w]; bits != 0; bits &= bits - 1)
          ++s.of[w * 64 + std::countr_zero(bits) + 1];
    for (int i = 0; i < rows; ++i) s.of[i + 1] += s.of[i];
    return s;
  }
  static constexpr starts counted = count_rows();

public:
  /// How many entries may differ from 0.
  static constexpr int nnz = counted.of[rows];
  /// Compressed sparse rows: the entries of row i are row_starts[i] up to row_starts[i + 1].
  static constexpr auto const& row_starts = counted.of;

private:
  struct indices {
    fixed<int, nnz> of{};
  };
  static constexpr indices list_columns() {
    indices c;
    starts next = counted;
    for (int j = 0; j < columns; ++j)
      for (int w = 0; w < Source::words; ++w)
        for (auto bits = Source::table.words[j * Source::words + w]; bits != 0; bits &= bits - 1)
          c.of[next.of[w * 64 + std::countr_zero(bits)]++] = j;
    return c;
  }
  static constexpr indices listed_columns = list_columns();

public:
  /// The column of each entry, row by row, rising.
  static constexpr auto const& column_indices = listed_columns.of;

  /// Whether entry (i, j) may differ from 0.
  static constexpr bool at(int i, int j) { return look(i, j); }
  /// The rows that belong to f[i, ...]: row(2) of f [4, 3] is rows 6 to 8; row() is all.
  static constexpr stretch_of row(std::same_as<int> auto... i) { return part(Source::row_shape, 0, i...); }
  /// The columns that belong to x[j, ...]: column(x) is all of x.
  template <Variable X>
  static constexpr stretch_of column(X, std::same_as<int> auto... j) {
    return part(X::shape, Source::first_column(X::name), j...);
  }
  /// How many entries of a block may differ from 0.
  static constexpr int count(stretch_of r, stretch_of c) {
    int n = 0;
    for (int j = c.first; j < c.first + c.count; ++j)
      for (int i = r.first; i < r.first + r.count; ++i) n += look(i, j);
    return n;
  }
  /// Whether a block is zero whatever the variables hold:
  ///     static_assert(pattern.zero(pattern.row(0), pattern.column(x, 3)));
  static constexpr bool zero(stretch_of r, stretch_of c) { return count(r, c) == 0; }

private:
  static constexpr stretch_of part(shape const& s, int first, std::same_as<int> auto... at) {
    stretch_of p{first, s.size()};
    int axis = 0;
    for (int index : {at..., 0}) {
      if (axis == int(sizeof...(at))) break;
      p.count = s.stride(axis++);
      p.first += index * p.count;
    }
    return p;
  }
};

/// Symbols for the directions of a derivative, by names that no user writes.
template <text Name, class F, class = std::make_integer_sequence<int, F::shape.rank>>
struct direction_like;
template <text Name, class F, int... I>
struct direction_like<Name, F, std::integer_sequence<int, I...>>
    : std::type_identity<variable<Name, std::size_t(F::shape.extent[I])...>> {};
template <class F>
using cotangent_like = typename direction_like<"\1cotangent", F>::type;

/// Where the columns of each of some variables begin.
template <class... Xs>
struct columns_of {
  static constexpr int columns = (0 + ... + Xs::shape.size());
  static constexpr int first_column(phrase name) {
    int first = 0, found = -1;
    ((Xs::name == name ? void(found = first) : void(), first += Xs::shape.size()), ...);
    return found;
  }
};
template <int Words>
struct words_of_columns {
  fixed<std::uint64_t, Words> words{};
};

/// A Jacobian: column j is what entry j of the pullback of a cotangent is made of. Derivative rules and all
/// identities have their say, a user's own rules too.
template <class F, class... Xs>
struct jacobian_source : columns_of<Xs...> {
  static constexpr bool symmetric = false;
  static constexpr shape row_shape = F::shape;
  static constexpr int rows = F::shape.size(), words = (rows + 63) / 64;
  using direction = cotangent_like<F>;
  static constexpr auto const& list = listed<pulled_back<F, direction, Xs>...>::list();
  static constexpr auto make() {
    words_of_columns<jacobian_source::columns * words> t;
    reach const r(list, direction::name);
    for (int j = 0; j < r.size(); ++j) r.copy(j, t.words + j * words);
    return t;
  }
  static constexpr auto table = make();
};

/// ∂/∂x_K of ⟨∂f/∂x, t⟩, where t has the entries of all variables one after another.
template <int K>
struct hessian_along_call {
  static constexpr phrase name = "hessian";
  static constexpr int growth = 12;
  constexpr term operator()(term f, term t, std::same_as<term> auto... xs) const {
    constexpr int count = int(sizeof...(xs));
    fixed<term, count> const x{xs...};
    fixed<term, count> along;
    int from = 0;
    for (int k = 0; k < count; ++k) {
      int const n = x[k].shape().size();
      along[k] = reshape_op{}(slice_along(t, {0, from, 1}, n), x[k].shape());
      from += n;
    }
    return gradient(slope_along(f, x, along, count), x[K]);
  }
};

/// A Hessian by several variables together. Second derivatives may be taken in either order, so an entry is
/// zero where it is in both.
template <class F, class... Xs>
struct hessian_source : columns_of<Xs...> {
  static constexpr bool symmetric = true;
  static constexpr int rows = columns_of<Xs...>::columns, words = (rows + 63) / 64;
  static constexpr shape row_shape{rows};
  using direction = variable<"\1tangent", std::size_t(rows)>;
  template <int... K>
  static constexpr auto const& list_all(std::integer_sequence<int, K...>) {
    return listed<applied<hessian_along_call<K>, F, direction, Xs...>...>::list();
  }
  static constexpr auto const& list = list_all(std::make_integer_sequence<int, int(sizeof...(Xs))>{});
  static constexpr auto make() {
    words_of_columns<rows * words> t;
    reach const r(list, direction::name);
    for (int j = 0; j < r.size(); ++j) r.copy(j, t.words + j * words);
    auto const once = t;
    for (int j = 0; j < rows; ++j)
      for (int w = 0; w < words; ++w)
        for (auto bits = once.words[j * words + w]; bits != 0; bits &= bits - 1)
          t.words[(w * 64 + std::countr_zero(bits)) * words + j / 64] |= std::uint64_t{1} << j % 64;
    return t;
  }
  static constexpr auto table = make();
};

template <class F, class... Xs>
using jacobian_sparsity = sparsity_pattern<jacobian_source<F, Xs...>>;
template <class F, class... Xs>
using hessian_sparsity = sparsity_pattern<hessian_source<F, Xs...>>;

/// Which entries of the Jacobian of f, of any shape, may differ from 0; the others are zero by structure,
/// which all identities together have proven. Several variables give one pattern, their columns side by
/// side.
///     constexpr auto p = jacobian_pattern(f, x, y);      p.nnz, p.row_starts, p.column_indices, p.at(i, j)
///     static_assert(p.zero(p.row(0), p.column(y)));
/// What is proven: f is written out over entries where that takes 2,048 scalar operations at most with its
/// derivative. Above, ops are looked at one by one, and one that is too large counts as full.
template <Expression F, Variable... Xs>
  requires(sizeof...(Xs) > 0)
constexpr jacobian_sparsity<F, Xs...> jacobian_pattern(F, Xs...) { return {}; }
/// The same of the Hessian of a scalar f; several variables make one symmetric matrix.
template <Scalar F, Variable... Xs>
  requires(sizeof...(Xs) > 0)
constexpr hessian_sparsity<F, Xs...> hessian_pattern(F, Xs...) { return {}; }

template <Expression F, class... Xs>
  requires(sizeof...(Xs) == 0 || !(Variable<Xs> && ...))
auto jacobian_pattern(F, Xs...) -> error<no_variable<"jacobian_pattern(f, x)", Xs...>>;
template <Expression F, class... Xs>
  requires(!Scalar<F>)
auto hessian_pattern(F, Xs...) -> error<no_scalar<"hessian_pattern(f, x)", F>>;
template <Scalar F, class... Xs>
  requires(sizeof...(Xs) == 0 || !(Variable<Xs> && ...))
auto hessian_pattern(F, Xs...) -> error<no_variable<"hessian_pattern(f, x)", Xs...>>;

}  // namespace tapeless::core
namespace tapeless {
using core::jacobian_pattern, core::hessian_pattern;
}  // namespace tapeless
