package dev.lanner.cql.syntax;

import java.util.Set;

/** How names, texts, regexes and parameters are written. */
final class Quoting {
  /** Names that would be read as something else at the beginning of a step. */
  private static final Set<String> KEYWORDS = Set.of("and", "or", "not", "true", "false");

  private Quoting() {}

  /** A field's name where a name is expected. */
  static String name(String name) {
    boolean bare =
        Characters.isName(name) && !KEYWORDS.contains(Scanner.lower(name)) && !name.endsWith("~");
    return bare ? name : quoted(name);
  }

  /** A text in quotes. */
  static String quoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"':
          out.append("\\\"");
          break;
        case '\\':
          out.append("\\\\");
          break;
        case '\n':
          out.append("\\n");
          break;
        default:
          out.append(c);
      }
    }
    return out.append('"').toString();
  }

  static String pattern(Pattern pattern) {
    if (pattern instanceof Pattern.Glob glob) {
      return glob.quoted() || !Characters.isPattern(glob.text())
          ? quoted(glob.text())
          : glob.text();
    }
    if (pattern instanceof Pattern.Regex regex) {
      return regex(regex.body(), regex.flags());
    }
    Pattern.Param param = (Pattern.Param) pattern;
    return param(param.name(), param.fallback());
  }

  static String regex(String body, String flags) {
    StringBuilder out = new StringBuilder(body.length() + 4).append('/');
    for (int i = 0; i < body.length(); i++) {
      char c = body.charAt(i);
      if (c == '\\' && i + 1 < body.length()) {
        out.append(c).append(body.charAt(++i));
      } else if (c == '/') {
        out.append("\\/");
      } else {
        out.append(c);
      }
    }
    return out.append('/').append(flags).toString();
  }

  static String param(String name, String fallback) {
    String written = Characters.isPattern(name) ? name : quoted(name);
    return fallback == null ? "?" + written : "?{" + written + "=" + quoted(fallback) + "}";
  }
}
