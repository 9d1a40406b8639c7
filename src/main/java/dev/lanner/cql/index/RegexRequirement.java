package dev.lanner.cql.index;

import dev.lanner.cql.index.Requirement.Kind;
import dev.lanner.cql.regex.CqlRegex;
import dev.lanner.cql.regex.RegexTree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The literals that must stand in a text for a regex to be found in it.
 *
 * <p>A sequence is read from left to right as runs of texts that are known in full; whatever is not
 * known in full ends a run:
 *
 * <pre>
 *   ^C:\\(Windows|WINNT)\\.*\\(?:nmap|zmap)(\.exe)?$
 *   └─ prefix of two ──┘    └──── suffix of four ───┘
 * </pre>
 */
final class RegexRequirement {
  /** Texts one run may stand for; a written alternation alone may be as long as this. */
  private static final int MAX_TEXTS = 2_000;

  /** Texts that classes, and what may be left out, may multiply a run to. */
  private static final int MAX_PRODUCT = 64;

  private static final int MAX_REPEATS = 16;
  private static final int MAX_LENGTH = 200;

  /** Makes the requirement that one of some texts stands in the value. */
  @FunctionalInterface
  interface Literals {
    Requirement of(Kind kind, Collection<String> texts, boolean ignoreCase);
  }

  private final Literals literals;
  private final RegexFlags flags;

  private RegexRequirement(Literals literals, RegexFlags flags) {
    this.literals = literals;
    this.flags = flags;
  }

  /**
   * What a text must hold for {@code regex} to be found in it.
   *
   * @param present what is required if nothing is known of the text
   */
  static Requirement of(CqlRegex regex, Requirement present, Literals literals) {
    Optional<RegexFlags> flags = RegexFlags.of(regex.body(), regex.flags());
    Optional<RegexTree.Choice> tree = flags.flatMap(known -> RegexTree.of(regex.body()));
    if (tree.isEmpty()) {
      return present;
    }
    Requirement found = new RegexRequirement(literals, flags.get()).choice(tree.get(), true);
    return found instanceof Requirement.Always ? present : found;
  }

  private Requirement choice(RegexTree.Choice choice, boolean outermost) {
    List<Requirement> any = new ArrayList<>();
    for (RegexTree.Sequence sequence : choice.alternatives()) {
      any.add(new Reading(outermost).read(sequence.parts()));
    }
    return Requirement.anyOf(any);
  }

  /** One alternative being read. */
  private final class Reading {
    private final boolean outermost;
    private final List<Requirement> all = new ArrayList<>();
    private Set<String> run = Set.of("");
    private boolean atStart;

    Reading(boolean outermost) {
      this.outermost = outermost;
    }

    Requirement read(List<RegexTree.Part> parts) {
      for (int i = 0; i < parts.size(); i++) {
        RegexTree.Part part = parts.get(i);
        if (part.what() instanceof RegexTree.Anchor anchor) {
          boolean once = outermost && part.once();
          if (once && flags.isStart(anchor) && parts.subList(0, i).stream().allMatch(this::empty)) {
            atStart = true;
          } else if (once
              && flags.isEnd(anchor)
              && parts.subList(i, parts.size()).stream().allMatch(this::empty)) {
            end(true);
          }
        } else if (!empty(part)) {
          part(part);
        }
      }
      end(false);
      return Requirement.allOf(all);
    }

    /** Whether a part takes no character, whatever it asks for. */
    private boolean empty(RegexTree.Part part) {
      return RegexFlags.takesNothing(part.what());
    }

    private void part(RegexTree.Part part) {
      Set<String> texts = texts(part.what());
      if (texts == null) {
        end(false);
        if (part.min() > 0 && part.what() instanceof RegexTree.Group group) {
          all.add(choice(group.body(), false));
        }
        return;
      }
      int times = Math.min(part.min(), MAX_REPEATS);
      boolean known = true;
      for (int i = 0; i < times && known; i++) {
        known = append(texts);
      }
      if (known && part.min() == 0 && part.max() == 1) {
        Set<String> optional = new LinkedHashSet<>(texts);
        optional.add("");
        known = run.size() * optional.size() <= MAX_PRODUCT && append(optional);
      } else {
        known &= part.max() == times;
      }
      if (!known) {
        end(false);
      }
    }

    /**
     * Appends each of {@code texts} to each text of the run; begins a new run with them if that
     * makes too many. False if even they are too long to go on with.
     */
    private boolean append(Set<String> texts) {
      int product = run.size() * texts.size();
      boolean single = run.size() == 1 || texts.size() == 1;
      if (product > (single ? MAX_TEXTS : MAX_PRODUCT)) {
        end(false);
      }
      Set<String> longer = new LinkedHashSet<>();
      for (String head : run) {
        for (String tail : texts) {
          longer.add(head + tail);
        }
      }
      run = longer;
      return run.stream().allMatch(text -> text.length() <= MAX_LENGTH);
    }

    /** Ends the run; what comes next stands anywhere behind it. */
    private void end(boolean atEnd) {
      boolean says = run.stream().noneMatch(String::isEmpty);
      if (says) {
        all.add(
            literals.of(kind(atStart, atEnd), shortest(run, atStart, atEnd), flags.ignoreCase()));
      } else if (atStart && atEnd && run.size() == 1) {
        all.add(literals.of(Kind.EQUALS, run, flags.ignoreCase()));
      }
      run = Set.of("");
      atStart = false;
    }
  }

  private static Kind kind(boolean atStart, boolean atEnd) {
    if (atStart && atEnd) {
      return Kind.EQUALS;
    }
    return atStart ? Kind.PREFIX : atEnd ? Kind.SUFFIX : Kind.CONTAINS;
  }

  /** Without texts that hold another one, if a part of the value is enough. */
  private static Collection<String> shortest(Set<String> texts, boolean atStart, boolean atEnd) {
    if (atStart || atEnd || texts.size() > MAX_PRODUCT) {
      return texts;
    }
    return texts.stream()
        .filter(
            text -> texts.stream().noneMatch(other -> !other.equals(text) && text.contains(other)))
        .toList();
  }

  /** All texts that {@code what} stands for, or null if they are unknown or too many. */
  private Set<String> texts(RegexTree what) {
    if (what instanceof RegexTree.Literal literal) {
      return Set.of(String.valueOf(literal.character()));
    }
    if (what instanceof RegexTree.CharacterClass characters) {
      return RegexClass.characters(characters.source(), flags.ignoreCase());
    }
    return what instanceof RegexTree.Group group ? texts(group.body()) : null;
  }

  private Set<String> texts(RegexTree.Choice choice) {
    Set<String> any = new LinkedHashSet<>();
    for (RegexTree.Sequence sequence : choice.alternatives()) {
      Set<String> texts = texts(sequence);
      if (texts == null || any.size() + texts.size() > MAX_TEXTS) {
        return null;
      }
      any.addAll(texts);
    }
    return any;
  }

  private Set<String> texts(RegexTree.Sequence sequence) {
    Set<String> heads = Set.of("");
    for (RegexTree.Part part : sequence.parts()) {
      if (RegexFlags.takesNothing(part.what())) {
        continue; // takes no character; that it asks for something only narrows the match
      }
      Set<String> tails = texts(part.what());
      if (tails == null || part.max() > 1 && part.max() != part.min() || part.max() > MAX_REPEATS) {
        return null;
      }
      if (part.min() == 0) {
        tails = new LinkedHashSet<>(tails);
        tails.add("");
      }
      for (int i = 0; i < part.max(); i++) {
        boolean single = heads.size() == 1 || tails.size() == 1;
        if (heads.size() * tails.size() > (single ? MAX_TEXTS : MAX_PRODUCT)) {
          return null;
        }
        heads = product(heads, tails);
        if (heads.stream().anyMatch(text -> text.length() > MAX_LENGTH)) {
          return null;
        }
      }
    }
    return heads;
  }

  private static Set<String> product(Set<String> heads, Set<String> tails) {
    Set<String> all = new LinkedHashSet<>();
    for (String head : heads) {
      for (String tail : tails) {
        all.add(head + tail);
      }
    }
    return all;
  }
}
