// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/evaluate/evaluate.hpp>
#include <tapeless/evaluate/lanes.hpp>
#include <tapeless/evaluate/side_by_side.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

/// Where a program's variables come from when it runs for many samples.
enum class supply { shared, by_sample, by_entry };
template <class B>
constexpr supply supply_of() {
  if constexpr (!is_sampled<B>) return supply::shared;
  else return B::order == sample_order::by_sample ? supply::by_sample : supply::by_entry;
}
struct supplied {
  supply how = supply::shared;
  int size = 0, first = 0;  ///< entries of a sample, and their place among those of all variables
  int apart = 0;            ///< numbers from one sample to the next, by sample
};
/// The variables and results of a program that runs for many samples.
template <class Program, class... Bs>
struct sample_layout {
  static constexpr auto const& list = Program::list;
  static constexpr auto const& places = matching<Program, Bs...>::places;
  static constexpr int variables = places.count, results = int(sizeof list.results / sizeof(int));
  struct table {
    fixed<supplied, variables> variable{};
    fixed<supplied, results> result{};
    int entries = 0, values = 0;
    supplied joint;  ///< all variables that have samples one after another, if they can lie in one struct
    fixed<int, variables> in_joint{};  ///< these
    int joined = 0;
  };
  static constexpr table make() {
    fixed<supplied, bound<Bs...>::count> how{};
    int next = 0;
    [[maybe_unused]] auto const look = [&]<class B>(std::type_identity<B>) {
      for (int member = 0; member < B::count; ++member) {
        how[next].how = supply_of<B>();
        if constexpr (is_sampled<B>) how[next].apart = int(B::apart(B::entries_of_one));
        ++next;
      }
    };
    (look(std::type_identity<Bs>{}), ...);
    table t;
    for (int id = 0, v = 0; id < list.size.vertices; ++id) {
      if (!list.template is<variable_op>(id)) continue;
      t.variable[v] = how[places.of[v]];
      t.variable[v++].size = list.shape(id).size();
    }
    for (int place = 0; place < next; ++place)  // in the order of the call, which may be that of a struct
      for (int v = 0; v < variables; ++v) {
        if (places.of[v] != place) continue;
        t.variable[v].first = t.entries;
        t.entries += t.variable[v].size;
        join(t, v);
      }
    if (t.joint.size > t.joint.apart) t.joined = 0;
    for (int r = 0; r < results; ++r) {
      t.result[r] = {supply::by_sample, list.shape(list.results[r]).size(), t.values};
      t.values += t.result[r].size;
    }
    return t;
  }
  /// One more variable that may lie behind those before.
  static constexpr void join(table& t, int v) {
    supplied const& one = t.variable[v];
    if (one.how != supply::by_sample) return;
    if (t.joint.size == 0) t.joint = {one.how, 0, one.first, one.apart};
    bool const behind = one.first == t.joint.first + t.joint.size && one.apart == t.joint.apart;
    t.in_joint[t.joined++] = v;
    t.joint.size += behind ? one.size : one.apart + 1;
  }
  static constexpr table all = make();
};

/// A program run for a range of samples, W at a time in the lanes of a vector; the last few fill up with
/// copies of the last sample. Programs of kernels run for one sample at a time.
template <class Program, class T, int W, class... Bs>
class sample_loop {
  using layout = sample_layout<Program, Bs...>;
  using V = vec<T, W>;
  fixed<T const*, bound<Bs...>::count> given_{};
  fixed<T, (0 + ... + converted<Bs>())> whole_;
  bool beside_ = W > 1 && layout::all.joined > 1;  ///< those that can are in one struct, one behind another

public:
  std::size_t count = 0;  ///< samples

  /// `wanted` is how many samples the results have room for; another number of any variable stops the
  /// program.
  explicit sample_loop(std::size_t wanted, Bs const&... bindings) : count(wanted) {
    int next = 0;
    [[maybe_unused]] T* into = whole_;
    auto const take = [&]<class B>(B const& b) {
      if constexpr (is_sampled<B>) {
        require(b.how_many(B::entries_of_one) == wanted);
        given_[next++] = b.entries;
      } else if constexpr (std::integral<typename B::value_type>) {
        given_[next++] = into;
        for (int i = 0; i < converted<B>(); ++i) *into++ = static_cast<T>(b.data()[i]);
      } else {
        for (int member = 0; member < B::count; ++member) given_[next++] = b.data(member);
      }
    };
    (take(bindings), ...);
    for (int k = 1; wanted > 0 && k < layout::all.joined; ++k) {  // of no samples there are null pointers
      int const before = layout::all.in_joint[k - 1], v = layout::all.in_joint[k];
      beside_ = beside_ && given_[layout::places.of[v]] ==
                               given_[layout::places.of[before]] + layout::all.variable[before].size;
    }
  }
  sample_loop(sample_loop const&) = delete;
  sample_loop& operator=(sample_loop const&) = delete;

  /// Calls use(first sample, number of samples, values) for the samples [first, last): the values of
  /// `Together` vectors of samples, one vector's after another's.
  template <int Together = 1, class Use>
  [[gnu::noinline]] void operator()(std::size_t first, std::size_t last, Use const& use) const {
    constexpr int each = layout::all.values;
    fixed<V, layout::all.entries> entries;
    fixed<V const*, layout::variables> in;
    fixed<V*, layout::results> out;
    alignas(64) fixed<V, Program::workspace()> workspace;
    for (int v = 0; v < layout::variables; ++v) in[v] = entries + layout::all.variable[v].first;
    constexpr auto variables = std::make_integer_sequence<int, layout::variables>{};
    share(entries, variables);
    for (std::size_t sample = first; sample < last; sample += Together * W) {
      int const samples = last - sample < Together * W ? int(last - sample) : Together * W;
      fixed<V, Together * each> values;  // in registers, if one vector of samples is all that there is
      int at = 0;
      do {
        V* const to = Together > 1 ? values + at / W * each : values;
        for (int r = 0; r < layout::results; ++r) out[r] = to + layout::all.result[r].first;
        gather(entries, in, sample + std::size_t(at), samples - at < W ? samples - at : W, variables);
        run_program<Program>(in, out, workspace);
        at += W;
      } while (Together > 1 && at < samples);
      use(sample, samples, static_cast<V const*>(values));
    }
  }

  /// The same for `Together` vectors side by side: each value goes to put.at<result, entry, vector>(value),
  /// with `put` what use.place(first sample, number of samples) gives; use.done(put, ...) follows.
  template <int Together, class Use>
  [[gnu::noinline]] void side_by_side(std::size_t first, std::size_t last, Use const& use) const {
    constexpr int each = layout::all.entries;
    fixed<V, Together * each> entries;
    fixed<V const*, Together * layout::variables> in;
    constexpr auto variables = std::make_integer_sequence<int, layout::variables>{};
    for (int k = 0; k < Together; ++k) {
      for (int v = 0; v < layout::variables; ++v)
        in[Together * v + k] = entries + k * each + layout::all.variable[v].first;
      share(entries + k * each, variables);
    }
    for (std::size_t sample = first; sample < last; sample += Together * W) {
      int const samples = last - sample < Together * W ? int(last - sample) : Together * W;
      if (samples == Together * W) [[likely]]
        each_constant<Together>([&](auto k) __attribute__((always_inline)) {
          gather(entries + k * each, in, sample + k * W, W, variables);
        });
      else gather_rest<Together>(entries, in, sample, samples, variables);
      auto put = use.place(sample, samples);
      run_side_by_side<Program::plan, Together>(static_cast<V const* const*>(in), put);
      use.done(put, sample, samples);
    }
  }

private:
  /// What is left for vectors side by side; one without samples has the first one's.
  template <int Together, int... I>
  [[gnu::noinline]] void gather_rest(V* entries, V const** in, std::size_t sample, int samples,
                                     std::integer_sequence<int, I...> variables) const {
    for (int left = samples, k = 0; k < Together; ++k, left -= W) {
      V* const to = entries + k * layout::all.entries;
      if (left > 0) gather(to, in, sample + std::size_t(k * W), left < W ? left : W, variables);
      else for (int i = 0; i < layout::all.entries; ++i) to[i] = entries[i];
    }
  }
  template <int... I>
  void share(V* entries, std::integer_sequence<int, I...>) const {
    [[maybe_unused]] auto const one = [&]<int J>(std::integral_constant<int, J>) {
      constexpr supplied s = layout::all.variable[J];
      T const* const from = given_[layout::places.of[J]];
      if constexpr (s.how == supply::shared)
        for (int i = 0; i < s.size; ++i) entries[s.first + i] = fill<V>(from[i]);
    };
    (one(std::integral_constant<int, I>{}), ...);
  }
  template <int... I>
  [[gnu::always_inline]] void gather(V* entries, V const** in, std::size_t sample, int lanes,
                                     std::integer_sequence<int, I...>) const {
    constexpr auto const& all = layout::all;
    if constexpr (W > 1 && all.joined > 1) {
      if (beside_ && lanes == W) {
        T const* const first = given_[layout::places.of[all.in_joint[0]]];
        gather_samples<all.joint.size, all.joint.apart>(entries + all.joint.first,
                                                        first + sample * std::size_t(all.joint.apart));
        (gather_one<I, false>(entries, in, sample, lanes), ...);
        return;
      }
    }
    (gather_one<I, true>(entries, in, sample, lanes), ...);
  }
  /// Fewer samples than lanes, one after another: the last fills up.
  [[gnu::noinline, gnu::cold]] static void fill_up(T* to, T const* from, int size, int apart, int to_apart,
                                                   int lanes) {
    for (int lane = 0; lane < W; from += ++lane < lanes ? apart : 0, to += to_apart)
      for (int i = 0; i < size; ++i) to[i] = from[i];
  }
  template <int J, bool BySample>
  [[gnu::always_inline]] void gather_one([[maybe_unused]] V* entries, [[maybe_unused]] V const** in,
                                         std::size_t sample, int lanes) const {
    constexpr supplied s = layout::all.variable[J];
    if constexpr (s.how == supply::shared || (s.how == supply::by_sample && !BySample)) return;
    T const* const from = given_[layout::places.of[J]];
    [[maybe_unused]] V* const to = entries + s.first;
    if constexpr (s.how == supply::by_sample) {
      T const* const here = from + sample * std::size_t(s.apart);
      if constexpr (W == 1) in[J] = here;
      else if constexpr (s.apart <= 2 * s.size + 16) {
        fixed<T, W * s.apart> last;
        if (lanes < W) fill_up(last, here, s.size, s.apart, s.apart, lanes);
        gather_samples<s.size, s.apart>(to, lanes < W ? static_cast<T const*>(last) : here);
      } else if (lanes == W) {
        gather_samples<s.size, s.apart>(to, here);
      } else {
        fixed<T, W * s.size> last;
        fill_up(last, here, s.size, s.apart, s.size, lanes);
        gather_samples<s.size, s.size>(to, static_cast<T const*>(last));
      }
    } else if constexpr (s.how == supply::by_entry) {
      for (int i = 0; i < s.size; ++i) {
        T const* const here = from + std::size_t(i) * count + sample;
        if constexpr (W == 1) to[i] = *here;
        else if (lanes == W) to[i] = load<V>(here);
        else {
          fixed<T, W> last;
          fill_up(last, here, 1, 1, 1, lanes);
          to[i] = load<V>(static_cast<T const*>(last));
        }
      }
    }
  }
};

/// The values of `Together` vectors of samples side by side, one vector's after another's.
template <class Layout, int Together, class V>
struct values_side_by_side {
  static constexpr int each = Layout::all.values;
  fixed<V, Together * each> values;
  template <int R, int Entry, int k>
  [[gnu::always_inline]] void at(V const& v) {
    values[k * each + Layout::all.result[R].first + Entry] = v;
  }
  /// Calls use(first sample, number of samples, values) for every vector that has samples.
  template <class Use>
  [[gnu::always_inline]] void each_vector(std::size_t sample, int samples, Use const& use) const {
    constexpr int width = width_of<V>;
    each_constant<Together>([&](auto k) __attribute__((always_inline)) {
      int const left = samples - k * width;
      if (left > 0) use(sample + k * width, left < width ? left : width, values + k * each);
    });
  }
};

/// The program of formulas that run for many samples.
template <class Program>
using program_for_samples = typename in_lanes<Program>::type;
/// How many samples at a time: lanes for programs of scalar steps.
template <class Program, class T>
inline constexpr int lanes_for = Program::scalarised ? native_lanes<T>() : 1;

}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
