package dev.lanner.lookups;

import dev.lanner.cql.function.network.IpAddress;
import dev.lanner.cql.run.CompactTable;
import dev.lanner.cql.run.Environment;
import dev.lanner.cql.run.TextIndex;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Indicators of compromise from a lookup file {@code ioc.csv} or {@code ioc.json}, a row each:
 *
 * <pre>
 *   indicator             an address, a domain or a URL
 *   type                  ip_address, domain or url; rows of other types are never asked for
 *   malicious_confidence  unverified, low, medium or high
 *   labels, published_date, last_updated   shown as they are; may be left out
 * </pre>
 *
 * Of two rows for one indicator the last wins. Domains and URLs are found whatever their case,
 * addresses however they are written.
 */
final class Indicators implements Environment.Database {
  private static final List<String> NEEDED = List.of("indicator", "type", "malicious_confidence");
  private static final List<String> CONFIDENCES = List.of("unverified", "low", "medium", "high");
  private static final String ADDRESS = "ip_address";

  private final CompactTable table;
  private final TextIndex index;

  /** The columns to show and where they stand. */
  private final Map<String, Integer> columns = new LinkedHashMap<>();

  private Indicators(CompactTable table, TextIndex index) {
    this.table = table;
    this.index = index;
    table.columns().forEach(column -> columns.put(column, columns.size()));
  }

  /**
   * Takes a file's rows.
   *
   * @param file its name in messages
   * @throws LookupException if a column is missing, or a row says something unknown
   */
  static Indicators of(String file, CompactTable table) {
    if (!table.columns().containsAll(NEEDED)) {
      throw LookupException.at(
          file,
          1,
          "its columns are " + String.join(", ", table.columns()),
          "indicators need " + String.join(", ", NEEDED));
    }
    int indicator = table.columns().indexOf(NEEDED.get(0));
    int type = table.columns().indexOf(NEEDED.get(1));
    int confidence = table.columns().indexOf(NEEDED.get(2));
    CompactTable.Builder keys = new CompactTable.Builder(List.of("type", "indicator"), 0);
    for (int row = 0; row < table.rows().size(); row++) {
      List<String> texts = table.rows().get(row);
      if (!CONFIDENCES.contains(texts.get(confidence))) {
        throw LookupException.of(
            file,
            "row " + (row + 1) + " has malicious_confidence `" + texts.get(confidence) + "`",
            "write one of " + String.join(", ", CONFIDENCES));
      }
      String key = normal(texts.get(type), texts.get(indicator));
      if (key == null) {
        throw LookupException.of(
            file,
            "row " + (row + 1) + ": `" + texts.get(indicator) + "` is no address",
            "write an address, or another type");
      }
      keys.text(texts.get(type));
      keys.text(key);
    }
    return new Indicators(table, new TextIndex(keys.build(), new int[] {0, 1}, false));
  }

  private static String normal(String type, String indicator) {
    if (indicator == null || !ADDRESS.equals(type)) {
      return indicator == null ? "" : indicator.toLowerCase(Locale.ROOT);
    }
    return IpAddress.canonical(indicator);
  }

  @Override
  public Map<String, String> find(String type, String key) {
    String normal = normal(type, key);
    int[] found = normal == null ? new int[0] : index.find(new String[] {type, normal}, 1);
    if (found.length == 0) {
      return null;
    }
    Map<String, String> facts = new LinkedHashMap<>();
    columns.forEach((name, at) -> facts.put(name, table.rows().get(found[0]).get(at)));
    return facts;
  }
}
