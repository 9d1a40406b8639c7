package dev.lanner.cql.syntax;

import java.util.List;
import java.util.Objects;

/** Reads a query's text. */
public final class Parser {
  /**
   * How many characters a query may have. The longest published one seen has 37,592; lists that
   * grow beyond this belong into a lookup file.
   */
  public static final int MAX_LENGTH = 250_000;

  private Parser() {}

  /** Which texts are accepted. */
  public enum Dialect {
    /** Official CQL with the documented extras and what the wild needs. */
    STRICT,
    /**
     * Also the seeds' dialect (LANGUAGE section 6); each construct of it gives an {@code info}
     * problem.
     */
    SEEDS
  }

  /**
   * Reads {@code text}. Never throws because of what the text says: whatever is wrong is among the
   * problems of the result, all of it, in the order of the text; but for a text with a hundred
   * errors the rest is left out. Time grows with the length of the text, which is limited; a query
   * nested too deeply is refused as well, so that whoever walks the tree may recurse.
   */
  public static Query parse(String text, Dialect dialect) {
    Objects.requireNonNull(text);
    if (text.length() > MAX_LENGTH) {
      return tooLong(text);
    }
    Reading reading = new Reading(text, dialect);
    unreadable(text, reading.problems);
    Pipeline pipeline;
    try {
      pipeline = reading.pipelines.query();
    } catch (Fault.Final fault) {
      pipeline = new Pipeline(List.of(), new Span(0, text.length()));
    }
    return new Query(text, pipeline, reading.problems.inOrder());
  }

  private static Query tooLong(String text) {
    Problem problem =
        Problem.error(
            "too-long",
            new Span(MAX_LENGTH, text.length()),
            "the query has " + text.length() + " characters, and here the limit is reached",
            "put long lists of values into a lookup file and write `match(file=…, field=…)`");
    return new Query(text, new Pipeline(List.of(), new Span(0, 0)), List.of(problem));
  }

  /** Characters that can be part of no query: NUL and halves of surrogate pairs. */
  private static void unreadable(String text, Problems problems) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (c == 0 || Character.isSurrogate(c)) {
        problems.add(
            Problem.error(
                "bad-character",
                new Span(i, i + 1),
                String.format("the character U+%04X cannot be part of a query", (int) c),
                c == 0
                    ? "is this a binary file?"
                    : "one half of a character is missing; was the text cut or badly decoded?"));
        return;
      }
    }
  }
}
