package dev.lanner.lookups;

import dev.lanner.cql.run.Environment;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The world around rules: lookup files, saved queries, parameters, and a time that whoever
 * evaluates sets. A tuning lookup that is missing is there all the same, without rows (DESIGN
 * section 6). Not thread-safe.
 */
public final class RuleEnvironment implements Environment {
  private final Lookups lookups;
  private final Map<String, String> savedQueries;
  private final Map<String, List<String>> parameters;
  private final Set<TuningLookup> asked = EnumSet.noneOf(TuningLookup.class);
  private long now;
  private long start;
  private long end;

  /** An environment without saved queries and parameters, at time 0. */
  public RuleEnvironment(Lookups lookups) {
    this(lookups, Map.of(), Map.of());
  }

  /**
   * An environment at time 0.
   *
   * @param lookups the lookup files
   * @param savedQueries texts by name; they go before those of {@link BuiltInQueries}
   * @param parameters values by name, without the question mark
   */
  public RuleEnvironment(
      Lookups lookups, Map<String, String> savedQueries, Map<String, List<String>> parameters) {
    this.lookups = lookups;
    this.savedQueries = new TreeMap<>(savedQueries);
    this.parameters = new TreeMap<>(parameters);
  }

  /** Sets the time of evaluation and the searched interval, epoch milliseconds. */
  public void at(long nowMillis, long startMillis, long endMillis) {
    now = nowMillis;
    start = startMillis;
    end = endMillis;
  }

  @Override
  public long now() {
    return now;
  }

  @Override
  public long start() {
    return start;
  }

  @Override
  public long end() {
    return end;
  }

  @Override
  public Optional<LookupFile> lookup(String name) {
    Optional<LookupFile> file = lookups.find(name);
    Optional<TuningLookup> tuning = TuningLookup.ofFile(name);
    if (tuning.isEmpty()) {
      return file;
    }
    asked.add(tuning.get());
    return Optional.of(file.orElseGet(tuning.get()::empty));
  }

  @Override
  public String lookupRemedy(String name) {
    return lookups.remedy();
  }

  @Override
  public Optional<Database> database(String name) {
    return lookups.database(name);
  }

  @Override
  public String databaseRemedy(String name) {
    return lookups.databaseRemedy(name);
  }

  @Override
  public Optional<String> savedQuery(String name) {
    return Optional.ofNullable(savedQueries.get(name))
        .or(() -> BuiltInQueries.find(name, lookups::has));
  }

  @Override
  public List<String> parameter(String name) {
    return parameters.getOrDefault(name, List.of());
  }

  /**
   * What to tell about tuning lookups that were asked for so far and let nothing through: one
   * sentence each, sorted by file.
   */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    for (TuningLookup tuning : asked) {
      Optional<LookupFile> file = lookups.find(tuning.file());
      if (file.isEmpty() || file.get().rows().isEmpty()) {
        String state = file.isEmpty() ? "is missing" : "has no rows";
        warnings.add("lookup file `" + tuning.file() + "` " + state + ": no exception holds by it");
      }
    }
    warnings.sort(null);
    return warnings;
  }

  /**
   * What to tell about rows of tuning lookups that were asked for so far and whose last day ({@code
   * until}) is before {@code today}: one sentence each, sorted by file. Example rows do not count.
   */
  public List<String> expired(LocalDate today) {
    List<String> warnings = new ArrayList<>();
    for (TuningLookup tuning : asked) {
      lookups
          .find(tuning.file())
          .map(file -> tuning.expired(file, today))
          .filter(rows -> rows > 0)
          .ifPresent(
              rows ->
                  warnings.add(
                      "lookup file `"
                          + tuning.file()
                          + "` has "
                          + (rows == 1 ? "1 row" : rows + " rows")
                          + " whose last day is past: no exception holds by "
                          + (rows == 1 ? "it" : "them")));
    }
    warnings.sort(null);
    return warnings;
  }
}
