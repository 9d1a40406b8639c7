package dev.lanner.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * DuckDB over the same files: every file is read once, what some rule needs is kept in a table in
 * memory, and the rules are asked of that.
 */
public final class DuckDb {
  private static final String REGEX = "regexp_matches(%s, '%s')";
  private static final String IDENTITY = "cid, aid, id, event_simpleName, timestamp";

  private final Statement statement;
  private final String files;
  private final boolean distinct;
  private final List<String> found = new ArrayList<>();

  private DuckDb(Statement statement, String files, boolean distinct) {
    this.statement = statement;
    this.files = files;
    this.distinct = distinct;
  }

  /**
   * Runs the published rules, or synthetic ones.
   *
   * @param args folder of the data files, file for the results, number of threads, whether an event
   *     that is delivered twice counts once; then, if it is not the published rules, the {@code
   *     .tsv} of {@link SyntheticRules}
   */
  public static void main(String[] args) throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads = " + Integer.parseInt(args[2]));
      DuckDb run = new DuckDb(statement, args[0] + "/**/*.gz", Boolean.parseBoolean(args[3]));
      if (args.length > 4) {
        run.synthetic(Files.readAllLines(Path.of(args[4])));
      } else {
        run.published();
      }
      Results.write(Path.of(args[1]), run.found);
    }
  }

  private String events(String... columns) {
    String types =
        Arrays.stream(columns)
            .map(column -> column + ": 'VARCHAR'")
            .collect(Collectors.joining(", "));
    return "read_json('" + files + "', format = 'newline_delimited', columns = {" + types + "})";
  }

  private void published() throws SQLException {
    Seeds seeds = new Seeds(REGEX);
    statement.execute(
        "CREATE TEMP TABLE kept AS SELECT * FROM (SELECT "
            + IDENTITY
            + ", RemoteAddressIP4, RemotePort, "
            + seeds.t1046()
            + " AS t1046, "
            + seeds.t1590()
            + " AS t1590, "
            + seeds.t1595()
            + " AS t1595, "
            + seeds.t1596()
            + " AS t1596 FROM "
            + events(Seeds.COLUMNS)
            + ") WHERE t1046 OR t1590 OR t1595 OR t1596");
    query("SELECT 'T1046', id FROM " + kept("t1046", ""));
    query("SELECT 'T1590.005', id FROM " + kept("t1590", ""));
    query("SELECT 'T1596.005', id FROM " + kept("t1596", ""));
    query(
        "SELECT 'T1595', timestamp::BIGINT // "
            + Seeds.WINDOW_MILLIS
            + " * "
            + Seeds.WINDOW_MILLIS
            + " AS start, RemoteAddressIP4, count(*) AS total, count(DISTINCT RemotePort) AS ports"
            + " FROM "
            + kept("t1595", ", RemoteAddressIP4, RemotePort")
            + " GROUP BY start, RemoteAddressIP4 HAVING ports >= 20 OR total >= 200");
  }

  private String kept(String condition, String columns) {
    return distinct
        ? "(SELECT DISTINCT " + IDENTITY + columns + " FROM kept WHERE " + condition + ")"
        : "kept WHERE " + condition;
  }

  private void synthetic(List<String> rules) throws SQLException {
    String unique = distinct ? "DISTINCT ON (" + IDENTITY + ") " : "";
    statement.execute(
        "CREATE TEMP TABLE kept AS SELECT "
            + unique
            + "* FROM "
            + events(
                "event_simpleName",
                "timestamp",
                "cid",
                "aid",
                "id",
                "ImageFileName",
                "CommandLine",
                "ParentBaseFileName",
                "DomainName")
            + " WHERE event_simpleName IN ('ProcessRollup2', 'DnsRequest')");
    statement.execute(
        "CREATE TEMP TABLE ProcessRollup2 AS SELECT id, ImageFileName, lower(ImageFileName) AS"
            + " image, CommandLine, lower(CommandLine) AS line, ParentBaseFileName FROM kept WHERE"
            + " event_simpleName = 'ProcessRollup2'");
    statement.execute(
        "CREATE TEMP TABLE DnsRequest AS SELECT id, DomainName, lower(DomainName) AS domain FROM"
            + " kept WHERE event_simpleName = 'DnsRequest'");
    for (String rule : rules) {
      String[] parts = rule.split("\t", 3);
      query("SELECT '" + parts[0] + "', id FROM " + parts[1] + " WHERE " + parts[2]);
    }
  }

  private void query(String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<String> texts = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          texts.add(rows.getString(i));
        }
        found.add(String.join("\t", texts));
      }
    }
  }
}
