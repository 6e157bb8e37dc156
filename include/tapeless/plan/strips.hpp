// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/plan/axes_kept.hpp>
#include <tapeless/plan/bands.hpp>
#include <tapeless/plan/fuse.hpp>
#include <tapeless/plan/remade.hpp>

namespace tapeless::core {

// A formula over many rows (points, samples of a batch) keeps arrays of all of them, which no cache holds. It
// is then computed in strips of rows: what is single comes before, what has the rows within, strip by strip,
// and what needs sums over them behind. Sums over rows are sums of the strips' in order.

/// When a program is cut into strips: numbers that it holds at most otherwise, rows that there are at least,
/// and numbers that a strip holds at most.
struct strip_limits {
  int numbers = 1 << 17, rows = 256, within = numbers / 2;
};
/// `rest` is the last strip, where it has fewer rows.
enum class strip_part { before, within, rest, behind };

/// Which rows a program is cut along: the first axis of variables with `length` rows.
template <auto const& List, int Length>
struct cut_listing {
  static constexpr int vertices = List.size.vertices;
  template <strip_part Part>
  static constexpr auto ends_of() {
    ends_of_listing<vertices> all;
    row_roles const r(List, Length);
    for (int id = 0; id < vertices; ++id)
      if (Part == strip_part::before ? r.passed_on[id] : r.put_out[id]) all.id[all.count++] = id;
    return all;
  }
  template <strip_part Part>
  static constexpr auto ends = ends_of<Part>();
};

/// One part as a listing: rows are `Rows` within. What other parts compute are variables without a name, of
/// which `with` tells the vertex.
template <auto const& List, int Length, int Rows, strip_part Part>
struct cutting_out {
  static constexpr bool pays(auto const&) { return true; }
  static constexpr auto ends()
    requires(Part != strip_part::behind)
  {
    return cut_listing<List, Length>::template ends<Part>;
  }

  static constexpr term from_elsewhere(graph& g, int id) {
    return g.add({&describe<variable_op>, List.vertices[id].shape, 0, {-1, -1, -1}, -1ll - id});
  }
  static constexpr shape cut(int id, int axis) {
    shape s = List.shape(id);
    s.extent[axis] = Rows;
    return s;
  }
  static constexpr term on(graph& g, int id, sequence<term> const& at) {
    vertex v = List.vertices[id];
    for (int i = 0; i < v.arity; ++i) v.x[i] = at[v.x[i]].id;
    return g.add(v);
  }
  /// A few rows of what is the same in all of them.
  static constexpr term rows_of_same(graph& g, int id, int axis, sequence<term> const& at) {
    vertex v = List.vertices[id];
    v.shape = g.intern(cut(id, axis));
    if (v.arity > 0) {
      int const below = axis_below(List, id, axis);
      v.x[0] = (below < 0 ? at[v.x[0]] : rows_of_same(g, v.x[0], below, at)).id;
    }
    return g.add(v);
  }
  /// A matrix that is cut has its diagonals elsewhere.
  static constexpr long long bands_of_cut(int id, row_role const& role) {
    long long const with = List.vertices[id].with;
    int const row = List.shape(id).rank - 2;
    product_bands bands(with);
    bool const summed = role.what == row_role::summed;
    if (with == 0 || (!summed && role.axis < row)) return with;
    shape const& a = List.shape(List.vertices[id].x[0]);
    if (summed || role.axis == row) bands.a = {-a[a.rank - 2] + 1, a[a.rank - 1] - 1};
    if (!summed) bands.c = {1 - List.shape(id)[row], List.shape(id)[row + 1] - 1};
    return bands.packed();
  }
  static constexpr term rows(graph& g, int id, auto const& r, sequence<term> const& at) {
    vertex v = List.vertices[id];
    row_role const& role = r.of[id];
    for (int i = 0; i < v.arity; ++i)
      v.x[i] = (role.repeats >> i & 1u ? rows_of_same(g, v.x[i], role.axis, at) : at[v.x[i]]).id;
    if (role.what == row_role::rows) v.shape = g.intern(cut(id, role.axis));
    if (List.template is<matmul_op>(id)) v.with = bands_of_cut(id, role);
    return g.add(v);
  }

  template <class L>
  static constexpr void enter(L const&, graph& g, sequence<term>& at) {
    row_roles const r(List, Length);
    for (int id = 0; id < List.size.vertices; ++id) {
      bool const single = r.of[id].what == row_role::single;
      if constexpr (Part == strip_part::before) {
        if (single && r.needed[id]) at[id] = on(g, id, at);
      } else if constexpr (Part != strip_part::behind) {
        if (single && r.needed[id]) at[id] = r.passed_on[id] ? from_elsewhere(g, id) : on(g, id, at);
        else if (r.has_rows(id) || r.of[id].what == row_role::summed) at[id] = rows(g, id, r, at);
      } else {
        at[id] = r.passed_on[id] || r.is_made_within(id) ? from_elsewhere(g, id) : on(g, id, at);
      }
    }
  }
};

/// Where an input of a part comes from: `from` counts the formula's variables, or is a vertex. From one strip
/// to the next it goes on by `step` numbers.
struct part_input {
  bool elsewhere = false, in_strips = false;
  int from = 0, step = 0;
};
template <auto const& Part>
struct inputs_of_part {
  static constexpr int count() {
    int n = 0;
    for (int id = 0; id < Part.size.vertices; ++id) n += Part.template is<variable_op>(id);
    return n;
  }
};
template <auto const& List, auto const& Part, int Length, int Rows>
constexpr auto inputs_from() {
  struct {
    fixed<part_input, inputs_of_part<Part>::count()> of{};
  } all;
  int next = 0;
  for (int id = 0; id < Part.size.vertices; ++id) {
    if (!Part.template is<variable_op>(id)) continue;
    long long const with = Part.vertices[id].with;
    part_input& x = all.of[next++];
    if (with < 0) {
      x = {true, false, int(-1 - with)};
      continue;
    }
    for (int v = 0; v < List.size.vertices; ++v) {
      if (!List.template is<variable_op>(v)) continue;
      if (List.vertices[v].with == with) {
        x.in_strips = List.shape(v).size() != Part.shape(id).size();
        x.step = List.shape(v).size() / Length * Rows;
        break;
      }
      ++x.from;
    }
  }
  return all;
}

/// A program over strips. Memory: what parts pass on, then the sums of one strip, then the parts' own.
template <auto const& List, strip_limits Limits = strip_limits{}>
struct strips {
  static constexpr auto const& list() { return List; }
  /// Strips of about equally many rows, which fill lanes and stay within the limit; 0 where it does not pay.
  static constexpr int rows_of(int all, long long numbers) {
    long long const most = Limits.within * (all + 0ll) / numbers;
    if (most < 8 || most >= all) return 0;
    int const strips_needed = int((all + most - 1) / most), few = (all + strips_needed - 1) / strips_needed;
    return few <= most - 7 ? (few + 7) / 8 * 8 : int(most) / 8 * 8;
  }
  /// The rows with the most entries behind them.
  static constexpr int longest() {
    int best = 0;
    long long most = 0;
    for (int id = 0; id < List.size.vertices; ++id) {
      if (!List.template is<variable_op>(id) || List.shape(id).rank == 0 || List.shape(id)[0] < Limits.rows)
        continue;
      int const here = List.shape(id)[0];
      if (here == best) continue;
      row_roles const r(List, here);
      if (r.sound && r.entries > most) most = r.entries, best = here;
    }
    return best;
  }
  static constexpr int held = kept_as_tensors<List>::plan.workspace;
  static constexpr int length = held <= Limits.numbers ? 0 : longest();
  static constexpr int rows = length == 0 ? 0 : rows_of(length, held);
  static constexpr bool pays = rows > 0;
  static constexpr int count = pays ? length / rows : 0, left = pays ? length % rows : 0;

  template <strip_part P>
  static constexpr auto const& part() {
    return remade<List, cutting_out<List, length, P == strip_part::rest ? left : rows, P>>::list();
  }
  template <strip_part P>
  static constexpr auto const& plan() {
    return kept_as_tensors<part<P>()>::plan;
  }
  template <strip_part P>
  static constexpr auto inputs = inputs_from<List, part<P>(), length, rows>();
  template <strip_part P>
  static constexpr auto ends = cut_listing<List, length>::template ends<P>;

  /// Where each vertex lies that parts pass on, and the sum of one strip; behind them all.
  struct memory_map {
    fixed<int, List.size.vertices> at{}, beside{};
    int size = 0;
  };
  static constexpr memory_map map() {
    memory_map m;
    auto const place = [&](int id, fixed<int, List.size.vertices>& to) {
      to[id] = m.size;
      m.size += (List.shape(id).size() + 7) / 8 * 8;
    };
    for (int i = 0; i < ends<strip_part::before>.count; ++i) place(ends<strip_part::before>.id[i], m.at);
    for (int i = 0; i < ends<strip_part::within>.count; ++i) {
      place(ends<strip_part::within>.id[i], m.at);
      if (is_summed(ends<strip_part::within>.id[i])) place(ends<strip_part::within>.id[i], m.beside);
    }
    return m;
  }
  static constexpr bool is_summed(int id) { return summed.of[id]; }
  static constexpr struct summed_ones {
    fixed<bool, List.size.vertices> of{};
  } summed = [] {
    summed_ones s;
    row_roles const r(List, length);
    for (int id = 0; id < List.size.vertices; ++id) s.of[id] = r.of[id].what == row_role::summed;
    return s;
  }();
  static constexpr memory_map places = map();
  static constexpr bool has_before = ends<strip_part::before>.count > 0;
  template <strip_part P>
  static constexpr int own() {
    if constexpr ((P == strip_part::before && !has_before) || (P == strip_part::rest && left == 0)) return 0;
    else return plan<P>().workspace;
  }
  static constexpr int workspace() {
    int most = own<strip_part::before>();
    if (own<strip_part::within>() > most) most = own<strip_part::within>();
    if (own<strip_part::rest>() > most) most = own<strip_part::rest>();
    if (own<strip_part::behind>() > most) most = own<strip_part::behind>();
    return places.size + most;
  }
  static constexpr int steps() {
    int n = count * plan<strip_part::within>().length + plan<strip_part::behind>().length;
    if constexpr (has_before) n += plan<strip_part::before>().length;
    if constexpr (left > 0) n += plan<strip_part::rest>().length;
    return n;
  }
};

}  // namespace tapeless::core
