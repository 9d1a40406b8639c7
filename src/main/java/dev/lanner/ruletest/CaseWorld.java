package dev.lanner.ruletest;

import dev.lanner.cql.run.Environment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The world around the queries of one case: the lookup files it brings along, and the times of what
 * is looked at, never the clock. A tuning lookup that the case does not name is there without rows,
 * as the shipped ones are.
 */
final class CaseWorld implements Environment {
  /** The lookup files of rules' exceptions, with their columns (DESIGN section 6). */
  private static final Map<String, String> TUNING =
      Map.of(
          "soc_hosts.csv", "ComputerName",
          "scanner_hosts.csv", "ComputerName",
          "service_accounts.csv", "UserName",
          "soar_script_prefixes.csv", "prefix",
          "engagements.csv", "ComputerName,UserName,from,until",
          "trusted_sources.csv", "cidr");

  private final Map<String, LookupFile> lookups = new LinkedHashMap<>();
  private long start;
  private long end;

  CaseWorld(Map<String, String> csvByName) {
    TUNING.forEach((name, header) -> lookups.put(name, CsvText.read(header)));
    csvByName.forEach((name, csv) -> lookups.put(name, CsvText.read(csv)));
  }

  /** Looks at an event. */
  void event(long timeMillis) {
    window(timeMillis, timeMillis);
  }

  /** Looks at the rows of a window. */
  void window(long startMillis, long endMillis) {
    start = startMillis;
    end = endMillis;
  }

  @Override
  public long now() {
    return end;
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
    return Optional.ofNullable(lookups.get(name));
  }

  @Override
  public Optional<String> savedQuery(String name) {
    return Optional.empty();
  }

  @Override
  public List<String> parameter(String name) {
    return List.of();
  }
}
