package dev.lanner.explain;

import dev.lanner.cql.index.Requirement;
import dev.lanner.cql.index.Requirement.Literal;
import java.util.List;
import java.util.Locale;

/** Literals in words: {@code FileName ends with "nmap.exe" (any case)}. */
final class LiteralText {
  /** How many texts of a literal are shown. */
  private static final int SHOWN = 8;

  private LiteralText() {}

  static String of(Literal literal) {
    String field = literal.field().equals(Literal.ANY_FIELD) ? "any field" : literal.field();
    if (literal.kind() == Requirement.Kind.EXISTS) {
      return field + " is there";
    }
    List<String> texts = literal.texts().stream().limit(SHOWN).map(LiteralText::quoted).toList();
    int more = literal.texts().size() - texts.size();
    return field
        + " "
        + verb(literal.kind())
        + " "
        + String.join(" or ", texts)
        + (more > 0 ? String.format(Locale.ROOT, " or one of %,d more", more) : "")
        + (literal.ignoreCase() ? " (any case)" : "");
  }

  private static String verb(Requirement.Kind kind) {
    return switch (kind) {
      case EQUALS -> "is";
      case PREFIX -> "begins with";
      case SUFFIX -> "ends with";
      case CONTAINS -> "holds";
      case EXISTS -> "is there";
    };
  }

  /** In quotes, on one line. */
  private static String quoted(String text) {
    return '"' + text.replaceAll("\\p{Cntrl}", "\u2423") + '"';
  }
}
