// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/evaluate/evaluate.hpp>
#include <tapeless/interop/struct/members.hpp>

namespace tapeless::core {

/// What is wrong with a struct as a set of variables.
template <class S, class Leaves>
struct struct_mistake;
template <class S, class... L>
struct struct_mistake<S, list_of<L...>> {
  static constexpr sentence look() {
    if constexpr (!HanaStruct<S> && !requires { typename std::tuple_size<S>::type; })
      return say(
          "variables<S>: S must be a struct adapted with BOOST_HANA_DEFINE_STRUCT or "
          "BOOST_HANA_ADAPT_STRUCT, or a std::array of such");
    else if constexpr (sizeof...(L) == 0) return say("variables<S>: S has no members");
    else if constexpr (!(L::fits && ...)) {
      sentence s;
      auto const look = [&]<class M>(M) {
        if constexpr (!M::fits)
          if (!s)
            s =
                say("variables<S>: a member must be float, double or long double, a tensor of them, a struct "
                    "adapted with Boost.Hana or an array of such; ",
                    M::name, " is none of these");
      };
      (look(L{}), ...);
      return s;
    } else {
      using first = nth<0, L...>;
      sentence s;
      auto const look = [&]<class M>(M) {
        if constexpr (!std::is_same_v<typename M::scalar, typename first::scalar>)
          if (!s)
            s = say("variables<S>: all members must have one scalar type; ", first::variable::name, " and ",
                    M::variable::name, " differ");
      };
      (look(L{}), ...);
      return s;
    }
  }
  static constexpr sentence problem = look();
};

/// A struct of variables beside a struct of values, for one call of evaluate.
template <class S, class Leaves>
class struct_binding;
template <class S, class... L>
class struct_binding<S, list_of<L...>> {
public:
  using value_type = typename nth<0, L...>::scalar;
  static constexpr int count = sizeof...(L);
  static constexpr bound_variable variables[]{{L::variable::name, L::variable::shape}...};

  constexpr explicit struct_binding(auto const& values) : entries_{L::data(values)...} {}
  struct_binding(struct_binding const&) = delete;
  struct_binding& operator=(struct_binding const&) = delete;
  constexpr value_type const* data(int i) const { return entries_[i]; }

private:
  value_type const* entries_[sizeof...(L)];
};

/// The mistake of binding a struct of variables to something else.
template <text Prefix>
struct misbound_struct {
  static constexpr sentence problem = [] {
    constexpr phrase prefix = Prefix;
    auto s = say("p = values: variables<S> are bound to a value of the type S");
    if (!prefix.empty()) s.add("; here p is "), s.add(prefix);
    return s;
  }();
};

/// A base without meaning; incomplete where there is a mistake, which is then the first line of the error.
struct no_mistake {};
template <class Mistake>
struct base_unless : std::type_identity<no_mistake> {};
template <class Mistake>
  requires(bool(Mistake::problem))
struct base_unless<Mistake> : std::type_identity<error<Mistake>> {};

/// The numbers and tensors of a struct as variables. The struct is adapted with BOOST_HANA_DEFINE_STRUCT or
/// BOOST_HANA_ADAPT_STRUCT; its members are numbers, tensors, such structs, and arrays of any of these. The
/// variables are called like the members, as in layers[1].W, behind a prefix where two structs of one type
/// appear in a formula.
///     constexpr variables<model> p;               constexpr variables<model, "second"> q;
///     get<"W">(p)      get<"layers[1].W">(p)      a variable
///     get<"layers">(p)      get<"layers[1]">(p)   the variables of a part
///     model g = evaluate(gradient(loss, p), p = values, x = v);
template <class S, text Prefix = "">
struct variables : base_unless<struct_mistake<S, typename leaves_of<S, Prefix>::type>>::type {
  using leaves = typename leaves_of<S, Prefix>::type;

  template <class V>
    requires std::same_as<typename kept_as<V>::type, S>
  constexpr struct_binding<S, leaves> operator=(V const& value) const {
    return struct_binding<S, leaves>(value);
  }
  template <class V>
  auto operator=(V const&) const -> error<misbound_struct<Prefix>>;
  constexpr variables() = default;
  constexpr variables(variables const&) = default;
  variables& operator=(variables const&) = delete;
};

}  // namespace tapeless::core
namespace tapeless {
using core::variables;
}  // namespace tapeless
