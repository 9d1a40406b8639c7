package dev.lanner.cql.event;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The names a set of compiled queries can read or write, numbered from 0 in the order of first use.
 *
 * <p>Queries that run over the same events share one table, so that a decoder looks a name up once
 * for all of them. Filled while compiling, then only read: {@link #intern} must not be called once
 * events flow (names made up by the data itself are kept by {@link Row} under their text, so that
 * no input can make this table grow). Not thread-safe while filling; safe for any number of readers
 * afterwards.
 */
public final class FieldTable {
  private final Map<String, Integer> ids = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private BitSet noted;

  /** The id of {@code name}, given out now if it is new. */
  public int intern(String name) {
    Integer known = ids.get(name);
    int id = known != null ? known : names.size();
    if (known == null) {
      names.add(name);
      ids.put(name, id);
    }
    if (noted != null) {
      noted.set(id);
    }
    return id;
  }

  /**
   * From now on notes in {@code ids} every id that {@link #intern} gives out: how a compiler learns
   * which fields a step uses. Null: notes no more.
   *
   * @return where ids were noted before, or null
   */
  public BitSet note(BitSet ids) {
    BitSet before = noted;
    noted = ids;
    return before;
  }

  /** The id of {@code name}, or -1 if no query uses it. */
  public int find(String name) {
    Integer id = ids.get(name);
    return id == null ? -1 : id;
  }

  /** The name behind an id. */
  public String name(int id) {
    return names.get(id);
  }

  /** How many names there are; ids are smaller than this. */
  public int size() {
    return names.size();
  }

  /** All names in the order of their ids. */
  public List<String> names() {
    return Collections.unmodifiableList(names);
  }
}
