package dev.lanner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lanner.cql.run.Environment;
import dev.lanner.lookups.BuiltInQueries;
import dev.lanner.lookups.Lookups;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The world around a query of {@code eval}.
 *
 * @param now time of evaluation, epoch milliseconds
 * @param start of the searched interval
 * @param end of the searched interval
 * @param lookups lookup files
 * @param saved texts of saved queries by name; they go before those that are built in
 * @param parameters values by name
 * @param views names of other views
 * @param fixtures what outside databases know in place of files of {@code lookups}: name, then (for
 *     {@code ioc}) type, then key
 */
record EvalWorld(
    long now,
    long start,
    long end,
    Lookups lookups,
    Map<String, String> saved,
    Map<String, List<String>> parameters,
    Set<String> views,
    JsonNode fixtures)
    implements Environment {

  @Override
  public Optional<LookupFile> lookup(String name) {
    return lookups.find(name);
  }

  @Override
  public Optional<String> savedQuery(String name) {
    return Optional.ofNullable(saved.get(name)).or(() -> BuiltInQueries.find(name, lookups::has));
  }

  @Override
  public List<String> parameter(String name) {
    return parameters.getOrDefault(name, List.of());
  }

  @Override
  public boolean hasView(String name) {
    return views.contains(name);
  }

  @Override
  public Optional<Database> database(String name) {
    JsonNode database = fixtures.get(name);
    return database == null
        ? lookups.database(name)
        : Optional.of((type, key) -> find(database, type, key));
  }

  @Override
  public String lookupRemedy(String name) {
    return lookups.remedy();
  }

  @Override
  public String databaseRemedy(String name) {
    return lookups.databaseRemedy(name);
  }

  private static Map<String, String> find(JsonNode database, String type, String key) {
    JsonNode facts = type.isEmpty() ? database.get(key) : database.path(type).get(key);
    return facts == null ? null : JsonTexts.flat(facts);
  }
}
