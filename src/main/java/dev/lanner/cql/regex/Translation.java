package dev.lanner.cql.regex;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Rewrites a CQL regex body into one that {@code java.util.regex} reads the same way (LANGUAGE
 * 3.8):
 *
 * <ul>
 *   <li>{@code (?<any.name[0]>…)} and {@code (?P<name>…)} become plain groups, whose numbers are
 *       kept beside the names: Java's group names are letters and digits only;
 *   <li>{@code \k<name>} and {@code (?P=name)} become the number of the group;
 *   <li>a brace that begins no quantifier is a literal brace;
 *   <li>inside a class, {@code [} and {@code &&} are literal and {@code [:alpha:]} is a POSIX
 *       class.
 * </ul>
 */
final class Translation {
  /**
   * More nested groups than any written pattern has; deeper ones would overflow the engine's stack.
   */
  private static final int MAX_DEPTH = 200;

  /** Counted repetitions multiply when nested, and may take no character at all. */
  private static final long MAX_REPETITIONS = 100_000;

  /** Each empty alternative can double the ways to match nothing. */
  private static final int MAX_EMPTY_ALTERNATIVES = 16;

  private final String body;
  private final StringBuilder java = new StringBuilder();
  private final List<Integer> origins = new ArrayList<>();
  private final List<String> namesByGroup = new ArrayList<>();
  private final Deque<Long> outerRepetitions = new ArrayDeque<>();
  private long repetitions = 1;
  private long atomRepetitions = 1;
  private int emptyAlternatives;
  private int at;

  private Translation(String body) {
    this.body = body;
    namesByGroup.add(null);
  }

  static Translation of(String body) throws CqlRegex.Invalid {
    Translation translation = new Translation(body);
    translation.run();
    return translation;
  }

  /** The body for {@code java.util.regex}. */
  String java() {
    return java.toString();
  }

  /**
   * The name of each capturing group by its number, null for an unnamed one; entry 0 is the whole
   * match.
   */
  List<String> namesByGroup() {
    return namesByGroup;
  }

  /** Where in the original body the character at {@code index} of the rewritten one comes from. */
  int origin(int index) {
    if (index < 0) {
      return 0;
    }
    return index < origins.size() ? origins.get(index) : body.length();
  }

  private void run() throws CqlRegex.Invalid {
    boolean branchEmpty = true;
    while (at < body.length()) {
      char c = body.charAt(at);
      switch (c) {
        case '\\':
          escape();
          branchEmpty = false;
          break;
        case '[':
          characterClass();
          branchEmpty = false;
          break;
        case '(':
          open();
          branchEmpty = true;
          break;
        case ')':
          countEmpty(branchEmpty && at > 0 && body.charAt(at - 1) == '|');
          close();
          branchEmpty = false;
          break;
        case '|':
          countEmpty(branchEmpty);
          copy(1);
          branchEmpty = true;
          break;
        case '{':
          brace();
          branchEmpty = false;
          break;
        default:
          atomRepetitions = c == '*' || c == '+' || c == '?' ? atomRepetitions : 1;
          copy(1);
          branchEmpty = false;
      }
    }
  }

  private void countEmpty(boolean empty) throws CqlRegex.Invalid {
    if (empty && ++emptyAlternatives > MAX_EMPTY_ALTERNATIVES) {
      throw new CqlRegex.Invalid(at, "too many empty alternatives");
    }
  }

  private void escape() throws CqlRegex.Invalid {
    atomRepetitions = 1;
    if (body.startsWith("\\Q", at)) {
      int end = body.indexOf("\\E", at + 2);
      copy((end < 0 ? body.length() : end + 2) - at);
    } else if (body.startsWith("\\k<", at) && body.indexOf('>', at) > 0) {
      int end = body.indexOf('>', at);
      reference(body.substring(at + 3, end), end + 1);
    } else {
      copy(Math.min(2, body.length() - at));
    }
  }

  private void reference(String name, int next) throws CqlRegex.Invalid {
    int group = namesByGroup.lastIndexOf(name);
    if (group < 1) {
      throw new CqlRegex.Invalid(at, "there is no group named `" + name + "`");
    }
    emit("(?:\\" + group + ")");
    at = next;
  }

  private void characterClass() {
    atomRepetitions = 1;
    copy(1);
    if (at < body.length() && body.charAt(at) == '^') {
      copy(1);
    }
    boolean first = true;
    while (at < body.length()) {
      char c = body.charAt(at);
      if (c == ']') {
        if (!first) {
          copy(1);
          return;
        }
        emit("\\]");
        at++;
      } else if (c == '\\') {
        copy(Math.min(2, body.length() - at));
      } else if (c == '[') {
        int end = body.startsWith("[:", at) ? body.indexOf(":]", at + 2) : -1;
        String posix = end < 0 ? null : posix(body.substring(at + 2, end));
        if (posix == null) {
          emit("\\[");
          at++;
        } else {
          emit(posix);
          at = end + 2;
        }
      } else if (c == '&') {
        emit("\\&");
        at++;
      } else {
        copy(1);
      }
      first = false;
    }
  }

  /** The class of Java that a class such as {@code alpha} stands for, or null if there is none. */
  static String posix(String name) {
    switch (name) {
      case "alpha":
        return "\\p{Alpha}";
      case "digit":
        return "\\p{Digit}";
      case "alnum":
        return "\\p{Alnum}";
      case "upper":
        return "\\p{Upper}";
      case "lower":
        return "\\p{Lower}";
      case "punct":
        return "\\p{Punct}";
      case "space":
        return "\\s";
      case "blank":
        return "\\p{Blank}";
      case "cntrl":
        return "\\p{Cntrl}";
      case "xdigit":
        return "\\p{XDigit}";
      case "graph":
        return "\\p{Graph}";
      case "print":
        return "\\p{Print}";
      case "word":
        return "\\w";
      default:
        return null;
    }
  }

  private void open() throws CqlRegex.Invalid {
    if (outerRepetitions.size() == MAX_DEPTH) {
      throw new CqlRegex.Invalid(at, "more than " + MAX_DEPTH + " nested groups");
    }
    outerRepetitions.push(repetitions);
    repetitions = 1;
    int nameAt = nameStart();
    if (nameAt > 0) {
      char end = body.charAt(nameAt - 1) == '\'' ? '\'' : '>';
      int close = body.indexOf(end, nameAt);
      if (close <= nameAt) {
        throw new CqlRegex.Invalid(
            at, close < 0 ? "the name of a group has no end" : "a group has an empty name");
      }
      namesByGroup.add(body.substring(nameAt, close));
      emit("(");
      at = close + 1;
    } else if (body.startsWith("(?P=", at) && body.indexOf(')', at) > 0) {
      int close = body.indexOf(')', at);
      repetitions = outerRepetitions.pop();
      reference(body.substring(at + 4, close), close + 1);
    } else if (body.startsWith("(?#", at)) {
      repetitions = outerRepetitions.pop();
      int close = body.indexOf(')', at);
      at = close < 0 ? body.length() : close + 1;
    } else if (body.startsWith("(?", at)) {
      flagsOrLook();
    } else {
      namesByGroup.add(null);
      copy(1);
    }
  }

  /** Copies {@code (?i)} or the head of {@code (?i:}, {@code (?:}, {@code (?=} and their like. */
  private void flagsOrLook() {
    int end = at + 2;
    while (end < body.length()
        && (Character.isLetter(body.charAt(end)) || body.charAt(end) == '-')) {
      end++;
    }
    if (end < body.length() && body.charAt(end) == ')') {
      repetitions = outerRepetitions.pop();
      copy(end + 1 - at);
      return;
    }
    while (end < body.length() && "<=!>:".indexOf(body.charAt(end)) >= 0) {
      end++;
    }
    copy(end - at);
  }

  /** Offset of the name if a named group opens here, else 0. */
  private int nameStart() {
    for (String head : new String[] {"(?<", "(?P<", "(?'"}) {
      if (body.startsWith(head, at)) {
        int name = at + head.length();
        boolean behind =
            name < body.length() && (body.charAt(name) == '=' || body.charAt(name) == '!');
        return behind ? 0 : name;
      }
    }
    return 0;
  }

  private void close() {
    copy(1);
    atomRepetitions = repetitions;
    repetitions = outerRepetitions.isEmpty() ? 1 : Math.max(outerRepetitions.pop(), repetitions);
  }

  private void brace() throws CqlRegex.Invalid {
    int end = quantifierEnd();
    if (end < 0 || at == 0) {
      atomRepetitions = 1;
      emit("\\{");
      at++;
      return;
    }
    long most = 1;
    for (String bound : body.substring(at + 1, end).split(",")) {
      if (bound.length() > 6) {
        throw new CqlRegex.Invalid(at, "too many repetitions");
      }
      most = Math.max(most, Long.parseLong(bound));
    }
    atomRepetitions *= most;
    repetitions = Math.max(repetitions, atomRepetitions);
    if (repetitions > MAX_REPETITIONS) {
      throw new CqlRegex.Invalid(at, "too many repetitions");
    }
    copy(end + 1 - at);
  }

  /**
   * Offset of the closing brace of {@code {n}}, {@code {n,}} or {@code {n,m}} that opens here, else
   * -1.
   */
  private int quantifierEnd() {
    int i = digits(at + 1);
    if (i == at + 1) {
      return -1;
    }
    if (i < body.length() && body.charAt(i) == ',') {
      i = digits(i + 1);
    }
    return i < body.length() && body.charAt(i) == '}' ? i : -1;
  }

  private int digits(int from) {
    int i = from;
    while (i < body.length() && body.charAt(i) >= '0' && body.charAt(i) <= '9') {
      i++;
    }
    return i;
  }

  private void copy(int length) {
    for (int i = 0; i < length; i++) {
      java.append(body.charAt(at));
      origins.add(at);
      at++;
    }
  }

  private void emit(String text) {
    for (int i = 0; i < text.length(); i++) {
      java.append(text.charAt(i));
      origins.add(at);
    }
  }
}
