package dev.lanner.cql.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one JSON text. */
final class JsonReader {
  private final String text;
  private int at;
  private boolean wrong;

  JsonReader(String text) {
    this.text = text;
  }

  /** The value, or null if the text is not JSON. */
  Json read() {
    Json json = value(0);
    blanks();
    return wrong || at != text.length() ? null : json;
  }

  private Json fail() {
    wrong = true;
    return null;
  }

  private void blanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean take(char c) {
    blanks();
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private Json value(int depth) {
    blanks();
    if (wrong || at == text.length() || depth > Json.MAX_DEPTH) {
      return fail();
    }
    switch (text.charAt(at)) {
      case '{':
        return object(depth);
      case '[':
        return array(depth);
      case '"':
        String string = string();
        return string == null ? fail() : new Json.Str(string);
      default:
        return literal();
    }
  }

  private Json object(int depth) {
    at++;
    Map<String, Json> members = new LinkedHashMap<>();
    if (take('}')) {
      return new Json.Obj(members);
    }
    do {
      blanks();
      String name = at < text.length() && text.charAt(at) == '"' ? string() : null;
      if (name == null || !take(':')) {
        return fail();
      }
      Json value = value(depth + 1);
      if (wrong) {
        return null;
      }
      members.put(name, value);
    } while (take(','));
    return take('}') ? new Json.Obj(members) : fail();
  }

  private Json array(int depth) {
    at++;
    List<Json> elements = new ArrayList<>();
    if (take(']')) {
      return new Json.Arr(elements);
    }
    do {
      Json value = value(depth + 1);
      if (wrong) {
        return null;
      }
      elements.add(value);
    } while (take(','));
    return take(']') ? new Json.Arr(elements) : fail();
  }

  private Json literal() {
    int from = at;
    while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(from, at);
    boolean known = word.equals("true") || word.equals("false") || word.equals("null");
    return known || isNumber(word) ? new Json.Literal(word) : fail();
  }

  private static boolean isNumber(String word) {
    int i = word.startsWith("-") ? 1 : 0;
    int whole = digits(word, i);
    if (whole == 0 || whole > 1 && word.charAt(i) == '0') {
      return false;
    }
    i += whole;
    if (i < word.length() && word.charAt(i) == '.') {
      int fraction = digits(word, i + 1);
      if (fraction == 0) {
        return false;
      }
      i += 1 + fraction;
    }
    if (i < word.length() && (word.charAt(i) == 'e' || word.charAt(i) == 'E')) {
      i++;
      if (i < word.length() && (word.charAt(i) == '+' || word.charAt(i) == '-')) {
        i++;
      }
      int exponent = digits(word, i);
      if (exponent == 0) {
        return false;
      }
      i += exponent;
    }
    return i == word.length();
  }

  private static int digits(String word, int from) {
    int i = from;
    while (i < word.length() && word.charAt(i) >= '0' && word.charAt(i) <= '9') {
      i++;
    }
    return i - from;
  }

  private String string() {
    int from = ++at;
    while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\\') {
      if (text.charAt(at++) < ' ') {
        return null;
      }
    }
    if (at < text.length() && text.charAt(at) == '"') {
      return text.substring(from, at++);
    }
    StringBuilder string = new StringBuilder(text.substring(from, at));
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return string.toString();
      }
      int plain = c == '\\' ? escaped() : c < ' ' ? -1 : c;
      if (plain < 0) {
        return null;
      }
      string.append((char) plain);
    }
    return null;
  }

  private int escaped() {
    char c = at < text.length() ? text.charAt(at++) : 0;
    switch (c) {
      case '"', '\\', '/':
        return c;
      case 'b':
        return '\b';
      case 'f':
        return '\f';
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 't':
        return '\t';
      case 'u':
        return hex();
      default:
        return -1;
    }
  }

  private int hex() {
    if (at + 4 > text.length()) {
      return -1;
    }
    int code = 0;
    for (int i = 0; i < 4; i++) {
      char c = text.charAt(at++);
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return -1;
      }
      code = code << 4 | digit;
    }
    return code;
  }
}
