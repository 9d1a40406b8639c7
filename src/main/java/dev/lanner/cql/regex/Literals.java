package dev.lanner.cql.regex;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a regex body as a finite set of literal texts, if it is nothing else: {@code ^nmap\.exe$},
 * {@code (nmap|zmap)(\.exe)?$}, long alternations of words. Anything more gives nothing, and the
 * engine runs.
 */
final class Literals {
  /**
   * One text to look for.
   *
   * @param text the literal; in lower case (ASCII) if case is ignored
   * @param start whether it must stand at the beginning
   * @param end whether it must stand at the end, or before a last line break
   */
  record Literal(String text, boolean start, boolean end) {
    private static final Literal EMPTY = new Literal("", false, false);

    /** This and then {@code next}, or null if an anchor would end up inside. */
    @SuppressWarnings("ReferenceEquality") // the one EMPTY object
    private Literal then(Literal next) {
      if (next == EMPTY) {
        return this;
      }
      boolean misplaced = end || next.start && !(text.isEmpty() && !start);
      if (misplaced) {
        return null;
      }
      return new Literal(text + next.text, start || next.start, next.end);
    }
  }

  private static final int MAX_LITERALS = 2_000;
  private static final int MAX_DEPTH = 50;
  private static final int MAX_CLASS = 12;

  /** Thrown to leave the descent: the body is more than literals. Never seen outside. */
  private static final class NotLiteral extends Exception {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("StaticAssignmentOfThrowable") // without a stack trace
    static final NotLiteral INSTANCE = new NotLiteral();

    private NotLiteral() {
      super(null, null, false, false);
    }
  }

  private final String body;
  private int at;

  private Literals(String body) {
    this.body = body;
  }

  /** The literals that {@code body} stands for, or null if it is more than that. */
  static List<Literal> of(String body) {
    try {
      Literals reader = new Literals(body);
      List<Literal> literals = reader.alternatives(0);
      return reader.at == body.length() ? literals : null;
    } catch (NotLiteral more) {
      return null;
    }
  }

  private List<Literal> alternatives(int depth) throws NotLiteral {
    if (depth > MAX_DEPTH) {
      throw NotLiteral.INSTANCE;
    }
    List<Literal> all = new ArrayList<>(sequence(depth));
    while (at < body.length() && body.charAt(at) == '|') {
      at++;
      all.addAll(sequence(depth));
      check(all.size());
    }
    return all;
  }

  private List<Literal> sequence(int depth) throws NotLiteral {
    if (depth == 0) {
      skipAnything();
    }
    List<Literal> all = List.of(Literal.EMPTY);
    while (at < body.length() && body.charAt(at) != '|' && body.charAt(at) != ')') {
      if (depth == 0 && skipAnything()) {
        if (at < body.length() && body.charAt(at) != '|') {
          throw NotLiteral.INSTANCE;
        }
        break;
      }
      all = product(all, quantified(atom(depth)));
    }
    return all;
  }

  /** At the edge of an unanchored pattern, {@code .*} asks for nothing. */
  private boolean skipAnything() {
    if (!body.startsWith(".*", at)) {
      return false;
    }
    at += body.startsWith(".*?", at) ? 3 : 2;
    return true;
  }

  private static List<Literal> product(List<Literal> heads, List<Literal> tails) throws NotLiteral {
    check((long) heads.size() * tails.size());
    List<Literal> all = new ArrayList<>(heads.size() * tails.size());
    for (Literal head : heads) {
      for (Literal tail : tails) {
        Literal both = head.then(tail);
        if (both == null) {
          throw NotLiteral.INSTANCE;
        }
        all.add(both);
      }
    }
    return all;
  }

  private List<Literal> quantified(List<Literal> atom) throws NotLiteral {
    if (at == body.length()) {
      return atom;
    }
    char c = body.charAt(at);
    if (c == '*' || c == '+' || c == '{') {
      throw NotLiteral.INSTANCE;
    }
    if (c != '?') {
      return atom;
    }
    at++;
    if (at < body.length() && "?+*".indexOf(body.charAt(at)) >= 0) {
      throw NotLiteral.INSTANCE;
    }
    List<Literal> all = new ArrayList<>(atom);
    all.add(Literal.EMPTY);
    return all;
  }

  private List<Literal> atom(int depth) throws NotLiteral {
    char c = body.charAt(at++);
    switch (c) {
      case '^':
        return List.of(new Literal("", true, false));
      case '$':
        return List.of(new Literal("", false, true));
      case '(':
        if (body.startsWith("?:", at)) {
          at += 2;
        } else if (at < body.length() && body.charAt(at) == '?') {
          throw NotLiteral.INSTANCE;
        }
        List<Literal> inner = alternatives(depth + 1);
        if (at == body.length()) {
          throw NotLiteral.INSTANCE;
        }
        at++;
        return inner;
      case '[':
        return characterClass();
      case '\\':
        return List.of(literal(escaped()));
      case '.', '*', '+', '?', '{':
        throw NotLiteral.INSTANCE;
      default:
        return List.of(literal(c));
    }
  }

  private List<Literal> characterClass() throws NotLiteral {
    List<Literal> all = new ArrayList<>();
    while (at < body.length() && body.charAt(at) != ']') {
      char c = body.charAt(at++);
      if (c == '['
          || c == '&'
          || c == '^' && all.isEmpty()
          || c == '-'
          || Character.isSurrogate(c)) {
        throw NotLiteral.INSTANCE;
      }
      all.add(literal(c == '\\' ? escaped() : c));
    }
    if (at == body.length() || all.isEmpty() || all.size() > MAX_CLASS) {
      throw NotLiteral.INSTANCE;
    }
    at++;
    return all;
  }

  private char escaped() throws NotLiteral {
    if (at == body.length()) {
      throw NotLiteral.INSTANCE;
    }
    char c = body.charAt(at++);
    if (c == 't') {
      return '\t';
    }
    if (c < 0x80 && Character.isLetterOrDigit(c)) {
      throw NotLiteral.INSTANCE;
    }
    return c;
  }

  private static Literal literal(char c) {
    return new Literal(String.valueOf(c), false, false);
  }

  private static void check(long size) throws NotLiteral {
    if (size > MAX_LITERALS) {
      throw NotLiteral.INSTANCE;
    }
  }
}
