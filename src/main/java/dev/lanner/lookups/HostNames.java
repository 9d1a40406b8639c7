package dev.lanner.lookups;

import dev.lanner.cql.function.network.IpAddress;
import dev.lanner.cql.run.CompactTable;
import dev.lanner.cql.run.Environment;
import dev.lanner.cql.run.TextIndex;
import java.util.List;
import java.util.Map;

/**
 * Names of addresses from a lookup file {@code rdns.csv} or {@code rdns.json} with the columns
 * {@code ip} and {@code hostname}, a row each; of two rows for one address the last wins. The
 * network is never asked.
 */
final class HostNames implements Environment.Database {
  private static final List<String> NEEDED = List.of("ip", "hostname");

  private final CompactTable table;
  private final TextIndex index;
  private final int hostname;

  private HostNames(CompactTable table, TextIndex index) {
    this.table = table;
    this.index = index;
    this.hostname = table.columns().indexOf(NEEDED.get(1));
  }

  /**
   * Takes a file's rows.
   *
   * @param file its name in messages
   * @throws LookupException if a column is missing, or an address is none
   */
  static HostNames of(String file, CompactTable table) {
    if (!table.columns().containsAll(NEEDED)) {
      throw LookupException.at(
          file,
          1,
          "its columns are " + String.join(", ", table.columns()),
          "names of addresses need " + String.join(", ", NEEDED));
    }
    int ip = table.columns().indexOf(NEEDED.get(0));
    CompactTable.Builder keys = new CompactTable.Builder(List.of(NEEDED.get(0)), 0);
    for (int row = 0; row < table.rows().size(); row++) {
      String text = table.rows().get(row).get(ip);
      String address = text == null ? null : IpAddress.canonical(text);
      if (address == null) {
        throw LookupException.of(
            file, "row " + (row + 1) + ": `" + text + "` is no address", "write one, or remove it");
      }
      keys.text(address);
    }
    return new HostNames(table, new TextIndex(keys.build(), new int[] {0}, false));
  }

  @Override
  public Map<String, String> find(String type, String key) {
    String address = IpAddress.canonical(key);
    int[] found = address == null ? new int[0] : index.find(new String[] {address}, 1);
    String name = found.length == 0 ? null : table.rows().get(found[0]).get(hostname);
    return name == null ? null : Map.of("hostname", name);
  }
}
