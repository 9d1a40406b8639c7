package dev.lanner.cql.function.join;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.run.RowSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of another query by their key fields, as {@code join} looks them up. */
final class JoinedRows {
  private final RowSource source;
  private final int[] fields;
  private final int[] keys;
  private final int[] include;
  private final int max;
  private final long limit;
  private final Map<List<String>, List<String[]>> byKey = new HashMap<>();
  private long loaded;

  /**
   * @param fields what the key is called in rows that are looked up
   * @param keys what it is called in rows of {@code source}
   * @param include the fields to add
   * @param max how many rows to keep of each key, the first ones
   * @param limit how many rows to read
   */
  JoinedRows(RowSource source, int[] fields, int[] keys, int[] include, int max, long limit) {
    this.source = source;
    this.fields = fields;
    this.keys = keys;
    this.include = include;
    this.max = max;
    this.limit = limit;
  }

  /** Reads the other query's rows, forgetting what was read before. */
  void load() {
    byKey.clear();
    loaded = 0;
    source.forEach(this::keep);
  }

  private void keep(Row row) {
    List<String> key = Keys.of(row, keys);
    if (key == null || loaded >= limit) {
      return;
    }
    loaded++;
    List<String[]> rows = byKey.computeIfAbsent(key, fresh -> new ArrayList<>(1));
    if (rows.size() < max) {
      String[] texts = new String[include.length];
      for (int i = 0; i < include.length; i++) {
        String text = row.text(include[i]);
        texts[i] = text == null ? "" : text;
      }
      rows.add(texts);
    }
  }

  /** The rows with the key of {@code row}; none if it lacks a key field. */
  List<String[]> find(Row row) {
    List<String> key = Keys.of(row, fields);
    return key == null ? List.of() : byKey.getOrDefault(key, List.of());
  }

  /** Adds to {@code row} what was included of a row found. */
  void add(String[] found, Row row) {
    for (int i = 0; i < include.length; i++) {
      row.set(include[i], found[i]);
    }
  }
}
