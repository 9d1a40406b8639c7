package dev.lanner.cql.index;

import dev.lanner.cql.index.Requirement.Kind;
import dev.lanner.cql.index.Requirement.Literal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * The literals of many rules on one field: says which of them the bytes of a value hold. Texts that
 * are whole values are looked up in a table, all others in one pass over the value; a look-up makes
 * no objects. Never changed once made; any number of threads may read it.
 *
 * <p>{@code find} agrees with {@link Literal#matches} on every value that is written in UTF-8. The
 * bytes are those of the value itself: escapes of JSON are for the caller to decode first. Literals
 * that ignore case take {@code A-Z} for small letters, dotted and dotless i for {@code i}, long s
 * for {@code s} and the Kelvin sign for {@code k}: coarser than any comparison of the language.
 */
public final class LiteralIndex {
  private final int size;
  private final EqualsTable whole;
  private final LiteralAutomaton parts;

  private LiteralIndex(int size, EqualsTable whole, LiteralAutomaton parts) {
    this.size = size;
    this.whole = whole;
    this.parts = parts;
  }

  /**
   * An index of {@code literals}, whose places in the list are their ids. Their fields do not
   * matter: a caller makes an index a field.
   *
   * @throws IllegalArgumentException for {@link Kind#EXISTS}, which asks for no text
   */
  public static LiteralIndex of(List<Literal> literals) {
    return of(literals, LiteralAutomaton.TABLE_ENTRIES);
  }

  static LiteralIndex of(List<Literal> literals, int tableEntries) {
    Map<String, List<Entries.Entry>> whole = new LinkedHashMap<>();
    Map<LiteralAutomaton.Text, List<Entries.Entry>> parts = new LinkedHashMap<>();
    for (int id = 0; id < literals.size(); id++) {
      Literal literal = literals.get(id);
      for (String text : literal.texts()) {
        byte[] exact = literal.ignoreCase() ? null : text.getBytes(StandardCharsets.UTF_8);
        entries(literal, text, whole, parts).add(new Entries.Entry(id, exact));
      }
      if (literal.kind() == Kind.EXISTS) {
        throw new IllegalArgumentException(literal + " asks for no text");
      }
    }
    return new LiteralIndex(
        literals.size(),
        whole.isEmpty() ? null : new EqualsTable(whole),
        parts.isEmpty() ? null : new LiteralAutomaton(parts, tableEntries));
  }

  private static List<Entries.Entry> entries(
      Literal literal,
      String text,
      Map<String, List<Entries.Entry>> whole,
      Map<LiteralAutomaton.Text, List<Entries.Entry>> parts) {
    String folded = Folding.fold(text);
    if (literal.kind() == Kind.EQUALS) {
      return whole.computeIfAbsent(folded, none -> new ArrayList<>(1));
    }
    if (text.isEmpty()) {
      throw new IllegalArgumentException(literal + " stands in every value");
    }
    LiteralAutomaton.Text part =
        new LiteralAutomaton.Text(
            literal.kind() == Kind.PREFIX, folded, literal.kind() == Kind.SUFFIX);
    return parts.computeIfAbsent(part, none -> new ArrayList<>(1));
  }

  /** How many literals there are; ids are smaller than this. */
  public int size() {
    return size;
  }

  /**
   * Shows {@code hits} the id of every literal that the value {@code bytes[from, to)} holds, in no
   * particular order; one of several texts may be shown several times.
   */
  public void find(byte[] bytes, int from, int to, IntConsumer hits) {
    if (whole != null) {
      whole.find(bytes, from, to, hits);
    }
    if (parts != null) {
      parts.find(bytes, from, to, hits);
    }
  }

  /** About how much memory the index takes. */
  public long bytes() {
    return (whole == null ? 0 : whole.bytes()) + (parts == null ? 0 : parts.bytes());
  }
}
