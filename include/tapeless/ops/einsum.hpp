// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/core/text.hpp>
#include <tapeless/ops/matrix.hpp>
#include <tapeless/ops/slice.hpp>

namespace tapeless::core {

/// The axis of x that has entries [i, i] of two axes of one length; it comes last.
constexpr term axis_of_equal_indices(term x, int first, int second) {
  int const n = x.extent(first), last = x.rank() - 1;
  term y = move_axis(move_axis(x, second, last), first, last);
  shape const s = with_axes(batch_of(y.shape()), n * n);
  return slice_along(reshape_op{}(y, s), {last - 1, 0, n + 1}, n);
}

/// A tensor whose axes have labels: letters, and those of "..." counted from the last.
struct subscripted {
  static constexpr int letters = 52, labels = letters + max_rank;
  term x;
  int label[max_rank]{};
  int rank = 0;
  constexpr int place(int wanted) const {
    for (int i = 0; i < rank; ++i)
      if (label[i] == wanted) return i;
    return -1;
  }
  constexpr void append(int l) { label[rank++] = l; }
  constexpr void erase(int i) {
    for (--rank; i < rank; ++i) label[i] = label[i + 1];
  }
  constexpr bool full() const { return rank == max_rank; }
};

/// A sum of products over labelled axes, lowered to sums, permutations and pairwise matrix products.
class summation {
  phrase equation_;
  graph& graph_;
  int extent_[subscripted::labels]{};
  int named_[subscripted::labels]{};   ///< how often a label is written
  bool wanted_[subscripted::labels]{};
  subscripted result_;

  constexpr bool fail(piece a, piece b = {}, piece c = {}, piece d = {}) {
    graph_.refuse("einsum<\"", equation_, "\">: ", a, b, c, d);
    return false;
  }
  static constexpr int letter(char c) {
    return c >= 'A' && c <= 'Z' ? c - 'A' : c >= 'a' && c <= 'z' ? c - 'a' + 26 : -1;
  }
  /// Labels of one group of subscripts, with `dots` axes for an ellipsis.
  constexpr bool read(phrase group, int dots, subscripted& s) {
    for (int i = 0; i < group.length; ++i) {
      if (group[i] == ' ') continue;
      if (group.part(i, 3) == "...") {
        if (s.rank + dots > max_rank) return fail("a tensor has at most 8 axes");
        for (int k = dots; k-- > 0;) s.append(subscripted::letters + k);
        i += 2;
      } else if (int const l = letter(group[i]); l < 0 || s.full()) {
        return fail("subscripts are at most 8 letters and one ellipsis");
      } else {
        s.append(l);
      }
    }
    return true;
  }
  static constexpr int count_letters(phrase group) {
    int n = 0;
    for (char c : group) n += letter(c) >= 0;
    return n;
  }
  static constexpr bool has_dots(phrase group) { return group.find("...") >= 0; }

  constexpr bool enter(phrase group, subscripted& s) {
    shape const of = s.x.shape();
    int const dots = of.rank - count_letters(group);
    if (dots < 0 || (dots > 0 && !has_dots(group)))
      return fail("an operand needs a subscript for every axis; one is ", of, ", its subscripts are ", group);
    if (!read(group, dots, s)) return false;
    for (int i = 0; i < s.rank; ++i) {
      int& known = extent_[s.label[i]];
      if (known > 1 && of[i] > 1 && known != of[i])
        return fail("axes of one label must have one length; an operand is ", of, ", another has ", known);
      if (of[i] > known) known = of[i];
      ++named_[s.label[i]];
    }
    for (int i = 0; i < s.rank; ++i)
      for (int j = s.rank; --j > i;)
        if (s.label[i] == s.label[j] && of[i] != of[j])
          return fail("axes of one label must have one length; an operand is ", of);
    return true;
  }
  /// Repeated labels become one axis; an axis of length 1 that stands for a longer one goes.
  constexpr void simplify(subscripted& s) const {
    for (int i = 0; i < s.rank; ++i)
      for (int j = s.rank; --j > i;)
        if (s.label[i] == s.label[j]) {
          int const l = s.label[i];
          s.x = axis_of_equal_indices(s.x, i, j);
          s.erase(j), s.erase(i);
          s.append(l);
          i = -1;
          break;
        }
    axes gone;
    for (int i = 0; i < s.rank; ++i)
      if (s.x.extent(i) != extent_[s.label[i]]) gone.insert(i);
    s.x = reshape_op{}(s.x, without(s.x.shape(), gone));
    for (int i = s.rank; i-- > 0;)
      if (gone[i]) s.erase(i);
  }
  constexpr bool needed(int label, sequence<subscripted> const& all, int p, int q) const {
    if (wanted_[label]) return true;
    for (int i = 0; i < all.count; ++i)
      if (i != p && i != q && all[i].place(label) >= 0) return true;
    return false;
  }
  constexpr void sum_unneeded(sequence<subscripted>& all, int p) const {
    subscripted& s = all[p];
    axes over;
    for (int i = 0; i < s.rank; ++i)
      if (!needed(s.label[i], all, p, p)) over.insert(i);
    s.x = sum_over(s.x, over, false);
    for (int i = s.rank; i-- > 0;)
      if (over[i]) s.erase(i);
  }
  static constexpr term ordered(subscripted const& s, subscripted const& by) {
    order o;
    for (int i = 0; i < by.rank; ++i) o.set(i, s.place(by.label[i]));
    return permute_op{}(s.x, o);
  }
  constexpr int size(subscripted const& s) const {
    int n = 1;
    for (int i = 0; i < s.rank; ++i) n *= extent_[s.label[i]];
    return n;
  }
  constexpr shape shape_of(subscripted const& s) const {
    shape of;
    for (int i = 0; i < s.rank; ++i) of.append(extent_[s.label[i]]);
    return of;
  }
  static constexpr subscripted joined(subscripted a, subscripted const& b) {
    for (int i = 0; i < b.rank; ++i) a.append(b.label[i]);
    return a;
  }
  /// Two operands made one: a matrix product where labels are summed, else a product of entries.
  constexpr bool contract(sequence<subscripted>& all, int p, int q) {
    subscripted const a = all[p], b = all[q];
    subscripted batch, inner, left, right;
    for (int i = 0; i < a.rank; ++i) {
      int const l = a.label[i];
      (b.place(l) < 0 ? left : needed(l, all, p, q) ? batch : inner).append(l);
    }
    for (int i = 0; i < b.rank; ++i)
      if (a.place(b.label[i]) < 0) right.append(b.label[i]);
    if (batch.rank + left.rank + right.rank > max_rank) return fail("a product has more than 8 axes");
    subscripted y = joined(joined(batch, left), right);
    term const first = ordered(a, joined(joined(batch, left), inner));
    term const second = ordered(b, joined(joined(batch, inner), right));
    int const n = size(batch), rows = size(left), depth = size(inner), columns = size(right);
    bool const batched = batch.rank > 0;
    if (inner.rank == 0)
      y.x = reshape_op{}(first, shape{n, rows, 1}) * reshape_op{}(second, shape{n, 1, columns});
    else
      y.x = matrix_product(reshape_op{}(first, batched ? shape{n, rows, depth} : shape{rows, depth}),
                    reshape_op{}(second, batched ? shape{n, depth, columns} : shape{depth, columns}));
    y.x = reshape_op{}(y.x, shape_of(y));
    all[p] = y;
    for (int i = q; i + 1 < all.count; ++i) all[i] = all[i + 1];
    all.pop();
    return true;
  }
  /// The pair whose product takes the fewest multiplications; of equal ones the first.
  constexpr bool contract_cheapest(sequence<subscripted>& all) {
    int p = 0, q = 1;
    double least = -1;
    for (int i = 0; i < all.count; ++i)
      for (int j = i + 1; j < all.count; ++j) {
        double cost = size(all[i]);
        for (int k = 0; k < all[j].rank; ++k)
          if (all[i].place(all[j].label[k]) < 0) cost *= extent_[all[j].label[k]];
        if (least < 0 || cost < least) least = cost, p = i, q = j;
      }
    return contract(all, p, q);
  }
  /// The subscripts after "->"; without them every label named once, in order, after an ellipsis.
  constexpr bool read_result(int arrow, int dots) {
    if (arrow < 0) {
      for (int k = dots; k-- > 0;) result_.append(subscripted::letters + k);
      for (int l = 0; l < subscripted::letters; ++l)
        if (named_[l] == 1) {
          if (result_.full()) return fail("a tensor has at most 8 axes");
          result_.append(l);
        }
    } else if (!read(equation_.from(arrow + 2), dots, result_)) {
      return false;
    }
    for (int i = 0; i < result_.rank; ++i) {
      int const l = result_.label[i];
      if (wanted_[l]) return fail("a subscript of the result is written twice");
      if (extent_[l] == 0) return fail("a subscript of the result is that of no operand");
      wanted_[l] = true;
    }
    return true;
  }

public:
  constexpr summation(phrase equation, graph& g) : equation_(equation), graph_(g) {}

  constexpr term operator()(term const* x, int count) {
    int const arrow = equation_.find("->");
    phrase left = arrow < 0 ? equation_ : equation_.part(0, arrow);
    sequence<subscripted> all;
    int groups = 1, dots = 0;
    for (char c : left) groups += c == ',';
    if (groups != count) {
      fail("there must be one operand for each group of subscripts; there are ", count, " operands");
      return x[0];
    }
    for (int i = 0; i < count; ++i) {
      int const end = left.find(",");
      phrase const group = end < 0 ? left : left.part(0, end);
      subscripted s;
      s.x = x[i];
      if (!enter(group, s)) return x[0];
      if (has_dots(group) && s.rank - count_letters(group) > dots) dots = s.rank - count_letters(group);
      all.push(s);
      left = left.from(end < 0 ? left.length : end + 1);
    }
    if (!read_result(arrow, dots)) return x[0];
    for (subscripted& s : all) simplify(s);
    for (int i = 0; i < count; ++i) sum_unneeded(all, i);
    while (all.count > 1)
      if (!contract_cheapest(all)) return x[0];
    return ordered(all[0], result_);
  }
};

template <text Equation>
struct einsum_call {
  constexpr term operator()(term first, std::same_as<term> auto... more) const {
    term const x[]{first, more...};
    return summation(Equation, *first.owner)(x, 1 + int(sizeof...(more)));
  }
};
/// Products of entries with equal subscripts, summed over those that the result does not name:
///     einsum<"ij,jk->ik">(a, b)      einsum<"...ii->...">(a)      einsum<"i,i">(a, b)
/// Any number of operands. A subscript written twice in one operand is its diagonal; "..." stands for further
/// axes, which broadcast; without "->" the result has the subscripts written once, in alphabetical order. An
/// axis of length 1 broadcasts. A composite of sums, permutations and products of pairs, cheapest first.
template <text Equation, class... X>
constexpr called<einsum_call<Equation>, X...> einsum(X... x) {
  return compose<einsum_call<Equation>>(x...);
}
template <text Equation, class... X>
rejected<einsum_call<Equation>, X...> einsum(X...);
template <class X, class... More>
  requires(Expression<X> || std::is_convertible_v<X, char const*>)
auto einsum(X, More...) -> error<no_brackets<"einsum<equation>(x, ...)", X>>;

}  // namespace tapeless::core
namespace tapeless {
using core::einsum;
}  // namespace tapeless
