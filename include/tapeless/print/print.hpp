// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/expression/formulas.hpp>
#include <tapeless/plan/listing.hpp>
#include <tapeless/print/notation.hpp>

namespace tapeless::core {

/// Writes a listing as mathematics, from the leaves up and without recursion. What is used more than once and
/// is long gets a name, which a line below the formula explains.
///     2 (W x) xᵀ       products by juxtaposition: of matrices and with scalars      a ∘ b: entry by entry
template <class List>
class printer {
public:
  struct written {
    int begin = 0, end = 0;
    binding_power power = binding_power::atom;
    int named = 0;
    int uses = 0;
  };

private:
  static constexpr int brief = 24, long_line = 90;

  List const& list_;
  pen pad_;
  sequence<written> text_;
  int names_ = 0;

  constexpr void copy(pen& to, pen const& from, int begin, int end) const {
    for (int i = begin; i < end; ++i) {
      char const c[]{from[i]};
      to << phrase(c, 1);
    }
  }
  /// The text of a vertex as an operand of something that holds together more tightly than `at_least`.
  constexpr void put(pen& to, int id, binding_power at_least = binding_power::addition) const {
    written const& w = text_.entries[id];
    if (w.named > 0) {
      to << "t" << w.named;
      return;
    }
    bool const bracket = w.power < at_least;
    if (bracket) to << "(";
    copy(to, pad_, w.begin, w.end);
    if (bracket) to << ")";
  }
  constexpr bool is_scale(int id) const {
    while (list_.template is<broadcast_op>(id) || list_.template is<reshape_op>(id))
      id = list_.vertices[id].x[0];
    return list_.template is<constant_op>(id) || list_.shape(id).rank == 0;
  }
  /// Whether the operand of a product is a vector that stands as a row.
  constexpr bool is_row(int id) const {
    shape const& s = list_.shape(id);
    return list_.template is<reshape_op>(id) && s.rank == 2 && s[0] == 1 && s[1] != 1;
  }
  /// A factor of a matrix product; a scaled one needs no brackets in front: 2 y xᵀ.
  constexpr void put_factor(pen& line, int id, bool leads) const {
    vertex const& v = list_.vertices[unreshaped(id)];
    bool const scaled = v.op == &describe<multiply_op> && (is_scale(v.x[0]) || is_scale(v.x[1]));
    if (is_row(id)) {
      put(line, id, binding_power::atom);
      line << "ᵀ";
    } else {
      put(line, id, leads && scaled ? binding_power::multiplication : binding_power::exponentiation);
    }
  }
  constexpr binding_power infix(pen& line, vertex const& v, phrase sign, binding_power power,
                                bool associates) const {
    put(line, v.x[0], power);
    line << sign;
    put(line, v.x[1], associates ? power : binding_power(int(power) + 1));
    return power;
  }
  constexpr binding_power product(pen& line, vertex const& v) const {
    int const first = is_scale(v.x[1]) && !is_scale(v.x[0]) ? 1 : 0;
    put(line, v.x[first], binding_power::multiplication);
    line << (is_scale(v.x[first]) ? " " : " ∘ ");
    put(line, v.x[1 - first], binding_power::exponentiation);
    return binding_power::multiplication;
  }
  constexpr binding_power function_call(pen& line, int id) const {
    vertex const& v = list_.vertices[id];
    line << v.op->name << "(";
    for (int i = 0; i < v.arity; ++i) {
      if (i > 0) line << ", ";
      put(line, v.x[i]);
    }
    if (v.op == &describe<sum_op> && list_.shape(v.x[0]).size() != list_.shape(v.x[0])[0]) {
      run_of_axes const run(v.with);
      if (run.length(list_.shape(v.x[0])) != list_.shape(v.x[0]).size()) {
        line << ", axis " << run.first;
        if (run.last > run.first + 1) line << " to " << run.last - 1;
      }
    }
    if (v.op == &describe<reshape_op> || v.op == &describe<broadcast_op>) line << ", " << list_.shape(id);
    if (v.op == &describe<permute_op>) {
      shape to;
      for (int axis = 0; axis < list_.shape(id).rank; ++axis) to.append(order{v.with}[axis]);
      line << ", " << to;
    }
    line << ")";
    return binding_power::atom;
  }
  /// S, S x and Sᵀ g, for a selection S of y.
  constexpr void put_selection(pen& line, int s, phrase name) const {
    vertex const& v = list_.vertices[s];
    shape const& of = list_.shape(s);
    write_selection(line, name, of[of.rank - 2], v.with);
    line << "(";
    put(line, v.x[0]);
    line << ")";
  }
  constexpr int unreshaped(int id) const {
    while (list_.template is<reshape_op>(id)) id = list_.vertices[id].x[0];
    return id;
  }
  constexpr binding_power take(pen& line, vertex const& v) const {
    if (unreshaped(v.x[1]) == unreshaped(list_.vertices[v.x[0]].x[0])) {
      put_selection(line, v.x[0], "topk");
      return binding_power::atom;
    }
    put(line, v.x[0], binding_power::exponentiation);
    line << " ";
    put_factor(line, v.x[1], false);
    return binding_power::multiplication;
  }
  constexpr binding_power write(pen& line, int id) const {
    vertex const& v = list_.vertices[id];
    operation const* const op = v.op;
    if (op == &describe<variable_op>) line << list_.names[v.with];
    else if (op == &describe<zero_op>) line << "0";
    else if (op == &describe<constant_op>) line << kept_number(v);
    else if (op == &describe<add_op>) return infix(line, v, " + ", binding_power::addition, true);
    else if (op == &describe<subtract_op>) return infix(line, v, " - ", binding_power::addition, false);
    else if (op == &describe<multiply_op>) return product(line, v);
    else if (op == &describe<divide_op>) return infix(line, v, " / ", binding_power::multiplication, false);
    else if (op == &describe<negate_op>) {
      line << "-";
      put(line, v.x[0], binding_power::multiplication);
      return binding_power::addition;
    } else if (op == &describe<square_op> || op == &describe<power_op>) {
      put(line, v.x[0], binding_power::atom);
      write_power(line, op == &describe<square_op> ? 2 : int(v.with));
      return binding_power::exponentiation;
    } else if (op == &describe<matmul_op>) {
      put_factor(line, v.x[0], true);
      line << " ";
      put_factor(line, v.x[1], false);
      return binding_power::multiplication;
    } else if (op == &describe<permute_op> && is_matrix_transpose(id)) {
      put(line, v.x[0], binding_power::atom);
      line << "ᵀ";
      return binding_power::exponentiation;
    } else if (op == &describe<take_op>) return take(line, v);
    else if (op == &describe<put_op>) {
      put(line, v.x[0], binding_power::atom);
      line << "ᵀ ";
      put_factor(line, v.x[1], false);
      return binding_power::multiplication;
    } else if (op == &describe<selection_op>) put_selection(line, id, "selection");
    else if (op == &describe<selected_op>) put_selection(line, v.x[0], "in_topk");
    else if (op == &describe<columns_op>) put_selection(line, v.x[0], "topk_indices");
    else return function_call(line, id);
    return binding_power::atom;
  }
  constexpr bool is_matrix_transpose(int id) const {
    shape const& s = list_.shape(id);
    order const o{list_.vertices[id].with};
    for (int axis = 0; axis < s.rank - 2; ++axis)
      if (o[axis] != axis) return false;
    return s.rank >= 2 && o[s.rank - 1] == s.rank - 2;
  }

public:
  constexpr explicit printer(List const& list) : list_(list), text_(list.size.vertices) {
    for (int id = 0; id < list.size.vertices; ++id)
      for (int i = 0; i < list.vertices[id].arity; ++i) ++text_[list.vertices[id].x[i]].uses;
  }
  /// Writes every vertex.
  constexpr void write_all() {
    for (int id = 0; id < list_.size.vertices; ++id) {
      written& w = text_[id];
      if (is_silent(list_, id)) {
        int const uses = w.uses;
        w = text_[list_.vertices[id].x[0]];
        w.uses = uses;
        continue;
      }
      w.begin = pad_.position();
      pen line;
      w.power = write(line, id);
      copy(pad_, line, 0, line.position());
      w.end = pad_.position();
      int const length = w.end - w.begin;
      if (id == list_.results[0] || !((w.uses > 1 && length > brief) || length > long_line)) continue;
      w.named = ++names_;
    }
  }
  /// The first result, and below it what its names stand for.
  constexpr void print(pen& out) {
    write_all();
    put(out, list_.results[0]);
    int last = 0;
    for (written const& w : text_) {
      if (w.named <= last) continue;
      last = w.named;
      out << (last == 1 ? "\n  where t" : "\n        t") << last << " = ";
      copy(out, pad_, w.begin, w.end);
    }
  }
  /// What was written for all vertices, and where the text of each begins and ends.
  constexpr pen const& pad() const { return pad_; }
  constexpr written const& operator[](int id) const { return text_.entries[id]; }
};

template <class F>
struct text_of_formula {
  static constexpr auto const& list = listed<F>::list();
  static constexpr int measure() {
    pen out;
    printer(list).print(out);
    return out.position();
  }
  static constexpr int length = measure();
  static constexpr auto write() {
    pen out;
    printer(list).print(out);
    text<std::size_t(length) + 1> t;
    for (int i = 0; i < length; ++i) t.characters[i] = out[i];
    return t;
  }
  static constexpr auto whole = write();
};

/// A formula as mathematics, in UTF-8: `2 (W x) xᵀ` for gradient(sum(square(matmul(W, x))), W). A constant.
template <Expression F>
constexpr phrase text_of(F) {
  return text_of_formula<F>::whole;
}

}  // namespace tapeless::core
namespace tapeless {
using core::text_of;
}  // namespace tapeless
