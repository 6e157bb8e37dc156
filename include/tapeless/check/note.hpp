// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/check/words.hpp>
#include <tapeless/print/print.hpp>

namespace tapeless::core {

/// Text of bounded length that needs no heap; what does not fit is left out after "...".
class note {
  static constexpr int capacity = 1600;
  char characters_[capacity]{};
  int length_ = 0;
  bool full_ = false;

public:
  constexpr operator phrase() const { return {characters_, length_}; }
  template <MadeOfCharacters S>
  constexpr operator S() const {
    return phrase(*this);
  }
  constexpr note& operator<<(phrase words) {
    if (full_) return *this;
    full_ = length_ + int(words.size()) > capacity - 3;
    if (full_) words = "...";
    for (char c : words) characters_[length_++] = c;
    return *this;
  }
  constexpr note& operator<<(sentence const& s) { return *this << phrase(s); }
  constexpr note& operator<<(int number) { return *this << say(number); }
};

/// The text of every vertex of a listing, as text_of writes it. A constant.
template <auto const& List>
struct vertex_texts {
  static constexpr int length = [] {
    printer p(List);
    p.write_all();
    return p.pad().position();
  }();
  struct piece {
    int begin = 0, end = 0, named = 0;
  };
  struct table {
    fixed<char, length> characters{};
    fixed<piece, List.size.vertices> of{};
  };
  static constexpr table all = [] {
    printer p(List);
    p.write_all();
    table t;
    for (int i = 0; i < length; ++i) t.characters[i] = p.pad()[i];
    for (int id = 0; id < List.size.vertices; ++id) t.of[id] = {p[id].begin, p[id].end, p[id].named};
    return t;
  }();
  static constexpr phrase whole(int id) {
    return {all.characters + all.of[id].begin, all.of[id].end - all.of[id].begin};
  }
  /// As an operand: its name where it has one.
  static constexpr void put(note& out, int id) {
    if (all.of[id].named > 0) out << "t" << all.of[id].named;
    else out << whole(id);
  }
  /// What the names below a vertex stand for.
  static constexpr void explain(note& out, int id) {
    fixed<bool, List.size.vertices> below{};
    for (int i = 0; i < List.size.vertices; ++i) below[i] = i == id;
    for (int v = id; v >= 0; --v)
      if (below[v])
        for (int i = 0; i < List.vertices[v].arity; ++i) below[List.vertices[v].x[i]] = true;
    int last = 0;
    bool first = true;
    for (int v = 0; v < id; ++v) {
      if (!below[v] || all.of[v].named <= last) continue;
      last = all.of[v].named;
      out << (first ? "\n  where t" : "\n        t") << last << " = " << whole(v);
      first = false;
    }
  }
};

/// An entry, or a whole tensor where it is small, else its shape and range.
template <class T>
constexpr void write_value(note& out, shape const& s, T const* entries) {
  if (s.size() > 9) {
    T least = entries[0], most = entries[0];
    int nans = 0;
    for (int i = 0; i < s.size(); ++i) {
      nans += entries[i] != entries[i];
      if (entries[i] < least || least != least) least = entries[i];
      if (entries[i] > most || most != most) most = entries[i];
    }
    sentence size;
    size.add(s);
    out << "a tensor " << size << " from " << number_words(static_cast<long double>(least)) << " to "
        << number_words(static_cast<long double>(most));
    if (nans > 0) out << " and " << nans << " nan";
    return;
  }
  for (int i = 0; i < s.size(); ++i) {
    if (i > 0) out << ", ";
    for (int axis = 0; axis < s.rank; ++axis)
      if (i % (s.stride(axis) * s[axis]) == 0) out << "[";
    out << number_words(static_cast<long double>(entries[i]));
    for (int axis = 0; axis < s.rank; ++axis)
      if ((i + 1) % (s.stride(axis) * s[axis]) == 0) out << "]";
  }
}

}  // namespace tapeless::core
