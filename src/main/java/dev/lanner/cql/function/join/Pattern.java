package dev.lanner.cql.function.join;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.Arguments.NamedQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a call of {@code correlate} looks for.
 *
 * @param roles one for each query, in the order written
 * @param equalities which fields of which roles must have the same text
 * @param root the role whose events constellations are counted by
 * @param sequence whether events come in the order of the roles
 * @param sequenceBy what that order goes by; empty for time
 * @param jitter by how many milliseconds neighbours may be out of order
 * @param within the most milliseconds between the oldest and the newest event; empty for no bound
 * @param maxPerRoot how many constellations each event of the root may have
 * @param onceOnly whether an event is in one constellation at most
 */
record Pattern(
    List<Role> roles,
    List<Equality> equalities,
    int root,
    boolean sequence,
    int[] sequenceBy,
    long jitter,
    OptionalLong within,
    long maxPerRoot,
    boolean onceOnly) {

  /** A pattern that nothing matches. */
  static final Pattern NONE =
      new Pattern(List.of(), List.of(), 0, false, new int[0], 0, OptionalLong.empty(), 1, false);

  /**
   * One of the queries.
   *
   * @param query as written
   * @param fields the fields of its events that are needed
   * @param shown those shown in the result, as {@code name.field}; empty texts are shown, missing
   *     not
   * @param all whether all fields are shown
   */
  record Role(NamedQuery query, List<String> fields, List<String> shown, boolean all) {}

  /** {@code left.leftField <=> right.rightField}; roles by number, the left one smaller. */
  record Equality(int left, int leftField, int right, int rightField) {}

  /** Reads a call; empty, with a problem reported, if it makes no sense. */
  static Optional<Pattern> of(Arguments arguments) {
    List<NamedQuery> queries = arguments.namedQueries();
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < queries.size(); i++) {
      if (numbers.put(queries.get(i).name(), i) != null) {
        arguments.problem(
            null,
            "duplicate-query",
            "two queries are named `" + queries.get(i).name() + "`",
            "give each a name of its own");
        return Optional.empty();
      }
    }
    if (queries.size() < 2) {
      arguments.problem(
          null,
          "missing-argument",
          "`correlate` needs at least two queries",
          "write Name: { filters }, Other: { filters }");
      return Optional.empty();
    }
    Integer root =
        arguments.given("root") ? numbers.get(arguments.text("root")) : Integer.valueOf(0);
    if (root == null) {
      arguments.problem(
          "root", "unknown-query", "there is no query `" + arguments.text("root") + "`", "");
      return Optional.empty();
    }
    List<Set<String>> constraints = new ArrayList<>();
    queries.forEach(query -> constraints.add(new LinkedHashSet<>()));
    List<Equality> equalities = new ArrayList<>();
    if (!links(arguments, queries, numbers, constraints, equalities)) {
      return Optional.empty();
    }
    global(arguments, queries.size(), constraints, equalities);
    if (arguments.given("jitterTolerance") && !arguments.flag("sequence")) {
      arguments.problem(
          "jitterTolerance", "bad-argument", "`jitterTolerance` needs `sequence=true`", "");
    }
    if (arguments.whole("maxPerRoot") < 1) {
      arguments.problem("maxPerRoot", "bad-argument", "`maxPerRoot` must be at least 1", "");
    }
    return Optional.of(
        new Pattern(
            roles(arguments, queries, constraints),
            equalities,
            root,
            arguments.flag("sequence"),
            arguments.given("sequenceBy") ? arguments.fieldIds("sequenceBy") : new int[0],
            arguments.millis("jitterTolerance"),
            arguments.given("within")
                ? OptionalLong.of(arguments.millis("within"))
                : OptionalLong.empty(),
            arguments.whole("maxPerRoot"),
            arguments.flag("includeMatchesOnceOnly")));
  }

  private static boolean links(
      Arguments arguments,
      List<NamedQuery> queries,
      Map<String, Integer> numbers,
      List<Set<String>> constraints,
      List<Equality> equalities) {
    FieldTable fields = arguments.fields();
    for (int i = 0; i < queries.size(); i++) {
      for (Arguments.Link link : queries.get(i).links()) {
        Integer other = numbers.get(link.query());
        if (other == null || other == i) {
          arguments.problem(
              null,
              "unknown-query",
              "`"
                  + queries.get(i).name()
                  + "` links to `"
                  + link.query()
                  + "`, which is no other query",
              "the queries are " + String.join(", ", numbers.keySet().stream().sorted().toList()));
          return false;
        }
        constraints.get(i).add(link.field());
        constraints.get(other).add(link.other());
        int here = fields.intern(link.field());
        int there = fields.intern(link.other());
        equalities.add(
            i < other ? new Equality(i, here, other, there) : new Equality(other, there, i, here));
      }
    }
    return true;
  }

  private static void global(
      Arguments arguments, int roles, List<Set<String>> constraints, List<Equality> equalities) {
    if (!arguments.given("globalConstraints")) {
      return;
    }
    for (String name : arguments.texts("globalConstraints")) {
      int id = arguments.fields().intern(name);
      constraints.forEach(names -> names.add(name));
      for (int role = 1; role < roles; role++) {
        equalities.add(new Equality(0, id, role, id));
      }
    }
  }

  private static List<Role> roles(
      Arguments arguments, List<NamedQuery> queries, List<Set<String>> constraints) {
    List<String> ordering =
        arguments.given("sequenceBy") ? arguments.texts("sequenceBy") : List.of();
    List<Role> roles = new ArrayList<>();
    for (int i = 0; i < queries.size(); i++) {
      NamedQuery query = queries.get(i);
      Set<String> shown = new LinkedHashSet<>();
      if (arguments.flag("includeConstraintValues")) {
        shown.addAll(constraints.get(i));
      }
      shown.addAll(query.include());
      Set<String> needed = new LinkedHashSet<>(constraints.get(i));
      needed.addAll(shown);
      needed.addAll(ordering);
      needed.addAll(List.of("@timestamp", "@timestamp.nanos", "@id", "@ingesttimestamp"));
      needed.forEach(arguments.fields()::intern);
      roles.add(new Role(query, List.copyOf(needed), List.copyOf(shown), query.includeAll()));
    }
    return roles;
  }
}
