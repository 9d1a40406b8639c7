package dev.lanner.cql.lint;

import dev.lanner.cql.regex.RegexTree;
import dev.lanner.cql.regex.RegexTree.Anchor;
import dev.lanner.cql.regex.RegexTree.Choice;
import dev.lanner.cql.regex.RegexTree.Dot;
import dev.lanner.cql.regex.RegexTree.Group;
import dev.lanner.cql.regex.RegexTree.Literal;
import dev.lanner.cql.regex.RegexTree.Part;
import dev.lanner.cql.regex.RegexTree.Sequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The shape of a regex: what cannot match, what matches everything, what is there twice. */
final class RegexLint implements Lint {
  private static final int MANY = 100;

  @Override
  public void check(Subject subject) {
    subject.regexes().forEach(use -> check(use, subject));
  }

  private static void check(RegexUse use, Subject subject) {
    anchors(use, subject);
    alternatives(use.tree(), use, subject);
    everything(use, subject);
    nested(use.tree(), false, use, subject);
    flags(use, subject);
  }

  /** {@code a$b} and {@code a^b}. */
  private static void anchors(RegexUse use, Subject subject) {
    if (use.has('m')) {
      return;
    }
    for (Sequence sequence : use.tree().alternatives()) {
      boolean text = false;
      boolean end = false;
      for (Part part : sequence.parts()) {
        boolean start =
            part.what() instanceof Anchor anchor && anchor.kind() == '^' && part.min() > 0;
        boolean needsText = needsText(part);
        if (text && start || end && needsText) {
          subject.report(
              Code.REGEX_NEVER_MATCHES,
              use.span(),
              text && start
                  ? "`^` stands behind text, where no value begins: this regex never matches"
                  : "text stands behind `$`, where every value ends: this regex never matches",
              "escape it, `" + (text && start ? "\\^" : "\\$") + "`, if the character is meant");
          return;
        }
        text |= needsText;
        end |= part.what() instanceof Anchor anchor && anchor.kind() == '$' && part.min() > 0;
      }
    }
  }

  private static boolean needsText(Part part) {
    if (part.min() == 0) {
      return false;
    }
    if (part.what() instanceof Literal literal) {
      return literal.character() != '\n';
    }
    return part.what() instanceof Dot
        || part.what() instanceof RegexTree.CharacterClass kind && !kind.source().contains("n");
  }

  private static void alternatives(Choice choice, RegexUse use, Subject subject) {
    if (choice.alternatives().size() > 1) {
      empty(choice, use, subject);
      repeated(choice, use, subject);
    }
    for (Sequence sequence : choice.alternatives()) {
      for (Part part : sequence.parts()) {
        if (part.what() instanceof Group group) {
          alternatives(group.body(), use, subject);
        }
      }
    }
  }

  private static void empty(Choice choice, RegexUse use, Subject subject) {
    boolean top = use.tree().equals(choice);
    if (top && use.filters() && choice.alternatives().stream().anyMatch(a -> a.parts().isEmpty())) {
      subject.report(
          Code.REGEX_EMPTY_ALTERNATIVE,
          use.span(),
          "an alternative of this regex is empty, so that it matches every value",
          "remove the `|` too many");
    }
  }

  private static void repeated(Choice choice, RegexUse use, Subject subject) {
    Set<Sequence> seen = new HashSet<>();
    List<String> words = new ArrayList<>();
    for (Sequence sequence : choice.alternatives()) {
      String word = word(sequence);
      if (!sequence.parts().isEmpty() && !seen.add(sequence)) {
        subject.report(
            Code.REGEX_REPEATED_ALTERNATIVE,
            use.span(),
            "the alternative " + (word == null ? "" : "`" + word + "` ") + "is in this regex twice",
            "remove one");
        return;
      }
      words.add(word);
    }
    if (use.tree().equals(choice) && use.filters() && words.size() < MANY) {
      implied(words, use, subject);
    }
  }

  /** {@code nmap|nmap.exe}: what holds the first holds either. */
  private static void implied(List<String> words, RegexUse use, Subject subject) {
    for (String word : words) {
      for (String part : words) {
        boolean inside = word != null && part != null && !part.equals(word) && part.length() > 2;
        if (inside && contains(word, part, use.ignoresCase())) {
          subject.report(
              Code.REGEX_IMPLIED_ALTERNATIVE,
              use.span(),
              "the alternative `" + word + "` adds nothing: `" + part + "` is part of it",
              "remove it, or anchor the shorter one: `\\b" + part + "\\b`");
          return;
        }
      }
    }
  }

  private static boolean contains(String word, String part, boolean ignoreCase) {
    return ignoreCase
        ? word.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT))
        : word.contains(part);
  }

  /** The text of an alternative that is nothing else, or null. */
  static String word(Sequence sequence) {
    StringBuilder word = new StringBuilder();
    for (Part part : sequence.parts()) {
      if (!part.once() || !(part.what() instanceof Literal literal)) {
        return null;
      }
      word.append(literal.character());
    }
    return word.toString();
  }

  private static boolean isAnything(Part part) {
    return part.what() instanceof Dot && part.min() == 0 && part.max() == Integer.MAX_VALUE;
  }

  private static void everything(RegexUse use, Subject subject) {
    if (!use.filters() || use.tree().alternatives().size() != 1) {
      return;
    }
    List<Part> parts = use.tree().alternatives().get(0).parts();
    boolean all =
        parts.stream()
            .allMatch(
                part ->
                    part.what() instanceof Anchor a && "^$".indexOf(a.kind()) >= 0
                        || isAnything(part));
    boolean onlyAnchors =
        !parts.isEmpty() && parts.stream().allMatch(part -> part.what() instanceof Anchor);
    if (all && !onlyAnchors) {
      subject.report(
          Code.REGEX_MATCHES_EVERYTHING,
          use.span(),
          "this regex matches every value",
          "write `"
              + (use.field().isEmpty() ? "field" : use.field())
              + " = *` to ask for presence");
    } else if (!parts.isEmpty()
        && (isAnything(parts.get(0)) && GroupNames.of(use.tree()).isEmpty()
            || isAnything(parts.get(parts.size() - 1)))) {
      // Before a named group `.*` decides which of several matches fills it: the last.
      subject.report(
          Code.REGEX_IDLE_EDGE,
          use.span(),
          "`.*` at the edge of a regex asks for nothing: a regex is searched for anywhere",
          "remove it");
    }
  }

  /** {@code (a+)+}. */
  private static void nested(Choice choice, boolean repeated, RegexUse use, Subject subject) {
    for (Sequence sequence : choice.alternatives()) {
      for (Part part : sequence.parts()) {
        boolean endless = part.max() == Integer.MAX_VALUE;
        if (endless && repeated && sequence.parts().size() == 1) {
          subject.report(
              Code.REGEX_NESTED_REPETITION,
              use.span(),
              "a repetition of a repetition has many ways to match the same text",
              "repeat once: `(a+)+` is `a+`");
        }
        if (part.what() instanceof Group group) {
          nested(group.body(), endless, use, subject);
        }
      }
    }
  }

  private static void flags(RegexUse use, Subject subject) {
    String why = null;
    char idle = 0;
    boolean inline = use.body().contains("(?");
    if (use.flags().indexOf('s') >= 0) {
      subject.report(
          Code.REGEX_FLAG_S,
          use.span(),
          "`s` is no flag of CQL; it is read as `d`, by which `.` also matches line breaks",
          "write `d`");
    }
    if (use.flags().indexOf('d') >= 0 && use.body().indexOf('.') < 0) {
      idle = 'd';
      why = "there is no `.` in it";
    } else if (use.flags().indexOf('i') >= 0 && use.body().chars().noneMatch(Character::isLetter)) {
      idle = 'i';
      why = "there is no letter in it";
    } else if (use.flags().indexOf('m') >= 0
        && !inline
        && use.body().indexOf('^') < 0
        && use.body().indexOf('$') < 0) {
      idle = 'm';
      why = "there is no `^` or `$` in it";
    }
    if (why != null) {
      subject.report(
          Code.REGEX_IDLE_FLAG,
          use.span(),
          "the flag `" + idle + "` changes nothing in this regex: " + why,
          "remove it");
    }
  }
}
