// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/expression/variable.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

/// Up to so many bytes an evaluation works in memory of its own, on the stack; beyond, the caller gives it. A
/// step of a loop or solver always has its memory there.
inline constexpr std::size_t stack_limit = std::size_t{1} << 20;

/// Memory given to one call of evaluate: a binding that binds nothing.
template <class T>
class workspace_binding {
  T* entries_;
  std::size_t size_;

public:
  using value_type = T;
  static constexpr bool is_workspace = true;
  static constexpr int count = 0;
  static constexpr struct none {
    static constexpr bound_variable const* begin() { return nullptr; }
    static constexpr bound_variable const* end() { return nullptr; }
    constexpr bound_variable operator[](int) const { return {}; }
  } variables{};

  constexpr workspace_binding(T* entries, std::size_t size) : entries_(entries), size_(size) {}
  workspace_binding(workspace_binding const&) = delete;
  workspace_binding& operator=(workspace_binding const&) = delete;
  constexpr T const* data(int = 0) const { return nullptr; }
  /// The memory, if it holds so many numbers; too little stops the program.
  constexpr T* numbers(int least) const {
    require(size_ >= static_cast<std::size_t>(least));
    return entries_;
  }
};

/// Memory to work in, for a formula that needs more than stack_limit, or where the stack is small:
///     std::vector<double> memory(workspace_bytes(f) / sizeof(double));
///     evaluate(f, W = w, workspace(memory))
/// Flat memory of the scalar type of the evaluation; less than workspace_bytes(f) stops the program.
template <class R>
  requires requires(R& r) {
    requires std::floating_point<std::remove_reference_t<decltype(*r.data())>>;
    r.size();
  }
constexpr auto workspace(R&& memory) {
  return workspace_binding<std::remove_reference_t<decltype(*memory.data())>>(memory.data(), memory.size());
}

template <class B>
concept Workspace = requires { B::is_workspace; };
/// The memory that a call gives; null where it gives none.
template <class T, class... Bs>
[[gnu::always_inline]] inline constexpr T* given_memory([[maybe_unused]] int least, Bs const&... bindings) {
  T* memory = nullptr;
  [[maybe_unused]] auto const look = [&]<class B>(B const& b) {
    if constexpr (Workspace<B>) memory = b.numbers(least);
  };
  (look(bindings), ...);
  return memory;
}

}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
namespace tapeless {
using core::stack_limit, core::workspace;
}  // namespace tapeless
