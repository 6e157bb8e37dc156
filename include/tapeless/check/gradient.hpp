// SPDX-License-Identifier: BSL-1.0
#pragma once
#if defined __GNUC__ && !defined __clang__
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"  // as in tapeless.hpp
#endif
#include <tapeless/check/differences.hpp>
#include <tapeless/check/words.hpp>
#include <tapeless/evaluate/evaluate.hpp>
#include <tapeless/transforms/gradient.hpp>

namespace tapeless::core {

/// One entry of a gradient beside its differences.
struct checked_entry {
  phrase variable;
  tapeless::core::shape shape;
  int entry = 0;
  long double gradient = 0, difference = 0, error = 0;  ///< error: of the difference, estimated
  long double left = 0, right = 0;                      ///< one-sided differences

  constexpr sentence where() const { return say(variable, subscripts(shape, entry)); }
};

/// What check_gradient found: true where no entry is wrong. Prints as a sentence.
struct gradient_check {
  long double value = 0;  ///< of the formula at the point
  int entries = 0;        ///< of all real variables that the formula contains
  int wrong = 0;          ///< entries whose gradient is not the difference, nor between those of a kink
  int kinks = 0;          ///< entries whose differences from the left and from the right disagree
  int unsure = 0;         ///< entries whose differences are too rough to tell
  checked_entry worst;    ///< the entry that is furthest off, in units of what is tolerated
  checked_entry kink;     ///< the first kink

  constexpr explicit operator bool() const { return is_finite(value) && wrong == 0; }

  constexpr sentence words() const {
    if (!is_finite(value))
      return say("there is nothing to check: the formula is ", number_words(value), " here");
    if (entries == 0) return say("there is nothing to check: the formula contains no bound real variable");
    sentence s;
    if (wrong > 0) {
      s = say("the gradient is wrong in ", wrong, " of ", entries,
              wrong == 1 && entries == 1 ? " entry" : " entries", ", most at ", worst.where());
    } else {
      s = say("the gradient agrees with differences in ", entries, entries == 1 ? " entry" : " entries",
              "; least at ", worst.where());
    }
    s.add(say(": gradient ", number_words(worst.gradient), ", difference ", number_words(worst.difference),
              ", off by ", number_words(magnitude(worst.gradient - worst.difference), 2),
              ", estimated error ", number_words(worst.error, 2)));
    if (kinks > 0)
      s.add(say("; kinks: ", kinks, ", the first at ", kink.where(), ": ", number_words(kink.left),
                " from the left, ", number_words(kink.right), " from the right, gradient ",
                number_words(kink.gradient)));
    if (unsure > 0) s.add(say("; too rough to tell: ", unsure));
    return s;
  }
  template <class Traits>
  friend std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out,
                                                      gradient_check const& c) {
    return out << phrase(c.words());
  }

  /// Compares one entry; `greatest` is the greatest of the gradient.
  constexpr void look(checked_entry e, differences const& d, long double greatest) {
    ++entries;
    e.left = d.left.value;
    e.right = d.right.value;
    if (!d.has_left && !d.has_right) {  // f is finite nowhere around
      ++unsure;
      return;
    }
    e.difference = d.best().value;
    e.error = d.best().error;
    long double const size = larger(magnitude_or_huge(e.gradient), magnitude(e.difference));
    long double const tolerated =
        8 * e.error + 1e-9L * magnitude(e.difference) + 1e-12L * larger(greatest, 1e-300L);
    bool const agrees = is_finite(e.gradient) && magnitude(e.gradient - e.difference) <= tolerated;
    bool const bent = d.both() && magnitude(d.right.value - d.left.value) >
                                      8 * (d.right.error + d.left.error) +
                                          1e-6L * larger(magnitude(e.left), magnitude(e.right));
    bool const between = e.gradient >= smaller(e.left, e.right) - tolerated &&
                         e.gradient <= larger(e.left, e.right) + tolerated;
    if (bent && kinks++ == 0) kink = e;
    if (!bent && agrees && e.error > 0.01L * size && e.error > 1e-9L * larger(greatest, magnitude(value)))
      ++unsure;
    if (!agrees && !(bent && between)) ++wrong;
    if (bent && (agrees || between)) return;
    long double const off = is_finite(e.gradient) ? magnitude(e.gradient - e.difference) / tolerated
                                                  : limits<long double>::max();
    if (off < furthest_) return;
    furthest_ = off;
    worst = e;
  }

private:
  long double furthest_ = 0;
  static constexpr long double larger(long double a, long double b) { return a < b ? b : a; }
  static constexpr long double smaller(long double a, long double b) { return a < b ? a : b; }
  static constexpr long double magnitude_or_huge(long double x) {
    return is_finite(x) ? magnitude(x) : huge_value;
  }
};

/// Variable I of a binding as a type.
template <class B, int I>
constexpr auto bound_name() {
  constexpr phrase name = B::variables[I].name;
  text<name.size() + 1> t;
  for (int i = 0; i < name.length; ++i) t.characters[i] = name[i];
  return t;
}
template <class B, int I, class = std::make_integer_sequence<int, B::variables[I].shape.rank>>
struct bound_type;
template <class B, int I, int... Axis>
struct bound_type<B, I, std::integer_sequence<int, Axis...>>
    : std::type_identity<variable<bound_name<B, I>(), std::size_t(B::variables[I].shape.extent[Axis])...>> {};

/// The real variables of bindings that a program contains.
template <class Program, class V>
constexpr bool contains_variable() {
  for (int id = 0; id < Program::list.size.vertices; ++id)
    if (Program::list.template is<variable_op>(id) &&
        Program::list.names[Program::list.vertices[id].with] == V::name)
      return true;
  return false;
}
template <class Program, class B, class = std::make_integer_sequence<int, B::count>>
struct checked_of;
template <class Program, class B, int... I>
struct checked_of<Program, B, std::integer_sequence<int, I...>>
    : joined_lists<std::conditional_t<std::floating_point<typename B::value_type> &&
                                          contains_variable<Program, typename bound_type<B, I>::type>(),
                                      list_of<typename bound_type<B, I>::type>, list_of<>>...> {};

/// A binding in the widest precision, whose entries can be moved.
template <class B>
struct wide_binding {
  using value_type = long double;
  static constexpr int count = B::count;
  static constexpr auto& variables = B::variables;
  static constexpr int size = [] {
    int n = 0;
    for (auto const& v : variables) n += v.shape.size();
    return n;
  }();
  fixed<long double, size> entries{};

  constexpr explicit wide_binding(B const& narrow) {
    int at = 0;
    for (int i = 0; i < count; ++i)
      for (int k = 0; k < variables[i].shape.size(); ++k)
        entries[at++] = static_cast<long double>(narrow.data(i)[k]);
  }
  constexpr int begin_of(int i) const {
    int at = 0;
    for (int k = 0; k < i; ++k) at += variables[k].shape.size();
    return at;
  }
  constexpr long double const* data(int i) const { return entries + begin_of(i); }
  /// The entries of a variable, null where another binding has it.
  constexpr long double* find(phrase name) {
    for (int i = 0; i < count; ++i)
      if (variables[i].name == name) return entries + begin_of(i);
    return nullptr;
  }
};

template <class F, class... V, class... Bs>
constexpr gradient_check check_by(list_of<V...>, wide_binding<Bs>... point) {
  gradient_check found;
  fixed<long double, (1 + ... + V::shape.size())> g{};
  fixed<long double*, 1 + sizeof...(V)> out{&found.value};
  int begin = 0, next = 1;
  ((out[next++] = g + begin, begin += V::shape.size()), ...);
  run<program<F, gradient_formula<F, V>...>, long double>(out, point...);
  if (!is_finite(found.value)) return found;
  long double greatest = 0;
  for (long double x : g)
    if (is_finite(x) && magnitude(x) > greatest) greatest = magnitude(x);
  long double const* gradient = g;
  auto const look = [&]<class X>(X) {
    long double* at = nullptr;
    ((at = at ? at : point.find(X::name)), ...);
    for (int i = 0; i < X::shape.size(); ++i) {
      long double const here = at[i];
      auto const f = [&](long double moved) {
        long double y = 0;
        long double* const result[]{&y};
        at[i] = moved;
        run<program<F>, long double>(result, point...);
        at[i] = here;
        return y;
      };
      found.look({X::name, X::shape, i, *gradient++}, differences_of(f, here, found.value), greatest);
    }
  };
  (look(V{}), ...);
  return found;
}

/// The mistake of checking what has no gradient.
template <class F>
struct no_gradient_to_check {
  static constexpr sentence problem =
      say("check_gradient(f, ...): f must be a scalar, such as sum(f * u) for all entries of a tensor; f is ",
          F::shape);
};

/// Compares the gradient of a scalar f by every real variable that is bound with differences, at the point
/// that the bindings tell:     check_gradient(loss, W = w, x = v)
/// Differences are those of Ridders (1982): central ones by halved steps, extrapolated, with an estimate of
/// their error; gradient and differences are computed in long double, so that roundoff of the point's own
/// type does not matter. An entry is right where it differs by no more than 8 times this estimate, 1e-9 of
/// the difference and 1e-12 of the greatest entry, or lies between the slopes at a kink, such as relu's at 0.
/// About 20 evaluations an entry, in a constant expression too:
///     static_assert(check_gradient(loss, W = w, x = v));
template <Scalar F, class... Bs>
  requires(!call_mistake<F, Bs...>::problem)
constexpr gradient_check check_gradient(F, Bs&&... bindings) {
  using checked = typename joined_lists<typename checked_of<program<F>, Bs>::type...>::type;
  return check_by<F>(checked{}, wide_binding<Bs>(bindings)...);
}
template <Scalar F, class... Bs>
  requires(bool(call_mistake<F, Bs...>::problem))
auto check_gradient(F, Bs&&...) -> error<call_mistake<F, Bs...>>;
template <Expression F, class... Bs>
  requires(!Scalar<F>)
auto check_gradient(F, Bs&&...) -> error<no_gradient_to_check<F>>;

}  // namespace tapeless::core
namespace tapeless {
using core::check_gradient;
}  // namespace tapeless

#if defined __GNUC__ && !defined __clang__
#pragma GCC diagnostic pop
#endif
