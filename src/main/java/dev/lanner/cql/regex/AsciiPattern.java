package dev.lanner.cql.regex;

import dev.lanner.cql.regex.Term.Unsupported;

/**
 * A {@link Term} as it can be found in ASCII texts, written in the few constructs that every
 * dialect reads alike: bytes and classes by their numbers, groups, alternatives, repetitions.
 *
 * <p>In an ASCII text a byte is a character, no letter folds to one beyond ASCII, and {@code \b} is
 * about the same words everywhere. What is left of the differences between dialects is where lines
 * end. {@code ^} and {@code $} of each line are refused. {@code $} at the end is written as the
 * line ends that may follow, which is also found between the two halves of {@code \r\n}: such a
 * pattern is not {@link #exact}.
 *
 * @param source the pattern, in ASCII
 * @param exact whether the pattern is found only where the term is; otherwise in more texts, but in
 *     no fewer
 */
record AsciiPattern(String source, boolean exact) {
  private static final int ASCII = 128;

  static AsciiPattern of(Term term) throws Unsupported {
    Writer writer = new Writer();
    writer.write(term);
    return new AsciiPattern(writer.source.toString(), writer.exact);
  }

  private static final class Writer {
    private final StringBuilder source = new StringBuilder();
    private boolean exact = true;

    private void write(Term term) throws Unsupported {
      if (term instanceof Term.Chars chars) {
        characters(chars.set().bounds());
      } else if (term instanceof Term.Sequence sequence) {
        for (Term part : sequence.parts()) {
          write(part);
        }
      } else if (term instanceof Term.Choice choice) {
        choice(choice);
      } else if (term instanceof Term.Repeat repeat) {
        repeat(repeat);
      } else {
        place((Term.Place) term);
      }
    }

    private void choice(Term.Choice choice) throws Unsupported {
      String before = "(?:";
      for (Term alternative : choice.alternatives()) {
        source.append(before);
        write(alternative);
        before = "|";
      }
      source.append(')');
    }

    private void repeat(Term.Repeat repeat) throws Unsupported {
      if (repeat.max() == 0) {
        return;
      }
      source.append("(?:");
      write(repeat.what());
      source.append("){").append(repeat.min()).append(',');
      if (repeat.max() != Term.Repeat.ENDLESS) {
        source.append(repeat.max());
      }
      source.append('}');
    }

    private void characters(int[] bounds) {
      source.append('[');
      boolean none = true;
      for (int i = 0; i < bounds.length && bounds[i] < ASCII; i += 2) {
        number(bounds[i]);
        source.append('-');
        number(Math.min(bounds[i + 1], ASCII) - 1);
        none = false;
      }
      // A byte that is in no text.
      source.append(none ? "\\x80]" : "]");
    }

    private void number(int character) {
      source.append("\\x");
      source.append(Character.forDigit(character >> 4, 16));
      source.append(Character.forDigit(character & 15, 16));
    }

    private void place(Term.Place place) throws Unsupported {
      switch (place) {
        case TEXT_START -> source.append("\\A");
        case TEXT_END -> source.append("\\z");
        case WORD_EDGE -> source.append("\\b");
        case NO_WORD_EDGE -> source.append("\\B");
        case LAST_LINE_END -> {
          source.append("(?:\\x0d?\\x0a|\\x0d)?\\z");
          exact = false;
        }
        default -> throw Unsupported.INSTANCE;
      }
    }
  }
}
