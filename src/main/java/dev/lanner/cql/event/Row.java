package dev.lanner.cql.event;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * An event on its way through a pipeline: the delivered event underneath, and on top what steps
 * assigned or removed.
 *
 * <p>One row is reused from event to event ({@link #reset}); a consumer that wants to keep it calls
 * {@link #copy}. Changes can be undone to a {@link #mark}, which is how a clause of {@code case}
 * that ends up filtering leaves no trace. Removing everything ({@link #clear}) cuts the row off
 * from the event, as an aggregate or {@code select} does.
 *
 * <p>Not thread-safe.
 */
@SuppressWarnings("ReferenceEquality") // a removed field is marked by one String object
public final class Row {
  /** Marks a field that a step removed; compared by identity. */
  private static final String REMOVED = new String("removed");

  private final FieldTable fields;
  private Event event;
  private boolean detached;
  private String[] slots;
  private int[] order = new int[8];
  private int ordered;
  private Map<String, String> extra;
  private Undo[] undo = new Undo[8];
  private int undone;

  private record Undo(int id, String name, String before, boolean detachedBefore, Row whole) {}

  /** An empty row whose ids are those of {@code fields}. */
  public Row(FieldTable fields) {
    this.fields = fields;
    this.slots = new String[fields.size()];
  }

  /**
   * Starts anew over {@code event}, forgetting all changes; null for a row with no event
   * underneath.
   */
  public Row reset(Event event) {
    for (int i = 0; i < ordered; i++) {
      slots[order[i]] = null;
    }
    ordered = 0;
    if (extra != null) {
      extra.clear();
    }
    undone = 0;
    this.event = event;
    this.detached = event == null;
    return this;
  }

  /** The names behind the ids. */
  public FieldTable fields() {
    return fields;
  }

  /** The event as delivered, whatever steps did since; null for a row made by an aggregate. */
  public Event event() {
    return event;
  }

  /** The text of a field, or null if the row does not have it now. */
  public String text(int id) {
    if (id < slots.length) {
      String text = slots[id];
      if (text != null) {
        return text == REMOVED ? null : text;
      }
    }
    return detached ? null : event.text(id);
  }

  /** Whether the row has the field now; an empty text counts. */
  public boolean has(int id) {
    if (id < slots.length) {
      String text = slots[id];
      if (text != null) {
        return text != REMOVED;
      }
    }
    return !detached && event.has(id);
  }

  /**
   * {@link Event#delivery} of a field that the row shows as its event delivered it; {@link
   * Event#NO_DELIVERY} if a step changed it, or if no event lies under the row.
   */
  public long delivery(int id) {
    boolean changed = detached || id < slots.length && slots[id] != null;
    return changed ? Event.NO_DELIVERY : event.delivery(id);
  }

  /** The text of a field by name, or null if absent. */
  public String text(String name) {
    int id = fields.find(name);
    if (id >= 0) {
      return text(id);
    }
    String text = extra == null ? null : extra.get(name);
    if (text != null) {
      return text == REMOVED ? null : text;
    }
    return detached ? null : event.text(name);
  }

  /** Sets a field. A null text means there is no value to assign: the row stays as it is. */
  public void set(int id, String text) {
    if (text != null) {
      put(id, text);
    }
  }

  /** Sets a field by a name that may be known only now. A null text changes nothing. */
  public void set(String name, String text) {
    if (text == null) {
      return;
    }
    int id = fields.find(name);
    if (id >= 0) {
      put(id, text);
    } else {
      putExtra(name, text);
    }
  }

  /** Removes a field; nothing happens if it is absent. */
  public void remove(int id) {
    if (has(id)) {
      put(id, REMOVED);
    }
  }

  /** Removes a field by name; nothing happens if it is absent. */
  public void remove(String name) {
    int id = fields.find(name);
    if (id >= 0) {
      remove(id);
    } else if (text(name) != null) {
      putExtra(name, REMOVED);
    }
  }

  /** Removes every field and cuts the row off from the event underneath. */
  public void clear() {
    Row whole = snapshot();
    log(new Undo(-1, null, null, detached, whole));
    for (int i = 0; i < ordered; i++) {
      slots[order[i]] = null;
    }
    ordered = 0;
    extra = null;
    detached = true;
  }

  /** A place in the history of changes, to go back to with {@link #rollback}. */
  public int mark() {
    return undone;
  }

  /** Undoes every change made since {@code mark}. */
  public void rollback(int mark) {
    while (undone > mark) {
      Undo last = undo[--undone];
      undo[undone] = null;
      if (last.whole != null) {
        restore(last);
      } else if (last.name != null) {
        if (last.before == null) {
          extra.remove(last.name);
        } else {
          extra.put(last.name, last.before);
        }
      } else {
        slots[last.id] = last.before;
        if (last.before == null) {
          ordered = without(last.id);
        }
      }
    }
  }

  /**
   * Shows every field the row has now: those of the event in its order, then added ones in the
   * order of adding.
   */
  public void forEach(Event.FieldVisitor visitor) {
    BitSet shown = new BitSet();
    Set<String> shownExtra = new HashSet<>();
    if (!detached) {
      event.forEach(
          (name, text) -> {
            int id = fields.find(name);
            String changed = id >= 0 ? slot(id) : extra == null ? null : extra.get(name);
            if (changed != null && id >= 0) {
              shown.set(id);
            } else if (changed != null) {
              shownExtra.add(name);
            }
            String now = changed == null ? text : changed;
            if (now != REMOVED) {
              visitor.field(name, now);
            }
          });
    }
    for (int i = 0; i < ordered; i++) {
      int id = order[i];
      if (slots[id] != REMOVED && !shown.get(id)) {
        visitor.field(fields.name(id), slots[id]);
      }
    }
    if (extra != null) {
      extra.forEach(
          (name, text) -> {
            if (text != REMOVED && !shownExtra.contains(name)) {
              visitor.field(name, text);
            }
          });
    }
  }

  private String slot(int id) {
    return id < slots.length ? slots[id] : null;
  }

  /** A row of its own with the fields this one has now, independent of the event underneath. */
  public Row copy() {
    Row copy = new Row(fields);
    copy.detached = true;
    copy.event = null;
    forEach(copy::set);
    copy.undone = 0;
    return copy;
  }

  /** The fields the row has now, in the order of {@link #forEach}. */
  public Map<String, String> toMap() {
    Map<String, String> map = new LinkedHashMap<>();
    forEach(map::put);
    return map;
  }

  @Override
  public String toString() {
    return toMap().toString();
  }

  private void put(int id, String text) {
    if (id >= slots.length) {
      slots = Arrays.copyOf(slots, Math.max(fields.size(), id + 1));
    }
    String before = slots[id];
    log(new Undo(id, null, before, false, null));
    if (before == null) {
      if (ordered == order.length) {
        order = Arrays.copyOf(order, ordered * 2);
      }
      order[ordered++] = id;
    }
    slots[id] = text;
  }

  private void putExtra(String name, String text) {
    if (extra == null) {
      extra = new LinkedHashMap<>();
    }
    log(new Undo(-1, name, extra.get(name), false, null));
    extra.put(name, text);
  }

  private void log(Undo change) {
    if (undone == undo.length) {
      undo = Arrays.copyOf(undo, undone * 2);
    }
    undo[undone++] = change;
  }

  private Row snapshot() {
    Row whole = new Row(fields);
    whole.slots = slots.clone();
    whole.order = order.clone();
    whole.ordered = ordered;
    whole.extra = extra == null ? null : new LinkedHashMap<>(extra);
    return whole;
  }

  private void restore(Undo last) {
    slots = last.whole.slots;
    order = last.whole.order;
    ordered = last.whole.ordered;
    extra = last.whole.extra;
    detached = last.detachedBefore;
  }

  private int without(int id) {
    for (int i = ordered - 1; i >= 0; i--) {
      if (order[i] == id) {
        System.arraycopy(order, i + 1, order, i, ordered - i - 1);
        return ordered - 1;
      }
    }
    return ordered;
  }
}
