package dev.lanner.cql.regex;

import dev.lanner.cql.regex.Term.Unsupported;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@link Term} as nodes that lead to one another. It is built from its end: each node is made
 * when those that follow it are there.
 *
 * <p>Alternatives that begin with the same characters share them, so that a list of words costs as
 * much as its first letters. What follows {@link Term.Place#LAST_LINE_END} must be able to be
 * nothing; all else is refused.
 */
final class Nfa {
  /** What a node does. */
  enum Kind {
    /** Takes one character of {@link #set} and goes to {@link #next}. */
    CHARS,
    /** Goes to {@link #next} and to {@link #other}. */
    SPLIT,
    /** Goes to {@link #next} if {@link #place} holds. */
    PLACE,
    /** The pattern is found. */
    MATCH
  }

  private static final int MAX_NODES = 250_000;

  /** Of one counted repetition: it bounds what one character can cost. */
  private static final int MAX_REPEATED_NODES = 2_000;

  /** Beginnings that are shared are no longer than this, as each character of them is a call. */
  private static final int MAX_SHARED = 200;

  /** The rest of a sequence. */
  private record Tail(List<Term> parts, int from) {
    static Tail of(Term term) {
      return new Tail(term instanceof Term.Sequence all ? all.parts() : List.of(term), 0);
    }

    CharSet first() {
      return from < parts.size() && parts.get(from) instanceof Term.Chars chars
          ? chars.set()
          : null;
    }

    Tail rest() {
      return new Tail(parts, from + 1);
    }
  }

  private Kind[] kinds = new Kind[64];
  private Term.Place[] places = new Term.Place[64];
  private int[] firsts = new int[64];
  private int[] seconds = new int[64];
  private int size;
  private final Map<CharSet, Integer> sets = new LinkedHashMap<>();
  private final List<Integer> behindLastLineEnd = new ArrayList<>();
  private final int match;
  private final int start;

  private Nfa(Term term) throws Unsupported {
    match = add(Kind.MATCH, 0, 0);
    start = compile(term, match);
    for (int next : behindLastLineEnd) {
      if (!leadsToMatch(next)) {
        throw Unsupported.INSTANCE;
      }
    }
  }

  static Nfa of(Term term) throws Unsupported {
    return new Nfa(term);
  }

  /** The node where a match begins. */
  int start() {
    return start;
  }

  int size() {
    return size;
  }

  /** The sets that nodes ask for, in the order of their numbers. */
  List<CharSet> sets() {
    return List.copyOf(sets.keySet());
  }

  Kind kind(int node) {
    return kinds[node];
  }

  int next(int node) {
    return firsts[node];
  }

  /** Of a {@link Kind#SPLIT}. */
  int other(int node) {
    return seconds[node];
  }

  /** The number of the set of {@link Kind#CHARS}. */
  int set(int node) {
    return seconds[node];
  }

  /** Of a {@link Kind#PLACE}. */
  Term.Place place(int node) {
    return places[node];
  }

  /** Whether there is a condition of this kind. */
  boolean asks(Term.Place place) {
    for (int node = 0; node < size; node++) {
      if (kind(node) == Kind.PLACE && place(node) == place) {
        return true;
      }
    }
    return false;
  }

  private int add(Kind kind, int first, int second) throws Unsupported {
    if (size == MAX_NODES) {
      throw Unsupported.INSTANCE;
    }
    if (size == kinds.length) {
      kinds = Arrays.copyOf(kinds, 2 * size);
      places = Arrays.copyOf(places, 2 * size);
      firsts = Arrays.copyOf(firsts, 2 * size);
      seconds = Arrays.copyOf(seconds, 2 * size);
    }
    kinds[size] = kind;
    firsts[size] = first;
    seconds[size] = second;
    return size++;
  }

  private int chars(CharSet set, int next) throws Unsupported {
    Integer known = sets.putIfAbsent(set, sets.size());
    return add(Kind.CHARS, next, known == null ? sets.size() - 1 : known);
  }

  private int compile(Term term, int next) throws Unsupported {
    if (term instanceof Term.Chars chars) {
      return chars(chars.set(), next);
    }
    if (term instanceof Term.Repeat repeat) {
      return repeat(repeat, next);
    }
    if (term instanceof Term.Choice choice) {
      return choice(choice.alternatives().stream().map(Tail::of).toList(), next, 0);
    }
    if (term instanceof Term.Place place) {
      return place(place, next);
    }
    return sequence(Tail.of(term), next);
  }

  private int sequence(Tail tail, int next) throws Unsupported {
    int entry = next;
    for (int i = tail.parts.size() - 1; i >= tail.from; i--) {
      entry = compile(tail.parts.get(i), entry);
    }
    return entry;
  }

  private int choice(List<Tail> alternatives, int next, int shared) throws Unsupported {
    Map<CharSet, List<Tail>> byFirst = new LinkedHashMap<>();
    List<Integer> entries = new ArrayList<>();
    for (Tail alternative : alternatives) {
      CharSet first = shared < MAX_SHARED ? alternative.first() : null;
      if (first == null) {
        entries.add(sequence(alternative, next));
      } else {
        byFirst.computeIfAbsent(first, set -> new ArrayList<>()).add(alternative);
      }
    }
    for (Map.Entry<CharSet, List<Tail>> group : byFirst.entrySet()) {
      List<Tail> tails = group.getValue();
      if (tails.size() == 1) {
        entries.add(sequence(tails.get(0), next));
      } else {
        tails.replaceAll(Tail::rest);
        entries.add(chars(group.getKey(), choice(tails, next, shared + 1)));
      }
    }
    int entry = entries.get(entries.size() - 1);
    for (int i = entries.size() - 2; i >= 0; i--) {
      entry = add(Kind.SPLIT, entries.get(i), entry);
    }
    return entry;
  }

  private int repeat(Term.Repeat repeat, int next) throws Unsupported {
    int before = size;
    int entry = next;
    int copies = repeat.min();
    if (repeat.max() == Term.Repeat.ENDLESS) {
      int loop = add(Kind.SPLIT, 0, next);
      int body = compile(repeat.what(), loop);
      firsts[loop] = body;
      entry = copies > 0 ? body : loop;
      copies = Math.max(0, copies - 1);
    } else {
      for (int i = repeat.min(); i < repeat.max(); i++) {
        entry = add(Kind.SPLIT, compile(repeat.what(), entry), next);
        checkRepeated(before);
      }
    }
    for (int i = 0; i < copies; i++) {
      entry = compile(repeat.what(), entry);
      checkRepeated(before);
    }
    return entry;
  }

  private void checkRepeated(int before) throws Unsupported {
    if (size - before > MAX_REPEATED_NODES) {
      throw Unsupported.INSTANCE;
    }
  }

  private int place(Term.Place place, int next) throws Unsupported {
    if (place != Term.Place.LAST_LINE_END) {
      return condition(place, next);
    }
    behindLastLineEnd.add(next);
    int end = condition(Term.Place.TEXT_END, match);
    int feed = chars(CharSet.of("\n"), end);
    int lineFeed = condition(Term.Place.NOT_AFTER_CR, feed);
    int oneCharacter = chars(CharSet.of("\r\u0085\u2028\u2029"), end);
    int both = chars(CharSet.of("\r"), feed);
    int lineEnd = add(Kind.SPLIT, add(Kind.SPLIT, lineFeed, oneCharacter), both);
    return add(Kind.SPLIT, end, lineEnd);
  }

  private int condition(Term.Place place, int next) throws Unsupported {
    int node = add(Kind.PLACE, next, 0);
    places[node] = place;
    return node;
  }

  private boolean leadsToMatch(int from) {
    boolean[] seen = new boolean[size];
    int[] stack = new int[size + 1];
    int depth = 0;
    stack[depth++] = from;
    while (depth > 0) {
      int node = stack[--depth];
      if (node == match) {
        return true;
      }
      if (!seen[node] && kind(node) == Kind.SPLIT) {
        stack[depth++] = next(node);
        stack[depth++] = other(node);
      }
      seen[node] = true;
    }
    return false;
  }
}
