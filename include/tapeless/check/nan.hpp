// SPDX-License-Identifier: BSL-1.0
#pragma once
#if defined __GNUC__ && !defined __clang__
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"  // as in tapeless.hpp
#endif
#include <tapeless/check/watch.hpp>

namespace tapeless::core {

/// What locate_nan found: true where there is a NaN. Prints as a sentence.
struct nan_location {
  bool found = false;
  note words;

  constexpr explicit operator bool() const { return found; }
  template <class Traits>
  friend std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out,
                                                      nan_location const& n) {
    return out << phrase(n.words);
  }
};

/// locate_nan: infinities too.
struct infinities_option : option {};
inline constexpr infinities_option infinities{};

/// "log(x) is nan at [1]: x is -2".
template <auto const& List, class T>
constexpr void tell_kernel(note& out, kernel_trace<T> const& t, int at) {
  using texts = vertex_texts<List>;
  vertex const& v = List.vertices[t.vertex];
  shape const s = squeezed(List.shape(t.vertex));
  out << texts::whole(t.vertex) << " is " << number_words(static_cast<long double>(t.y[at]));
  if (s.rank > 0) out << " at " << subscripts(s, at);
  bool first = true;
  for (int k = 0; k < v.arity; ++k) {
    vertex const& x = List.vertices[v.x[k]];
    if (x.op == &describe<constant_op> || x.op == &describe<zero_op> || (k > 0 && v.x[k] == v.x[0])) continue;
    out << (first ? ": " : ", ");
    first = false;
    texts::put(out, v.x[k]);
    out << " is ";
    if (v.op->elementwise) out << number_words(static_cast<long double>(t.x[k][at]));
    else if (x.op->storage(List.call_of(v.x[k])) == List.shape(v.x[k]).size())
      write_value(out, squeezed(List.shape(v.x[k])), t.x[k]);
    else out << "a selection";
  }
  texts::explain(out, t.vertex);
}
template <auto const& List, class T>
constexpr void tell_leaf(note& out, int id, T const* entries, int at) {
  shape const& s = List.shape(id);
  if (List.template is<variable_op>(id)) out << "the variable " << List.names[List.vertices[id].with];
  else out << "a number of the formula";
  out << " is " << number_words(static_cast<long double>(entries[at]));
  if (s.rank > 0 && !List.template is<constant_op>(id)) out << " at " << subscripts(s, at);
  if (List.template is<variable_op>(id)) out << " where it is bound";
}

template <class Program, class T, class... Bs>
constexpr nan_location locate(bool infinite, Bs const&... bindings) {
  constexpr auto const& list = Program::list;
  fixed<T, (0 + ... + converted<Bs>())> whole{};
  fixed<T const*, matching<Program, Bs...>::places.count> in{};
  find_inputs<Program, T>(in, whole, bindings...);
  watched_run<list, T> run_through;
  bad_values<list, T> bad(infinite);
  run_through(
      in, [&](int id, T const* entries, int size) { bad.look_at_leaf(id, entries, size); },
      [&](kernel_trace<T> const& t) { bad.look(t); });
  nan_location result;
  int const first = bad.first();
  result.found = first >= 0;
  if (first < 0) {
    result.words << (infinite ? "no NaN and no infinity" : "no NaN");
    return result;
  }
  run_through(
      in,
      [&](int id, T const* entries, int size) {
        if (id == first) tell_leaf<list>(result.words, id, entries, bad.find(entries, size));
      },
      [&](kernel_trace<T> const& t) {
        if (t.vertex == first) tell_kernel<list>(result.words, t, bad.made_at(t));
      });
  return result;
}

/// The first vertex of a formula, or of several such as a gradient, that makes a NaN which reaches a result,
/// in mathematics and with the values of its operands:
///     locate_nan(gradient(loss, W, x), W = w, x = v)      sqrt(x - 1) is nan at [2]: x - 1 is -0.5
///     locate_nan(loss, infinities, W = w, x = v)          infinities too: log(x) is -inf at [0]: x is 0
/// Says so where a variable is NaN already, and "no NaN" where no result has any. A NaN in the branch that
/// `where` does not take reaches nothing. Runs the formula over tensors, twice, in the scalar type of the
/// point; in a constant expression too.
template <Evaluable X, class... Bs>
  requires(!call_mistake<X, Bs...>::problem)
constexpr nan_location locate_nan(X, Bs&&... bindings) {
  return locate<typename entries_of<X>::program, typename scalar_of_bindings<Bs...>::type>(false,
                                                                                           bindings...);
}
template <Evaluable X, class... Bs>
  requires(!call_mistake<X, Bs...>::problem)
constexpr nan_location locate_nan(X, infinities_option, Bs&&... bindings) {
  return locate<typename entries_of<X>::program, typename scalar_of_bindings<Bs...>::type>(true, bindings...);
}
template <Evaluable X, class... Bs>
  requires(bool(call_mistake<X, Bs...>::problem))
auto locate_nan(X, Bs&&...) -> error<call_mistake<X, Bs...>>;
template <Evaluable X, class... Bs>
  requires(bool(call_mistake<X, Bs...>::problem))
auto locate_nan(X, infinities_option, Bs&&...) -> error<call_mistake<X, Bs...>>;

}  // namespace tapeless::core
namespace tapeless {
using core::infinities, core::locate_nan;
}  // namespace tapeless

#if defined __GNUC__ && !defined __clang__
#pragma GCC diagnostic pop
#endif
