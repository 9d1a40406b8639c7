package dev.lanner.cql.regex;

import java.util.ArrayList;
import java.util.List;

/** What a search for a {@link Term} can leave unread, as only whether it is found matters. */
final class SearchSpan {
  /** More than any text has. */
  static final int ENDLESS = 1 << 30;

  /** The longest line end: {@code \r\n}. */
  private static final int LINE_END = 2;

  private SearchSpan() {}

  /** A term found where this one is: as a match may begin anywhere, {@code .*a} is {@code a}. */
  static Term withoutOptionalStart(Term term) {
    if (term instanceof Term.Choice choice) {
      List<Term> alternatives = new ArrayList<>();
      for (Term alternative : choice.alternatives()) {
        alternatives.add(withoutOptionalStart(alternative));
      }
      return new Term.Choice(alternatives);
    }
    if (term instanceof Term.Sequence sequence && !sequence.parts().isEmpty()) {
      List<Term> parts = sequence.parts();
      Term first = parts.get(0);
      if (first instanceof Term.Repeat repeat && repeat.min() == 0) {
        return withoutOptionalStart(new Term.Sequence(parts.subList(1, parts.size())));
      }
    }
    return term;
  }

  /** How many of a text's last characters hold a match, if there is one; or {@link #ENDLESS}. */
  static int lastCharacters(Term term) {
    return endsText(term) ? Math.min(ENDLESS, longest(term) + LINE_END) : ENDLESS;
  }

  private static boolean endsText(Term term) {
    if (term instanceof Term.Choice choice) {
      return choice.alternatives().stream().allMatch(SearchSpan::endsText);
    }
    if (term instanceof Term.Sequence sequence && !sequence.parts().isEmpty()) {
      return endsText(sequence.parts().get(sequence.parts().size() - 1));
    }
    return term == Term.Place.TEXT_END || term == Term.Place.LAST_LINE_END;
  }

  private static int longest(Term term) {
    if (term instanceof Term.Chars) {
      return 1;
    }
    long longest = 0;
    if (term instanceof Term.Choice choice) {
      for (Term alternative : choice.alternatives()) {
        longest = Math.max(longest, longest(alternative));
      }
    } else if (term instanceof Term.Sequence sequence) {
      for (Term part : sequence.parts()) {
        longest += longest(part);
      }
    } else if (term instanceof Term.Repeat repeat) {
      longest = (long) repeat.max() * longest(repeat.what());
    }
    return (int) Math.min(ENDLESS, longest);
  }
}
