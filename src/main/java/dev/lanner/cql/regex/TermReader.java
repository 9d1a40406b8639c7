package dev.lanner.cql.regex;

import dev.lanner.cql.regex.Term.Unsupported;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads a pattern that {@code java.util.regex} accepts as a {@link Term} that means the same. What
 * has no such term is refused: back references, look-around, possessive and atomic groups, and
 * whatever is rare or differs between versions of Java.
 */
final class TermReader {
  private static final String QUANTIFIERS = "?*+{";

  private final String pattern;
  private int at;
  private boolean ignoreCase;
  private boolean dotAll;
  private boolean multiline;

  private TermReader(String pattern, int flags) {
    this.pattern = pattern;
    ignoreCase = (flags & Pattern.CASE_INSENSITIVE) != 0;
    dotAll = (flags & Pattern.DOTALL) != 0;
    multiline = (flags & Pattern.MULTILINE) != 0;
  }

  /**
   * The term of a pattern.
   *
   * @param flags of {@link Pattern}: case, dot and lines only
   */
  static Term read(String pattern, int flags) throws Unsupported {
    TermReader reader = new TermReader(pattern, flags);
    Term term = reader.choice();
    if (reader.at < pattern.length()) {
      throw Unsupported.INSTANCE;
    }
    return term;
  }

  private Term choice() throws Unsupported {
    List<Term> alternatives = new ArrayList<>();
    alternatives.add(sequence());
    while (looksAt("|")) {
      at++;
      alternatives.add(sequence());
    }
    return alternatives.size() == 1 ? alternatives.get(0) : new Term.Choice(alternatives);
  }

  private Term sequence() throws Unsupported {
    List<Term> parts = new ArrayList<>();
    while (at < pattern.length() && !looksAt("|") && !looksAt(")")) {
      if (!flags()) {
        parts.add(quantified(atom()));
      }
    }
    return parts.size() == 1 ? parts.get(0) : new Term.Sequence(parts);
  }

  private boolean looksAt(String text) {
    return pattern.startsWith(text, at);
  }

  private char take() throws Unsupported {
    if (at == pattern.length()) {
      throw Unsupported.INSTANCE;
    }
    return pattern.charAt(at++);
  }

  private Term atom() throws Unsupported {
    char c = take();
    switch (c) {
      case '(':
        return group();
      case '[':
        return new Term.Chars(characterClass());
      case '.':
        return new Term.Chars(dot());
      case '^':
        return multiline ? Term.Place.LINE_START : Term.Place.TEXT_START;
      case '$':
        return multiline ? Term.Place.LINE_END : Term.Place.LAST_LINE_END;
      case '\\':
        return escape();
      default:
        if (QUANTIFIERS.indexOf(c) >= 0) {
          throw Unsupported.INSTANCE;
        }
        return literal(c);
    }
  }

  private Term literal(int character) throws Unsupported {
    return new Term.Chars(folded(CharSet.builder().add(plain(character), character)).build());
  }

  /** The character, if it means itself to the engine wherever it stands. */
  private static int plain(int character) throws Unsupported {
    boolean half = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    if (character <= 0 || character >= CharSet.LIMIT || half) {
      throw Unsupported.INSTANCE;
    }
    return character;
  }

  private CharSet.Builder folded(CharSet.Builder set) {
    return ignoreCase ? set.fold() : set;
  }

  private CharSet dot() {
    CharSet.Builder none = CharSet.builder();
    return (dotAll ? none : none.add(CharSet.LINE_ENDS)).invert().build();
  }

  private Term group() throws Unsupported {
    boolean outerIgnoreCase = ignoreCase;
    boolean outerDotAll = dotAll;
    boolean outerMultiline = multiline;
    if (looksAt("?")) {
      at++;
      setFlags();
      if (take() != ':') {
        throw Unsupported.INSTANCE;
      }
    }
    Term inner = choice();
    if (take() != ')') {
      throw Unsupported.INSTANCE;
    }
    ignoreCase = outerIgnoreCase;
    dotAll = outerDotAll;
    multiline = outerMultiline;
    return inner;
  }

  /** Takes {@code (?i)} and its like, which hold up to the end of the group around. */
  private boolean flags() throws Unsupported {
    int end = pattern.indexOf(')', at);
    if (!looksAt("(?") || !isFlags(end)) {
      return false;
    }
    at += 2;
    setFlags();
    at++;
    return true;
  }

  private boolean isFlags(int end) {
    for (int i = at + 2; i < end; i++) {
      if (pattern.charAt(i) != '-' && !Character.isLetter(pattern.charAt(i))) {
        return false;
      }
    }
    return end > 0;
  }

  private void setFlags() throws Unsupported {
    boolean on = true;
    while (!looksAt(":") && !looksAt(")")) {
      switch (take()) {
        case '-' -> on = false;
        case 'i' -> ignoreCase = on;
        case 's' -> dotAll = on;
        case 'm' -> multiline = on;
        default -> throw Unsupported.INSTANCE;
      }
    }
  }

  private Term escape() throws Unsupported {
    char c = take();
    switch (c) {
      case 'A':
        return Term.Place.TEXT_START;
      case 'z':
        return Term.Place.TEXT_END;
      case 'Z':
        return Term.Place.LAST_LINE_END;
      case 'B':
        return Term.Place.NO_WORD_EDGE;
      case 'b':
        if (looksAt("{")) {
          throw Unsupported.INSTANCE;
        }
        return Term.Place.WORD_EDGE;
      default:
        CharSet shorthand = shorthand(c);
        return shorthand != null ? new Term.Chars(shorthand) : literal(character(c));
    }
  }

  /** The class that {@code \} and this letter stand for, or null if it is none. */
  private CharSet shorthand(char letter) throws Unsupported {
    return letter == 'p' ? posix() : CharShorthand.of(letter);
  }

  private CharSet posix() throws Unsupported {
    int end = pattern.indexOf('}', at);
    CharSet set =
        looksAt("{") && end > 0 ? CharShorthand.posix(pattern.substring(at + 1, end)) : null;
    if (set == null || ignoreCase && !CharSet.builder().add(set).fold().build().equals(set)) {
      throw Unsupported.INSTANCE;
    }
    at = end + 1;
    return set;
  }

  /** The one character that {@code \} and {@code c} stand for. */
  private int character(char c) throws Unsupported {
    switch (c) {
      case 't':
        return '\t';
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 'f':
        return '\f';
      case 'a':
        return 7;
      case 'e':
        return 27;
      case 'u':
        return hex(4);
      case 'x':
        return hex(2);
      default:
        if (c < 128 && Character.isLetterOrDigit(c)) {
          throw Unsupported.INSTANCE;
        }
        return c;
    }
  }

  private int hex(int digits) throws Unsupported {
    int value = 0;
    for (int i = 0; i < digits; i++) {
      int digit = Character.digit(take(), 16);
      if (digit < 0) {
        throw Unsupported.INSTANCE;
      }
      value = 16 * value + digit;
    }
    return value;
  }

  private CharSet characterClass() throws Unsupported {
    boolean inverted = looksAt("^");
    at += inverted ? 1 : 0;
    CharSet.Builder set = CharSet.builder();
    do {
      element(set);
    } while (!looksAt("]"));
    at++;
    return (inverted ? folded(set).invert() : folded(set)).build();
  }

  private void element(CharSet.Builder set) throws Unsupported {
    char c = take();
    if (c == '[' || c == ']' || c == '&') {
      throw Unsupported.INSTANCE;
    }
    if (c == '\\') {
      c = take();
      CharSet shorthand = shorthand(c);
      if (shorthand != null) {
        if (c == 'v' && looksAt("-")) {
          throw Unsupported.INSTANCE;
        }
        set.add(shorthand);
        return;
      }
      range(set, character(c));
    } else {
      range(set, c);
    }
  }

  private void range(CharSet.Builder set, int first) throws Unsupported {
    int last = first;
    if (looksAt("-") && !looksAt("-]")) {
      at++;
      char c = take();
      if (c == '[' || c == '&') {
        throw Unsupported.INSTANCE;
      }
      last = c == '\\' ? character(take()) : c;
    }
    if (plain(last) < plain(first)) {
      throw Unsupported.INSTANCE;
    }
    set.add(first, last);
  }

  private Term quantified(Term what) throws Unsupported {
    if (at == pattern.length() || QUANTIFIERS.indexOf(pattern.charAt(at)) < 0) {
      return what;
    }
    if (what instanceof Term.Place) {
      throw Unsupported.INSTANCE;
    }
    Term repeated =
        switch (take()) {
          case '?' -> new Term.Repeat(what, 0, 1);
          case '*' -> new Term.Repeat(what, 0, Term.Repeat.ENDLESS);
          case '+' -> new Term.Repeat(what, 1, Term.Repeat.ENDLESS);
          default -> counted(what);
        };
    if (looksAt("+")) {
      throw Unsupported.INSTANCE;
    }
    at += looksAt("?") ? 1 : 0;
    return repeated;
  }

  private Term counted(Term what) throws Unsupported {
    int min = number();
    int max = min;
    if (looksAt(",")) {
      at++;
      max = looksAt("}") ? Term.Repeat.ENDLESS : number();
    }
    if (take() != '}' || max < min) {
      throw Unsupported.INSTANCE;
    }
    return new Term.Repeat(what, min, max);
  }

  private int number() throws Unsupported {
    int start = at;
    int value = 0;
    while (at < pattern.length() && at - start < 7 && isDigit(pattern.charAt(at))) {
      value = 10 * value + (take() - '0');
    }
    if (at == start) {
      throw Unsupported.INSTANCE;
    }
    return value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
