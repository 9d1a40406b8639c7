package dev.lanner.generate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All scenarios, in a fixed order: by technique, incidents before look-alikes. */
public final class ScenarioCatalog {

  private static final Map<String, Scenario> BY_ID = index();

  private ScenarioCatalog() {}

  /** Every scenario once. */
  public static List<Scenario> all() {
    return List.copyOf(BY_ID.values());
  }

  /** The scenario of that id; ids are case-sensitive. */
  public static Optional<Scenario> find(String id) {
    return Optional.ofNullable(BY_ID.get(id));
  }

  private static Map<String, Scenario> index() {
    Map<String, Scenario> byId = new LinkedHashMap<>();
    Stream.of(
            DiscoveryScenarios.all(),
            IpAddressScenarios.all(),
            ScanningScenarios.all(),
            ScanDatabaseScenarios.all())
        .flatMap(List::stream)
        .forEach(
            scenario -> {
              if (byId.put(scenario.id(), scenario) != null) {
                throw new IllegalStateException("two scenarios have the id " + scenario.id());
              }
            });
    return byId;
  }
}
