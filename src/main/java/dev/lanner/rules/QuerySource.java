package dev.lanner.rules;

import dev.lanner.cql.syntax.Problem;

/**
 * A query and where it stands in its file, so that a place in the query becomes one in the file. In
 * a YAML block ({@code |}) and in a quoted or plain text of one line the place is exact; in a
 * folded text it is the beginning of the value.
 */
final class QuerySource {
  private final SourceText source;
  private final String query;
  private final int start;

  private QuerySource(SourceText source, String query, int start) {
    this.source = source;
    this.query = query;
    this.start = start;
  }

  /** A query that is a whole file. */
  static QuerySource wholeFile(SourceText source) {
    return new QuerySource(source, source.text(), -1);
  }

  /** A query that is a value of a YAML file, which begins at that line and column. */
  static QuerySource yamlValue(SourceText source, String query, int line, int column) {
    return new QuerySource(source, query, source.offset(line, column));
  }

  String query() {
    return query;
  }

  /** Whether the value is folded, which turns line ends into blanks and so swallows {@code //}. */
  boolean isFolded() {
    return start >= 0 && start < source.text().length() && source.text().charAt(start) == '>';
  }

  /** The problem of the query as one of the file. */
  SourceProblem problem(Problem problem) {
    int from = inFile(problem.span().start());
    int to = Math.max(from, inFile(problem.span().end()));
    return source.problem(
        from, to, problem.severity(), problem.code(), problem.message(), problem.hint());
  }

  /** A problem of the query as a whole. */
  SourceProblem problem(Problem.Severity severity, String code, String message, String hint) {
    int from = inFile(0);
    return source.problem(from, from, severity, code, message, hint);
  }

  private int inFile(int offset) {
    if (start < 0) {
      return offset;
    }
    String text = source.text();
    char first = start < text.length() ? text.charAt(start) : ' ';
    return switch (first) {
      case '|' -> inBlock(offset);
      case '"', '\'' -> inQuotes(offset, first);
      case '>' -> start;
      default -> text.startsWith(query.substring(0, offset), start) ? start + offset : start;
    };
  }

  private int inBlock(int offset) {
    String text = source.text();
    int line = lineAfter(start);
    int indent = indent(line);
    int rest = offset;
    for (int i = query.indexOf('\n'); i >= 0 && i < offset; i = query.indexOf('\n', i + 1)) {
      rest = offset - i - 1;
      line = lineAfter(line);
    }
    int end = text.indexOf('\n', line);
    return Math.min(line + indent + rest, end < 0 ? text.length() : end);
  }

  private int lineAfter(int offset) {
    int end = source.text().indexOf('\n', offset);
    return end < 0 ? source.text().length() : end + 1;
  }

  /** How far the first line of a block that is not blank is set in. */
  private int indent(int block) {
    String text = source.text();
    int lineStart = block;
    int i = block;
    while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\n')) {
      if (text.charAt(i) == '\n') {
        lineStart = i + 1;
      }
      i++;
    }
    return i - lineStart;
  }

  private int inQuotes(int offset, char quote) {
    String text = source.text();
    int i = start + 1;
    for (int n = 0; n < offset; n++) {
      if (i >= text.length() || text.charAt(i) == '\n') {
        return start;
      }
      boolean escape =
          text.charAt(i) == '\\' && quote == '"' || text.charAt(i) == '\'' && quote == '\'';
      i += escape ? 2 : 1;
    }
    return Math.min(i, text.length());
  }
}
