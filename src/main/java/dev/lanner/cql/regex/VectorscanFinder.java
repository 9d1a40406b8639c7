package dev.lanner.cql.regex;

import dev.lanner.cql.regex.Term.Unsupported;
import dev.lanner.cql.regex.vectorscan.Database;
import dev.lanner.cql.regex.vectorscan.Vectorscan;

/**
 * Searches ASCII texts by Vectorscan, with the answers of the {@link Dfa} beside it, which searches
 * all other texts.
 *
 * <p>Two more things stay with the automaton because it is faster there: short texts, and patterns
 * that can only be found in the last few characters, of which it reads no others.
 */
final class VectorscanFinder implements Finder {
  /** The automaton reads this many characters in the time that calling the library takes. */
  private static final int WORTH_CALLING = 50;

  private final Database database;

  /** Whether a find is one of the pattern. */
  private final boolean exact;

  private final Dfa automaton;

  private VectorscanFinder(Database database, boolean exact, Dfa automaton) {
    this.database = database;
    this.exact = exact;
    this.automaton = automaton;
  }

  /**
   * Over the pattern that {@code automaton} was made from; {@code automaton} itself where there is
   * no library, or the library does not take the pattern.
   */
  static Finder orElse(Dfa automaton, String pattern, int flags) {
    if (!Vectorscan.isLoaded()) {
      return automaton;
    }
    try {
      Term term = SearchSpan.withoutOptionalStart(TermReader.read(pattern, flags));
      if (SearchSpan.lastCharacters(term) < SearchSpan.ENDLESS) {
        return automaton;
      }
      AsciiPattern ascii = AsciiPattern.of(term);
      Database database = Vectorscan.compile(ascii.source());
      return database == null
          ? automaton
          : new VectorscanFinder(database, ascii.exact(), automaton);
    } catch (Unsupported | StackOverflowError more) {
      return automaton;
    }
  }

  @Override
  public Verdict find(String text) {
    return text.length() < WORTH_CALLING ? automaton.find(text) : ask(text);
  }

  /** Asks the library, however short the text is. */
  Verdict ask(String text) {
    return switch (database.find(text)) {
      case ABSENT -> Verdict.ABSENT;
      case FOUND -> exact ? Verdict.FOUND : automaton.find(text);
      case UNKNOWN -> automaton.find(text);
    };
  }
}
