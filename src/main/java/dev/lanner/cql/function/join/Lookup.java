package dev.lanner.cql.function.join;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.index.Origins;
import dev.lanner.cql.index.Requirement;
import dev.lanner.cql.index.Trace;
import dev.lanner.cql.run.Environment.LookupFile;
import dev.lanner.cql.run.SharedAnswers;
import dev.lanner.cql.run.SharedQuestion;
import dev.lanner.cql.run.TextIndex;
import java.util.ArrayList;
import java.util.Arrays;
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

  /** Of more rows than this an index of rules would cost more than it saves. */
  private static final int MOST_TRACED = 10_000;

  /** No row matches. */
  static final int NONE = -1;

  private static final LookupIndex NOTHING = (key, max) -> new int[0];

  /** What an index of a file is known by: lookups that agree in it share one. */
  private record IndexKey(List<Integer> columns, Mode mode, boolean ignoreCase) {}

  /** What is asked: an index is of one file, or of one state of it, and compared by identity. */
  private record Question(LookupIndex index) {}

  private final int[] keyFields;
  private final List<String> keyFieldNames;
  private final List<String> keyColumns;
  private final Mode mode;
  private final boolean ignoreCase;
  private final List<String> include;

  private LookupIndex index = NOTHING;
  private List<List<String>> rows = List.of();
  private List<String> names = List.of();
  private int[] columns = {};
  private int[] keys = {};

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
            : file.columns().stream()
                .filter(name -> !keyFieldNames.contains(name) && !name.equals(LookupFile.NAMELESS))
                .toList();
    columns = names.stream().mapToInt(file.columns()::indexOf).toArray();
    keys = keyColumns.stream().mapToInt(file::column).toArray();
    if (Arrays.stream(keys).anyMatch(key -> key < 0)) {
      index = NOTHING;
    } else {
      IndexKey what = new IndexKey(Arrays.stream(keys).boxed().toList(), mode, ignoreCase);
      index = (LookupIndex) file.derived(what, () -> index(file));
    }
  }

  private LookupIndex index(LookupFile file) {
    return switch (mode) {
      case STRING -> new TextIndex(file, keys, ignoreCase)::find;
      case GLOB -> new GlobIndex(file, keys, ignoreCase);
      case CIDR -> new CidrIndex(file, keys[0]);
    };
  }

  /** What an event must carry for a row to be found; {@code strict} if one must be. */
  Requirement trace(Trace trace, boolean strict) {
    List<Requirement> all = new ArrayList<>();
    for (int i = 0; i < keyFields.length; i++) {
      all.add(found(trace.origins(keyFields[i]), i));
    }
    Requirement found = Requirement.allOf(all);
    names.forEach(name -> trace.assign(name, Origins.UNKNOWN.when(found)));
    return strict ? found : Requirement.ALWAYS;
  }

  private Requirement found(Origins field, int key) {
    if (rows.size() > MOST_TRACED) {
      return field.present();
    }
    List<String> texts =
        keys[key] < 0
            ? List.of()
            : rows.stream()
                .map(row -> row.get(keys[key]))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
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

  /** The number of the row that wins, or {@link #NONE}. */
  int first(Row row) {
    int[] found = find(row, 1);
    return found.length == 0 ? NONE : found[0];
  }

  /** {@link #first} as a question of all who look the same fields up in the same file. */
  SharedQuestion shared(SharedAnswers answers) {
    return answers.question(new Question(index), keyFields);
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
