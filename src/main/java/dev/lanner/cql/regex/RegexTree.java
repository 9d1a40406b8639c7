package dev.lanner.cql.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A regex body as a tree, to reason about and not to run: what must stand in a text for it to
 * match, and what in it can never match. Constructs beyond the common ones become {@link Other}, of
 * which nothing is known but that they are there.
 */
public sealed interface RegexTree {
  /** Alternatives; a regex without {@code |} has one. */
  record Choice(List<Sequence> alternatives) {
    public Choice {
      alternatives = List.copyOf(alternatives);
    }
  }

  /** One after the other; empty for an alternative without text. */
  record Sequence(List<Part> parts) {
    public Sequence {
      parts = List.copyOf(parts);
    }
  }

  /**
   * Something, repeated.
   *
   * @param max {@link Integer#MAX_VALUE} for no end
   */
  record Part(RegexTree what, int min, int max) {
    /** Whether it stands there exactly once. */
    public boolean once() {
      return min == 1 && max == 1;
    }
  }

  /** One character that stands for itself. */
  record Literal(char character) implements RegexTree {}

  /** {@code .}. */
  record Dot() implements RegexTree {}

  /** {@code [ … ]}, with its brackets, or a class in short such as {@code \d}. */
  record CharacterClass(String source) implements RegexTree {}

  /** {@code ^}, {@code $}, or the letter of {@code \b}, {@code \A} and their like. */
  record Anchor(char kind) implements RegexTree {}

  /**
   * Parentheses around alternatives.
   *
   * @param name of a named group, else null
   */
  record Group(String name, Choice body) implements RegexTree {}

  /** Look-around, back reference, inline flags and the like. */
  record Other(String source) implements RegexTree {}

  /** The tree of {@code body}; empty if it cannot be read or is nested too deeply. */
  static Optional<Choice> of(String body) {
    return new Reader(body).read();
  }

  /** Reads a body; any trouble ends in an empty result. */
  final class Reader {
    private static final int MAX_DEPTH = 50;
    private static final Pattern COUNT = Pattern.compile("\\{[0-9]+(?:,[0-9]*)?\\}");

    private final String body;
    private int at;
    private boolean bad;

    private Reader(String body) {
      this.body = body;
    }

    private Optional<Choice> read() {
      Choice choice = choice(0);
      return bad || at < body.length() ? Optional.empty() : Optional.of(choice);
    }

    private Choice choice(int depth) {
      List<Sequence> alternatives = new ArrayList<>();
      if (depth > MAX_DEPTH) {
        bad = true;
        return new Choice(alternatives);
      }
      alternatives.add(sequence(depth));
      while (!bad && at < body.length() && body.charAt(at) == '|') {
        at++;
        alternatives.add(sequence(depth));
      }
      return new Choice(alternatives);
    }

    private Sequence sequence(int depth) {
      List<Part> parts = new ArrayList<>();
      while (!bad && at < body.length() && body.charAt(at) != '|' && body.charAt(at) != ')') {
        parts.add(quantified(atom(depth)));
      }
      return new Sequence(parts);
    }

    private RegexTree atom(int depth) {
      char c = body.charAt(at++);
      return switch (c) {
        case '.' -> new Dot();
        case '^', '$' -> new Anchor(c);
        case '[' -> characterClass();
        case '(' -> group(depth);
        case '\\' -> escape();
        case '{' -> brace();
        default -> new Literal(c);
      };
    }

    /** A second quantifier in a row, or one of nothing, has no effect; other braces are letters. */
    private RegexTree brace() {
      int start = at - 1;
      if (!COUNT.matcher(body).region(start, body.length()).lookingAt()) {
        return new Literal('{');
      }
      at = body.indexOf('}', start) + 1;
      return new Other(body.substring(start, at));
    }

    private RegexTree escape() {
      if (at >= body.length()) {
        bad = true;
        return new Other("\\");
      }
      char c = body.charAt(at++);
      if ("bBAzZG".indexOf(c) >= 0) {
        return new Anchor(c);
      }
      if ("dDsSwWhHvVR".indexOf(c) >= 0) {
        return new CharacterClass("\\" + c);
      }
      boolean letter = c < 128 && Character.isLetterOrDigit(c);
      return letter ? longEscape(c) : new Literal(c);
    }

    private RegexTree longEscape(char c) {
      int start = at - 2;
      if ("pPkx".indexOf(c) >= 0 && at < body.length() && "{<".indexOf(body.charAt(at)) >= 0) {
        int end = body.indexOf(body.charAt(at) == '{' ? '}' : '>', at);
        at = end < 0 ? body.length() : end + 1;
      } else if (c == 'x' || c == 'u') {
        at = Math.min(body.length(), at + (c == 'x' ? 2 : 4));
      } else if (c == 'p' || c == 'P' || c == 'c') {
        at = Math.min(body.length(), at + 1);
      } else if (c >= '0' && c <= '9') {
        while (at < body.length() && body.charAt(at) >= '0' && body.charAt(at) <= '9') {
          at++;
        }
      } else if (c == 'Q') {
        bad = true;
      }
      return new Other(body.substring(start, at));
    }

    private RegexTree characterClass() {
      int start = at - 1;
      if (at < body.length() && body.charAt(at) == '^') {
        at++;
      }
      if (at < body.length() && body.charAt(at) == ']') {
        at++;
      }
      while (at < body.length() && body.charAt(at) != ']') {
        int end = body.startsWith("[:", at) ? body.indexOf(":]", at + 2) : -1;
        boolean named = end >= 0 && Translation.posix(body.substring(at + 2, end)) != null;
        at = named ? end + 2 : at + (body.charAt(at) == '\\' ? 2 : 1);
      }
      if (at >= body.length()) {
        bad = true;
        return new Other(body.substring(start));
      }
      at++;
      return new CharacterClass(body.substring(start, at));
    }

    private RegexTree group(int depth) {
      int start = at - 1;
      String name = null;
      boolean plain = true;
      if (body.startsWith("?:", at)) {
        at += 2;
      } else if (body.startsWith("?<", at)
              && !body.startsWith("?<=", at)
              && !body.startsWith("?<!", at)
          || body.startsWith("?P<", at)) {
        int from = body.indexOf('<', at) + 1;
        int end = body.indexOf('>', from);
        if (end < 0) {
          bad = true;
          return new Other(body.substring(start));
        }
        name = body.substring(from, end);
        at = end + 1;
      } else if (body.startsWith("?", at)) {
        plain = false;
      }
      return plain ? close(new Group(name, choice(depth + 1))) : special(start, depth);
    }

    private RegexTree close(RegexTree group) {
      if (at < body.length() && body.charAt(at) == ')') {
        at++;
      } else {
        bad = true;
      }
      return group;
    }

    /** {@code (?i)}, {@code (?=…)} and their like. */
    private RegexTree special(int start, int depth) {
      at++;
      while (at < body.length() && "=!<>:".indexOf(body.charAt(at)) < 0 && body.charAt(at) != ')') {
        at++;
      }
      while (at < body.length() && "=!<>:".indexOf(body.charAt(at)) >= 0) {
        at++;
      }
      choice(depth + 1);
      close(new Dot());
      return new Other(body.substring(start, at));
    }

    private Part quantified(RegexTree what) {
      int min = 1;
      int max = 1;
      if (at < body.length()) {
        switch (body.charAt(at)) {
          case '*' -> {
            at++;
            min = 0;
            max = Integer.MAX_VALUE;
          }
          case '+' -> {
            at++;
            max = Integer.MAX_VALUE;
          }
          case '?' -> {
            at++;
            min = 0;
          }
          case '{' -> {
            return counted(what);
          }
          default -> {
            return new Part(what, 1, 1);
          }
        }
        lazy();
      }
      return new Part(what, min, max);
    }

    private Part counted(RegexTree what) {
      int end = body.indexOf('}', at);
      String[] bounds = end < 0 ? new String[0] : body.substring(at + 1, end).split(",", -1);
      boolean numbers = bounds.length == 1 || bounds.length == 2;
      for (String bound : bounds) {
        numbers &= bound.length() < 7 && bound.chars().allMatch(c -> c >= '0' && c <= '9');
      }
      if (!numbers || bounds[0].isEmpty()) {
        return new Part(what, 1, 1);
      }
      at = end + 1;
      lazy();
      int min = Integer.parseInt(bounds[0]);
      if (bounds.length == 1) {
        return new Part(what, min, min);
      }
      return new Part(
          what, min, bounds[1].isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(bounds[1]));
    }

    private void lazy() {
      if (at < body.length() && (body.charAt(at) == '?' || body.charAt(at) == '+')) {
        at++;
      }
    }
  }
}
