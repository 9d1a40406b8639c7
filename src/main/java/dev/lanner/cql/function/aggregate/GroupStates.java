package dev.lanner.cql.function.aggregate;

import dev.lanner.cql.run.Accumulator;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Wire;
import dev.lanner.cql.value.Value;
import dev.lanner.cql.value.ValueOrder;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** States of an aggregate by key, shown in key order. */
public final class GroupStates {
  /** The most groups kept, which is also what {@code limit=max} means. */
  static final int MAX_GROUPS = 1_000_000;

  private final Aggregate function;
  private final Map<Key, Accumulator> states = new HashMap<>();
  private boolean refused;

  /** No groups yet; each will have a state of {@code function}. */
  public GroupStates(Aggregate function) {
    this.function = function;
  }

  /** The state of a group, made if it is new; null if there are too many. */
  public Accumulator of(String[] key) {
    Key wrapped = new Key(key);
    Accumulator state = states.get(wrapped);
    if (state == null) {
      if (states.size() >= MAX_GROUPS) {
        refused = true;
        return null;
      }
      state = function.create();
      states.put(wrapped, state);
    }
    return state;
  }

  /** Takes over the groups of {@code other}, which is used up. */
  public void merge(GroupStates other) {
    refused |= other.refused;
    other.states.forEach(
        (key, state) -> {
          Accumulator mine = states.get(key);
          if (mine != null) {
            mine.merge(state);
          } else if (states.size() < MAX_GROUPS) {
            states.put(key, state);
          } else {
            refused = true;
          }
        });
  }

  /** How many groups there are. */
  public int size() {
    return states.size();
  }

  /** Whether groups were refused, or one of those kept is partial. */
  public boolean partial() {
    return refused || states.values().stream().anyMatch(Accumulator::partial);
  }

  /**
   * Shows the groups in key order; of more than {@code limit}, those whose rows' numbers add up to
   * most, the first by key among equals.
   */
  public void forEach(long limit, Visitor visitor) {
    List<Map.Entry<Key, Accumulator>> entries = new ArrayList<>(states.entrySet());
    if (entries.size() > limit) {
      entries = largest(entries, (int) limit);
    }
    entries.sort(Map.Entry.comparingByKey());
    for (Map.Entry<Key, Accumulator> entry : entries) {
      visitor.group(entry.getKey().texts, entry.getValue());
    }
  }

  private static List<Map.Entry<Key, Accumulator>> largest(
      List<Map.Entry<Key, Accumulator>> entries, int limit) {
    Map<Key, Double> weights = new HashMap<>();
    entries.forEach(entry -> weights.put(entry.getKey(), weight(entry.getValue())));
    Comparator<Map.Entry<Key, Accumulator>> byWeight =
        Comparator.comparingDouble(entry -> weights.get(entry.getKey()));
    entries.sort(byWeight.reversed().thenComparing(Map.Entry.comparingByKey()));
    return new ArrayList<>(entries.subList(0, limit));
  }

  /** The sum of all numbers in the rows a state yields. */
  static double weight(Accumulator state) {
    double[] sum = new double[1];
    state.emit(
        row ->
            row.forEach(
                (name, text) -> {
                  Value value = Value.of(text);
                  if (value.isNumber()) {
                    sum[0] += value.asDouble();
                  }
                }));
    return sum[0];
  }

  /** Writes all groups. */
  public void write(DataOutput out) throws IOException {
    out.writeBoolean(refused);
    out.writeInt(states.size());
    List<Key> keys = new ArrayList<>(states.keySet());
    keys.sort(null);
    for (Key key : keys) {
      Wire.writeTexts(key.texts, out);
      states.get(key).write(out);
    }
  }

  /** Replaces the groups by those that {@link #write} wrote. */
  public void read(DataInput in) throws IOException {
    states.clear();
    refused = in.readBoolean();
    for (int left = in.readInt(); left > 0; left--) {
      Key key = new Key(Wire.readTexts(in));
      Accumulator state = function.create();
      state.read(in);
      states.put(key, state);
    }
  }

  /** Receives groups one after the other. */
  public interface Visitor {
    /** One group. */
    void group(String[] key, Accumulator state);
  }

  private static final class Key implements Comparable<Key> {
    private final String[] texts;
    private final int hash;

    Key(String[] texts) {
      this.texts = texts;
      this.hash = Arrays.hashCode(texts);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && Arrays.equals(texts, key.texts);
    }

    @Override
    public int compareTo(Key other) {
      return ValueOrder.keys(texts, other.texts);
    }
  }
}
