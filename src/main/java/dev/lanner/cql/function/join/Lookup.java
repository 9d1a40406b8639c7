package dev.lanner.cql.function.join;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.index.Origins;
import dev.lanner.cql.index.Requirement;
import dev.lanner.cql.index.Trace;
import dev.lanner.cql.run.Environment.LookupFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What {@code match} and its relatives know of a lookup file or table: how to find rows, what to
 * add.
 */
final class Lookup {
  /** How key columns are compared. */
  enum Mode {
    /** The whole text. */
    STRING,
    /** As patterns. */
    GLOB,
    /** As networks. */
    CIDR
  }

  private final int[] keyFields;
  private final List<String> keyFieldNames;
  private final List<String> keyColumns;
  private final Mode mode;
  private final boolean ignoreCase;
  private final List<String> include;

  private LookupIndex index = (key, max) -> new int[0];
  private List<String[]> keyTexts = List.of();
  private List<List<String>> rows = List.of();
  private List<String> names = List.of();
  private int[] columns = {};

  /**
   * @param include the columns to add, or null for all but those named as a key field, whose text
   *     the row has already
   */
  Lookup(
      int[] keyFields,
      List<String> keyFieldNames,
      List<String> keyColumns,
      Mode mode,
      boolean ignoreCase,
      List<String> include) {
    this.keyFields = keyFields;
    this.keyFieldNames = keyFieldNames;
    this.keyColumns = keyColumns;
    this.mode = mode;
    this.ignoreCase = ignoreCase;
    this.include = include;
  }

  /**
   * Takes the content to look in, replacing what was there. A table without a key column has no
   * matches.
   */
  void load(LookupFile file) {
    rows = file.rows();
    names =
        include != null
            ? include.stream().filter(file.columns()::contains).distinct().toList()
            : file.columns().stream().filter(name -> !keyFieldNames.contains(name)).toList();
    columns = names.stream().mapToInt(file.columns()::indexOf).toArray();
    int[] keys = keyColumns.stream().mapToInt(file.columns()::indexOf).toArray();
    List<String[]> texts = new ArrayList<>(rows.size());
    for (List<String> row : rows) {
      String[] key = new String[keys.length];
      for (int i = 0; i < keys.length; i++) {
        key[i] = keys[i] < 0 ? null : row.get(keys[i]);
      }
      texts.add(key);
    }
    keyTexts = texts;
    index =
        switch (mode) {
          case STRING -> new ExactIndex(texts, ignoreCase);
          case GLOB -> new GlobIndex(texts, ignoreCase);
          case CIDR -> new CidrIndex(texts);
        };
  }

  /** What an event must carry for a row to be found; {@code strict} if one must be. */
  Requirement trace(Trace trace, boolean strict) {
    List<Requirement> all = new ArrayList<>();
    for (int i = 0; strict && i < keyFields.length; i++) {
      all.add(found(trace.origins(keyFields[i]), i));
    }
    names.forEach(trace::change);
    return Requirement.allOf(all);
  }

  private Requirement found(Origins field, int key) {
    List<String> texts =
        keyTexts.stream().map(each -> each[key]).filter(Objects::nonNull).distinct().toList();
    return switch (mode) {
      case STRING -> field.equalsAny(texts, ignoreCase);
      case GLOB ->
          field.matchesAny(texts.stream().map(text -> GlobIndex.glob(text, ignoreCase)).toList());
      case CIDR -> field.present();
    };
  }

  /** The rows that match, the winner first; none if the row lacks a key field. */
  int[] find(Row row, int max) {
    String[] key = new String[keyFields.length];
    for (int i = 0; i < key.length; i++) {
      key[i] = row.text(keyFields[i]);
      if (key[i] == null) {
        return new int[0];
      }
    }
    return index.find(key, max);
  }

  /** Adds the columns of a row found; each replaces a field of its name. */
  void apply(int found, Row row) {
    List<String> texts = rows.get(found);
    for (int i = 0; i < columns.length; i++) {
      row.set(names.get(i), texts.get(columns[i]));
    }
  }

  /** The names of the columns that {@link #text} gives. */
  List<String> names() {
    return names;
  }

  /** The text of a column of a row found, or null. */
  String text(int found, int name) {
    return rows.get(found).get(columns[name]);
  }
}
