package dev.lanner.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.StatementSet;
import org.apache.flink.table.api.TableEnvironment;

/** Flink SQL over the same files: the published rules as one set of statements, in batch. */
public final class FlinkSql {
  private static final String IDENTITY = "cid, aid, id, event_simpleName, `timestamp`";

  private FlinkSql() {}

  /**
   * Runs it.
   *
   * @param args folder of the data files, file for the results, parallelism, whether an event that
   *     is delivered twice counts once, whether the rules are written as one query, which reads the
   *     files once; else as four statements, for each of which Flink reads them
   */
  public static void main(String[] args)
      throws IOException, ExecutionException, InterruptedException {
    Configuration settings = new Configuration();
    settings.setString("parallelism.default", args[2]);
    settings.setString("pipeline.object-reuse", "true");
    // Else a job over many small files waits for half a minute at the end of each source.
    settings.setString("source.reader.close.timeout", "200");
    TableEnvironment tables =
        TableEnvironment.create(
            EnvironmentSettings.newInstance().withConfiguration(settings).inBatchMode().build());
    boolean distinct = Boolean.parseBoolean(args[3]);
    Path out = Files.createTempDirectory("flink-sql");
    String columns =
        Arrays.stream(Seeds.COLUMNS)
            .map(name -> "`" + name + "` STRING")
            .collect(Collectors.joining(", "));
    tables.executeSql(
        "CREATE TABLE events ("
            + columns
            + ") WITH ('connector' = 'filesystem', 'format' = 'json', 'path' = '"
            + Path.of(args[0]).toUri()
            + "')");
    tables.executeSql(
        "CREATE TABLE found (line STRING) WITH ('connector' = 'filesystem', 'format' = 'raw',"
            + " 'path' = '"
            + out.toUri()
            + "')");
    Seeds seeds = new Seeds("REGEXP(%s, '%s')");
    StatementSet set = tables.createStatementSet();
    if (Boolean.parseBoolean(args[4])) {
      tables.executeSql("CREATE TEMPORARY VIEW candidates AS " + matches(seeds));
      set.addInsertSql(
          "INSERT INTO found SELECT CONCAT(hit, CHR(9), id) FROM "
              + kept("candidates", "hit <> 'T1595'", ", hit", distinct));
      set.addInsertSql(window("candidates", "hit = 'T1595'", distinct));
    } else {
      set.addInsertSql(event("T1046", seeds.t1046(), distinct));
      set.addInsertSql(event("T1590.005", seeds.t1590(), distinct));
      set.addInsertSql(event("T1596.005", seeds.t1596(), distinct));
      set.addInsertSql(window("events", seeds.t1595(), distinct));
    }
    if (args.length > 5) {
      System.out.println(set.explain());
    }
    set.execute().await();
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.walk(out)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    delete(out);
    Results.write(Path.of(args[1]), lines);
  }

  private static void delete(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(folder)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }

  private static String matches(Seeds seeds) {
    return "SELECT "
        + IDENTITY
        + ", RemoteAddressIP4, RemotePort, hit FROM events CROSS JOIN UNNEST(ARRAY["
        + named("T1046", seeds.t1046())
        + ", "
        + named("T1590.005", seeds.t1590())
        + ", "
        + named("T1595", seeds.t1595())
        + ", "
        + named("T1596.005", seeds.t1596())
        + "]) AS flagged (hit) WHERE hit IS NOT NULL";
  }

  private static String named(String rule, String condition) {
    return "CASE WHEN " + condition + " THEN '" + rule + "' END";
  }

  private static String event(String rule, String condition, boolean distinct) {
    return "INSERT INTO found SELECT CONCAT('"
        + rule
        + "', CHR(9), id) FROM "
        + kept("events", condition, "", distinct);
  }

  private static String window(String from, String condition, boolean distinct) {
    return "INSERT INTO found SELECT CONCAT_WS(CHR(9), 'T1595', CAST(began AS STRING),"
        + " RemoteAddressIP4, CAST(total AS STRING), CAST(ports AS STRING)) FROM (SELECT began,"
        + " RemoteAddressIP4, COUNT(*) AS total, COUNT(DISTINCT RemotePort) AS ports FROM (SELECT"
        + " CAST(`timestamp` AS BIGINT) / "
        + Seeds.WINDOW_MILLIS
        + " * "
        + Seeds.WINDOW_MILLIS
        + " AS began, RemoteAddressIP4, RemotePort FROM "
        + kept(from, condition, ", RemoteAddressIP4, RemotePort", distinct)
        + ") GROUP BY began, RemoteAddressIP4) WHERE ports >= 20 OR total >= 200";
  }

  private static String kept(String from, String condition, String columns, boolean distinct) {
    return distinct
        ? "(SELECT DISTINCT " + IDENTITY + columns + " FROM " + from + " WHERE " + condition + ")"
        : from + " WHERE " + condition;
  }
}
