// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/core/number_text.hpp>
#include <tapeless/ops/contract.hpp>
#include <tapeless/ops/power.hpp>

namespace tapeless::core {

/// How tightly a piece of notation holds together.
enum class binding_power { addition, multiplication, exponentiation, atom };

/// Growing text.
class pen {
  sequence<char> characters_;

public:
  constexpr int position() const { return characters_.count; }
  constexpr char operator[](int i) const { return characters_.entries[i]; }

  constexpr pen& operator<<(phrase words) {
    for (char c : words) characters_.push(c);
    return *this;
  }
  constexpr pen& operator<<(int number) { return *this << say(number); }
  constexpr pen& operator<<(shape const& s) { return *this << say(s); }
  constexpr pen& operator<<(sentence const& s) { return *this << phrase(s); }
  constexpr pen& operator<<(long double number) {
    number_text const t(number);
    return *this << phrase(t.characters, t.length);
  }
};

constexpr phrase superscript(int digit) {
  constexpr phrase digits[]{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  return digits[digit];
}
constexpr void write_power(pen& out, int n) {
  if (n < 0) out << "⁻";
  int const m = n < 0 ? -n : n;
  if (m >= 100) out << superscript(m / 100);
  if (m >= 10) out << superscript(m / 10 % 10);
  out << superscript(m % 10);
}

/// The name of a selection: K, and the end of the order that it takes.
constexpr void write_selection(pen& out, phrase name, int k, long long with) {
  out << name << "<" << k << (with & selection_op::smallest_first ? ", smallest>" : ">");
}

/// How the operands of an op are asked for while it is written.
template <class List>
struct writer {
  List const& list;
  pen& out;
  int id;

  constexpr vertex const& v() const { return list.vertices[id]; }
  constexpr shape const& shape_of(int operand) const { return list.shape(v().x[operand]); }
  template <class Op>
  constexpr bool operand_is(int operand) const {
    return list.template is<Op>(v().x[operand]);
  }
};

/// A reshape that only adds or drops axes of length 1 goes without saying.
template <class List>
constexpr bool is_silent(List const& list, int id) {
  vertex const& v = list.vertices[id];
  if (v.op == &describe<reshape_op>) return squeezed(list.shape(id)) == squeezed(list.shape(v.x[0]));
  return v.op == &describe<dense_op> ||
         (v.op == &describe<broadcast_op> && squeezed(list.shape(v.x[0])).rank == 0);
}

}  // namespace tapeless::core
