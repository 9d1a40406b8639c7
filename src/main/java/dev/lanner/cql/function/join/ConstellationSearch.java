package dev.lanner.cql.function.join;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.join.Constellations.Candidate;
import dev.lanner.cql.function.join.Pattern.Equality;
import dev.lanner.cql.run.Output;
import dev.lanner.cql.value.ValueOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Searches for constellations: takes the events of the root one by one in time order, and for each
 * fills the other roles in the order written, with events in time order that fit those already
 * taken.
 *
 * <p>Each role's events are indexed by the fields that are linked to roles filled before, so that
 * only events that satisfy the links are looked at. The whole search looks at {@value #MAX_STEPS}
 * events at most.
 */
final class ConstellationSearch {
  private static final long MAX_STEPS = 50_000_000;

  private final FieldTable fields;
  private final Pattern pattern;
  private final List<List<Candidate>> byRole;

  /** The roles in the order in which they are filled. */
  private final int[] order;

  private final Candidate[] taken;
  private final List<Link[]> links = new ArrayList<>();
  private final List<Map<List<String>, List<Candidate>>> index = new ArrayList<>();
  private final Set<Long> used = new HashSet<>();
  private long steps;
  private long left;

  /** A field of the role being filled that must equal a field of a role filled before. */
  private record Link(int field, int role, int there) {}

  ConstellationSearch(FieldTable fields, Pattern pattern, List<List<Candidate>> byRole) {
    this.fields = fields;
    this.pattern = pattern;
    this.byRole = byRole;
    this.taken = new Candidate[byRole.size()];
    this.order = new int[byRole.size()];
    order[0] = pattern.root();
    int next = 1;
    for (int role = 0; role < order.length; role++) {
      if (role != pattern.root()) {
        order[next++] = role;
      }
    }
    for (int depth = 0; depth < order.length; depth++) {
      links.add(linksAt(depth));
      index.add(depth == 0 ? Map.of() : indexAt(depth));
    }
  }

  private Link[] linksAt(int depth) {
    List<Link> found = new ArrayList<>();
    for (Equality equality : pattern.equalities()) {
      for (int i = 0; i < depth; i++) {
        if (equality.left() == order[depth] && equality.right() == order[i]) {
          found.add(new Link(equality.leftField(), order[i], equality.rightField()));
        } else if (equality.right() == order[depth] && equality.left() == order[i]) {
          found.add(new Link(equality.rightField(), order[i], equality.leftField()));
        }
      }
    }
    return found.toArray(Link[]::new);
  }

  private Map<List<String>, List<Candidate>> indexAt(int depth) {
    int[] key = Arrays.stream(links.get(depth)).mapToInt(Link::field).toArray();
    Map<List<String>, List<Candidate>> byKey = new HashMap<>();
    for (Candidate candidate : byRole.get(order[depth])) {
      List<String> texts = Keys.of(candidate.row(), key);
      if (texts != null) {
        byKey.computeIfAbsent(texts, fresh -> new ArrayList<>()).add(candidate);
      }
    }
    return byKey;
  }

  /** Emits a row for each constellation; false if the search was given up. */
  boolean run(Output out) {
    for (Candidate root : byRole.get(pattern.root())) {
      if (pattern.onceOnly() && used.contains(root.number())) {
        continue;
      }
      taken[pattern.root()] = root;
      left = pattern.onceOnly() ? 1 : pattern.maxPerRoot();
      fill(1, out);
      if (steps > MAX_STEPS) {
        return false;
      }
    }
    return true;
  }

  /** Fills the roles from {@code depth} on in all ways, until enough were found. */
  private void fill(int depth, Output out) {
    if (depth == order.length) {
      emit(out);
      left--;
      return;
    }
    int role = order[depth];
    List<Candidate> candidates = index.get(depth).get(key(depth));
    if (candidates == null) {
      return;
    }
    long latest = latest();
    for (int i = from(candidates); i < candidates.size(); i++) {
      Candidate candidate = candidates.get(i);
      if (candidate.time() > latest || ++steps > MAX_STEPS) {
        return;
      }
      if (fits(role, depth, candidate)) {
        taken[role] = candidate;
        fill(depth + 1, out);
        taken[role] = null;
        if (left == 0) {
          return;
        }
      }
    }
  }

  /**
   * What the linked fields of the next role must be; null, which nothing matches, if one is
   * missing.
   */
  private List<String> key(int depth) {
    List<String> key = new ArrayList<>();
    for (Link link : links.get(depth)) {
      String text = taken[link.role].row().text(link.there);
      if (text == null) {
        return null;
      }
      key.add(text);
    }
    return key;
  }

  /** The first candidate that is not too old for {@code within}. */
  private int from(List<Candidate> candidates) {
    if (pattern.within().isEmpty()) {
      return 0;
    }
    long earliest = Long.MIN_VALUE;
    for (Candidate one : taken) {
      if (one != null) {
        earliest = Math.max(earliest, one.time() - pattern.within().getAsLong());
      }
    }
    int low = 0;
    int high = candidates.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (candidates.get(middle).time() < earliest) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The last time that is not too late for {@code within}. */
  private long latest() {
    long latest = Long.MAX_VALUE;
    if (pattern.within().isPresent()) {
      for (Candidate one : taken) {
        if (one != null) {
          latest = Math.min(latest, one.time() + pattern.within().getAsLong());
        }
      }
    }
    return latest;
  }

  private boolean fits(int role, int depth, Candidate candidate) {
    if (pattern.onceOnly() && used.contains(candidate.number())) {
      return false;
    }
    for (int i = 0; i < depth; i++) {
      if (taken[order[i]].number() == candidate.number()) {
        return false;
      }
    }
    if (!pattern.sequence()) {
      return true;
    }
    // Between the nearest roles before and after that are filled; those in between come later.
    for (int before = role - 1; before >= 0; before--) {
      if (taken[before] != null) {
        if (!inOrder(taken[before], candidate)) {
          return false;
        }
        break;
      }
    }
    for (int after = role + 1; after < taken.length; after++) {
      if (taken[after] != null) {
        return inOrder(candidate, taken[after]);
      }
    }
    return true;
  }

  private boolean inOrder(Candidate first, Candidate second) {
    if (pattern.sequenceBy().length > 0) {
      return ValueOrder.keys(
              texts(first, pattern.sequenceBy()), texts(second, pattern.sequenceBy()))
          <= 0;
    }
    if (pattern.jitter() > 0) {
      return second.time() >= first.time() - pattern.jitter();
    }
    int order = Long.compare(first.time(), second.time());
    if (order == 0) {
      order = ValueOrder.keys(nanos(first), nanos(second));
    }
    return order != 0 ? order < 0 : first.place().id().compareTo(second.place().id()) <= 0;
  }

  private static String nanos(Candidate candidate) {
    String nanos = candidate.row().text("@timestamp.nanos");
    return nanos == null ? "0" : nanos;
  }

  private static String[] texts(Candidate candidate, int[] ids) {
    return Arrays.stream(ids).mapToObj(candidate.row()::text).toArray(String[]::new);
  }

  private void emit(Output out) {
    Row row = new Row(fields).reset(null);
    Row root = taken[pattern.root()].row();
    for (String name : List.of("@timestamp", "@ingesttimestamp", "@id")) {
      row.set(name, root.text(name));
    }
    for (int role = 0; role < taken.length; role++) {
      Pattern.Role described = pattern.roles().get(role);
      String prefix = described.query().name() + ".";
      Row event = taken[role].row();
      row.set(prefix + "@timestamp", event.text("@timestamp"));
      for (String name : described.shown()) {
        row.set(prefix + name, event.text(name));
      }
      if (described.all()) {
        event.forEach((name, text) -> row.set(prefix + name, text));
      }
    }
    if (pattern.onceOnly()) {
      for (Candidate one : taken) {
        used.add(one.number());
      }
    }
    out.emit(row);
  }
}
