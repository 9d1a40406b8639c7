package dev.lanner.detect;

import dev.lanner.cql.compile.CompiledQuery;
import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.index.LiteralIndex;
import dev.lanner.cql.index.Requirement.Kind;
import dev.lanner.cql.index.Requirement.Literal;
import dev.lanner.cql.index.RuleLiterals;
import dev.lanner.events.decode.ByteRange;
import dev.lanner.events.decode.FdrEvent;
import dev.lanner.events.decode.NameTable;
import dev.lanner.events.enrich.NameEvents;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Finds the few queries an event may match among many: by its type first, then by the literals that
 * stand in some of its fields, each looked through once for all queries. A query of which nothing
 * can be looked up is always among them. Never misses one that would match.
 *
 * <p>Keeps scratch space: one thread uses one index.
 */
final class QueryIndex {
  /** One way to write the field of the type; an event that has both is not looked up. */
  static final String TYPE = "#event_simpleName";

  private final int typeField;
  private final NameTable<ByType> byType;
  private final ByType ofOtherTypes;
  private final ByType ofAllTypes;
  private final ByteRange range = new ByteRange();
  private final boolean[] isFound;
  private final int[] found;
  private int foundCount;
  private boolean tellsNames;

  /** The queries for events of one type. */
  private static final class ByType {
    int[] always;
    boolean tellsNames;
    final List<ByField> fields = new ArrayList<>();
  }

  /** The literals that some queries ask of one field, and whose they are. */
  private final class ByField implements IntConsumer {
    final int field;
    final int[] ifPresent;
    final LiteralIndex literals;
    final int[][] queries;

    ByField(int field, Collection<Integer> ifPresent, List<Literal> literals, int[][] queries) {
      this.field = field;
      this.ifPresent = ifPresent.stream().mapToInt(Integer::intValue).toArray();
      this.literals = literals.isEmpty() ? null : LiteralIndex.of(literals);
      this.queries = queries;
    }

    void look(FdrEvent event) {
      if (literals == null) {
        if (event.has(field)) {
          found(ifPresent);
        }
      } else if (event.find(field, range)) {
        found(ifPresent);
        literals.find(range.bytes(), range.from(), range.to(), this);
      }
    }

    @Override
    public void accept(int literal) {
      found(queries[literal]);
    }
  }

  /**
   * An index of queries, whose places in the list are their numbers.
   *
   * @param fields the table of all queries, which gains the field of the type
   * @param deferred fields that are filled in after an event was looked up
   */
  QueryIndex(List<CompiledQuery> queries, FieldTable fields, Set<String> deferred) {
    typeField = fields.intern(TYPE);
    isFound = new boolean[queries.size()];
    found = new int[queries.size()];
    List<RuleLiterals> all = new ArrayList<>();
    Set<String> names = new TreeSet<>(NameEvents.TYPES);
    for (CompiledQuery query : queries) {
      RuleLiterals literals = RuleLiterals.of(query.requirement(deferred));
      all.add(literals);
      names.addAll(literals.namedTypes());
    }
    Map<String, ByType> named = new TreeMap<>();
    for (String name : names) {
      ByType entry = index(all.stream().map(literals -> literals.ofType(name)).toList(), fields);
      entry.tellsNames = NameEvents.TYPES.contains(name);
      named.put(name, entry);
    }
    byType = new NameTable<>(named);
    ofOtherTypes = index(all.stream().map(RuleLiterals::ofOtherTypes).toList(), fields);
    ofAllTypes = new ByType();
    ofAllTypes.always = IntStream.range(0, queries.size()).toArray();
  }

  private ByType index(List<RuleLiterals> all, FieldTable fields) {
    ByType entry = new ByType();
    List<Integer> always = new ArrayList<>();
    Map<Integer, Map<Literal, List<Integer>>> byField = new TreeMap<>();
    Map<Integer, Set<Integer>> ifPresent = new TreeMap<>();
    for (int query = 0; query < all.size(); query++) {
      RuleLiterals literals = all.get(query);
      if (literals.never()) {
        continue;
      }
      if (literals.access().isEmpty()) {
        always.add(query);
      }
      for (Literal literal : literals.access()) {
        int field = fields.intern(literal.field());
        if (literal.kind() == Kind.EXISTS) {
          ifPresent.computeIfAbsent(field, none -> new TreeSet<>()).add(query);
        } else {
          byField
              .computeIfAbsent(field, none -> new LinkedHashMap<>())
              .computeIfAbsent(literal, none -> new ArrayList<>())
              .add(query);
        }
      }
    }
    entry.always = always.stream().mapToInt(Integer::intValue).toArray();
    Set<Integer> both = new TreeSet<>(byField.keySet());
    both.addAll(ifPresent.keySet());
    for (int field : both) {
      Map<Literal, List<Integer>> literals = byField.getOrDefault(field, Map.of());
      int[][] queries =
          literals.values().stream()
              .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
              .toArray(int[][]::new);
      entry.fields.add(
          new ByField(
              field,
              ifPresent.getOrDefault(field, Set.of()),
              new ArrayList<>(literals.keySet()),
              queries));
    }
    return entry;
  }

  /**
   * Looks an event up.
   *
   * @return how many queries it may match: their numbers are the first of {@link #found}
   */
  int look(FdrEvent event) {
    for (int i = 0; i < foundCount; i++) {
      isFound[found[i]] = false;
    }
    foundCount = 0;
    ByType entry = entry(event);
    tellsNames = entry.tellsNames;
    found(entry.always);
    for (int i = 0; i < entry.fields.size(); i++) {
      entry.fields.get(i).look(event);
    }
    if (foundCount > 1) {
      Arrays.sort(found, 0, foundCount);
    }
    return foundCount;
  }

  private ByType entry(FdrEvent event) {
    if (event.hasTypeTwice()) {
      return ofAllTypes;
    }
    if (!event.find(typeField, range)) {
      return ofOtherTypes;
    }
    ByType known = byType.find(range.bytes(), range.from(), range.to());
    if (known != null) {
      return known;
    }
    // A regex takes a text that ends in a line break for the text before it.
    byte last = range.from() == range.to() ? 0 : range.bytes()[range.to() - 1];
    return last < ' ' ? ofAllTypes : ofOtherTypes;
  }

  /** Whether the last event is of a type that tells names. */
  boolean tellsNames() {
    return tellsNames;
  }

  /** The numbers of the queries that were found last, ascending. */
  int[] found() {
    return found;
  }

  private void found(int[] queries) {
    for (int query : queries) {
      if (!isFound[query]) {
        isFound[query] = true;
        found[foundCount++] = query;
      }
    }
  }
}
