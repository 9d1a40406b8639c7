package dev.lanner.cql.regex;

import dev.lanner.cql.regex.Nfa.Kind;
import dev.lanner.cql.regex.Term.Place;
import dev.lanner.cql.regex.Term.Unsupported;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds a pattern in one pass, one step of a table a character, with the answer that {@code
 * java.util.regex} gives.
 *
 * <p>A state is the set of nodes of an {@link Nfa} that a text read so far leads to, a new search
 * begun at each place included, and what {@link Place}s must know of the character before. States
 * are made when a text first leads there: {@code a.{0,100}b} has more of them than could ever be
 * stored, and texts visit few. When they take more than {@value #MAX_KEPT} numbers, they are all
 * forgotten; so memory is bounded, and a character never costs more than once through the nodes.
 *
 * <p>A condition that asks for the next character ({@code \b}, the end) waits in the state until
 * that character is known.
 *
 * <p>The engine sees two surrogates as one character. Where a pattern could take such a character,
 * and where {@code \b} stands beside letters that are not ASCII, the answer is {@link
 * Verdict#UNSURE}.
 *
 * <p>Not for several threads. Nothing is allocated once the states of a text are known.
 */
final class Dfa implements Finder {
  private static final int MAX_KEPT = 250_000;

  /** Entries of the table that are no states. */
  private static final int UNKNOWN = -1;

  private static final int FOUND = -2;
  private static final int ABSENT = -3;
  private static final int UNSURE = -4;

  /** What is known of the character before. */
  private static final int AT_START = 1;

  private static final int AFTER_WORD = 2;
  private static final int AFTER_CR = 4;
  private static final int AFTER_LINE_END = 8;

  private final Nfa nfa;
  private final int lastCharacters;
  private final CharClasses classes;

  /** The end of the text counts as a class. */
  private final int end;

  private final int width;

  /** By class. */
  private final int[] leavesBehind;

  private final boolean[] unsure;
  private final int crSet;
  private final int lfSet;
  private final int lineEndSet;
  private final int wordSet;

  private final Map<State, Integer> states = new HashMap<>();
  private final List<State> byNumber = new ArrayList<>();
  private int[] table = {};

  /** Numbers that the states and their rows of the table take. */
  private int kept;

  /** By what is known of the character before: the state of a search that begins there. */
  private final int[] begins = new int[16];

  private final int beforeText;

  /** A state that many characters leave as it is: mostly that of a search that has nothing yet. */
  private int idle = UNKNOWN;

  private final boolean[] idles = new boolean[128];
  private int timesForgotten;

  /** By node: the last round that came to it. */
  private final int[] seen;

  private int round;
  private final int[] stack;
  private final Nodes here;
  private final Nodes there;

  /** Nodes in order, and what is known of the character before. */
  private record State(int[] nodes, int before) {
    @Override
    public boolean equals(Object other) {
      return other instanceof State state
          && before == state.before
          && Arrays.equals(nodes, state.nodes);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(nodes) + before;
    }
  }

  private static final class Nodes {
    private final int[] nodes;
    private int size;

    Nodes(int most) {
      nodes = new int[most];
    }
  }

  private Dfa(Term term) throws Unsupported {
    nfa = Nfa.of(term);
    lastCharacters = SearchSpan.lastCharacters(term);
    boolean asksForStart = nfa.asks(Place.TEXT_START) || nfa.asks(Place.LINE_START);
    beforeText = asksForStart ? AT_START : 0;
    Arrays.fill(begins, UNKNOWN);
    boolean lines =
        nfa.asks(Place.LINE_START) || nfa.asks(Place.LINE_END) || nfa.asks(Place.NOT_AFTER_CR);
    boolean words = nfa.asks(Place.WORD_EDGE) || nfa.asks(Place.NO_WORD_EDGE);
    List<CharSet> sets = new ArrayList<>(nfa.sets());
    crSet = lines ? put(sets, CharSet.of("\r")) : -1;
    lfSet = lines ? put(sets, CharSet.of("\n")) : -1;
    lineEndSet = lines ? put(sets, CharSet.LINE_ENDS) : -1;
    wordSet = words ? put(sets, CharSet.WORD) : -1;
    int unsureSet = words ? put(sets, CharSet.builder().add(128, CharSet.LIMIT - 1).build()) : -1;
    if (!words && sets.stream().anyMatch(CharSet::takesSurrogates)) {
      unsureSet = put(sets, CharSet.SURROGATES);
    }
    classes = CharClasses.of(sets);
    end = classes.count();
    width = end + 1;
    leavesBehind = new int[end];
    unsure = new boolean[end];
    for (int c = 0; c < end; c++) {
      leavesBehind[c] = leavesBehind(c);
      unsure[c] = unsureSet >= 0 && classes.isIn(c, unsureSet);
    }
    seen = new int[nfa.size()];
    stack = new int[nfa.size() + 1];
    here = new Nodes(nfa.size());
    there = new Nodes(nfa.size());
  }

  /** An automaton for the pattern of {@code java.util.regex}, or null if none is exact for it. */
  static Dfa of(String pattern, int flags) {
    try {
      return new Dfa(SearchSpan.withoutOptionalStart(TermReader.read(pattern, flags)));
    } catch (Unsupported | StackOverflowError more) {
      return null;
    }
  }

  private static int put(List<CharSet> sets, CharSet set) {
    sets.add(set);
    return sets.size() - 1;
  }

  private int leavesBehind(int c) {
    int before = 0;
    if (wordSet >= 0 && classes.isIn(c, wordSet)) {
      before |= AFTER_WORD;
    }
    if (crSet >= 0 && classes.isIn(c, crSet)) {
      before |= AFTER_CR;
    }
    if (nfa.asks(Place.LINE_START) && classes.isIn(c, lineEndSet)) {
      before |= AFTER_LINE_END;
    }
    return before;
  }

  @Override
  public Verdict find(String text) {
    int length = text.length();
    int first = Math.max(0, length - lastCharacters);
    int state = first == 0 ? begin(beforeText) : beginBehind(text.charAt(first - 1));
    int[] steps = table;
    for (int i = first; i < length && state >= 0; i++) {
      char character = text.charAt(i);
      if (state == idle) {
        while (character < idles.length && idles[character] && ++i < length) {
          character = text.charAt(i);
        }
        if (i == length) {
          break;
        }
      }
      int c = classes.of(character);
      int next = steps[state + c];
      if (next == UNKNOWN) {
        next = step(state, c);
        steps = table;
      }
      state = next;
    }
    if (state >= 0) {
      int next = steps[state + end];
      state = next == UNKNOWN ? step(state, end) : next;
    }
    return state == FOUND ? Verdict.FOUND : state == ABSENT ? Verdict.ABSENT : Verdict.UNSURE;
  }

  private int beginBehind(char character) {
    int c = classes.of(character);
    return unsure[c] ? UNSURE : begin(leavesBehind[c]);
  }

  /** The state of a search that begins. */
  private int begin(int before) {
    if (begins[before] == UNKNOWN) {
      clear(there);
      boolean matched = follow(nfa.start(), before, UNKNOWN, there);
      int state = enter(matched, before);
      begins[before] = state;
    }
    return begins[before];
  }

  /** Where class {@code c} leads from a state, for the first time. */
  private int step(int from, int c) {
    int forgotten = timesForgotten;
    int to = c != end && unsure[c] ? UNSURE : leave(byNumber.get(from / width), c);
    if (forgotten == timesForgotten) {
      table[from + c] = to;
      if (to == from && (idle == UNKNOWN || idle == from)) {
        idle(from, c);
      }
    }
    return to;
  }

  /** Characters that leave the state as it is need not look into the table. */
  private void idle(int state, int c) {
    idle = state;
    for (char character = 0; character < idles.length; character++) {
      idles[character] |= classes.of(character) == c;
    }
  }

  private int leave(State state, int c) {
    clear(here);
    for (int node : state.nodes) {
      if (follow(node, state.before, c, here)) {
        return FOUND;
      }
    }
    if (c == end) {
      return ABSENT;
    }
    clear(there);
    int before = leavesBehind[c];
    boolean matched = false;
    for (int i = 0; i < here.size && !matched; i++) {
      int node = here.nodes[i];
      if (classes.isIn(c, nfa.set(node))) {
        matched = follow(nfa.next(node), before, UNKNOWN, there);
      }
    }
    return enter(matched || follow(nfa.start(), before, UNKNOWN, there), before);
  }

  private void clear(Nodes nodes) {
    nodes.size = 0;
    round++;
  }

  /**
   * Collects the nodes that take a character and can be come to from {@code from} without taking
   * one; and the conditions that only {@code c} decides, if it is {@link #UNKNOWN}.
   *
   * @return whether that leads to a match
   */
  private boolean follow(int from, int before, int c, Nodes to) {
    int depth = push(from, 0);
    while (depth > 0) {
      int node = stack[--depth];
      Kind kind = nfa.kind(node);
      if (kind == Kind.MATCH) {
        return true;
      }
      if (kind == Kind.SPLIT) {
        depth = push(nfa.next(node), push(nfa.other(node), depth));
      } else if (kind == Kind.CHARS || c == UNKNOWN && asksForNext(nfa.place(node))) {
        to.nodes[to.size++] = node;
      } else if (holds(nfa.place(node), before, c)) {
        depth = push(nfa.next(node), depth);
      }
    }
    return false;
  }

  private int push(int node, int depth) {
    if (seen[node] == round) {
      return depth;
    }
    seen[node] = round;
    stack[depth] = node;
    return depth + 1;
  }

  private static boolean asksForNext(Place place) {
    return place != Place.TEXT_START && place != Place.NOT_AFTER_CR;
  }

  private boolean holds(Place place, int before, int c) {
    boolean afterCr = (before & AFTER_CR) != 0;
    return switch (place) {
      case TEXT_START -> (before & AT_START) != 0;
      case NOT_AFTER_CR -> !afterCr;
      case TEXT_END, LAST_LINE_END -> c == end;
      case LINE_START ->
          c != end
              && ((before & AT_START) != 0
                  || (before & AFTER_LINE_END) != 0 && !(afterCr && classes.isIn(c, lfSet)));
      case LINE_END ->
          c == end || classes.isIn(c, lineEndSet) && !(afterCr && classes.isIn(c, lfSet));
      case WORD_EDGE -> isEdge(before, c);
      case NO_WORD_EDGE -> !isEdge(before, c);
    };
  }

  private boolean isEdge(int before, int c) {
    boolean wordAfter = c != end && classes.isIn(c, wordSet);
    return ((before & AFTER_WORD) != 0) != wordAfter;
  }

  /** The state of the nodes collected. */
  private int enter(boolean matched, int before) {
    if (matched) {
      return FOUND;
    }
    if (there.size == 0) {
      return ABSENT;
    }
    int[] nodes = Arrays.copyOf(there.nodes, there.size);
    Arrays.sort(nodes);
    State state = new State(nodes, before);
    Integer known = states.get(state);
    if (known != null) {
      return known;
    }
    if (kept > MAX_KEPT) {
      forget();
    }
    kept += nodes.length + width;
    int entered = byNumber.size() * width;
    if (entered == table.length) {
      table = Arrays.copyOf(table, Math.max(16 * width, 2 * table.length));
    }
    Arrays.fill(table, entered, entered + width, UNKNOWN);
    byNumber.add(state);
    states.put(state, entered);
    return entered;
  }

  private void forget() {
    states.clear();
    byNumber.clear();
    table = new int[0];
    Arrays.fill(begins, UNKNOWN);
    idle = UNKNOWN;
    Arrays.fill(idles, false);
    kept = 0;
    timesForgotten++;
  }
}
