package dev.lanner.cql.syntax;

/** Regexes that come from texts. */
final class Regexes {
  private Regexes() {}

  /**
   * The regex that {@code text} is, escapes of the text removed before, as a literal can hold it.
   */
  static Pattern.Regex ofText(String text, Span span, Reading reading) {
    return new Pattern.Regex(body(text, span, reading), "", span);
  }

  private static String body(String text, Span span, Reading reading) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        out.append("\\n");
      } else if (c == '\\' && i + 1 < text.length()) {
        if (text.charAt(i + 1) != '/') {
          out.append(c).append(text.charAt(++i));
        }
      } else if (c == '\\') {
        reading.problems.add(
            Problem.error(
                "regex-ends-in-backslash",
                span,
                "the regex ends in a backslash that escapes nothing",
                "a backslash is written `\\\\` in a regex, and `\\\\\\\\` in a text that becomes"
                    + " one"));
      } else {
        out.append(c);
      }
    }
    return literal(out.toString());
  }

  /**
   * {@code body}, or the same with a beginning that is no comment where it would be one between
   * slashes.
   */
  static String literal(String body) {
    return body.isEmpty() || body.startsWith("*") ? "(?:)" + body : body;
  }
}
