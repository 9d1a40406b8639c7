package dev.lanner.ruletest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lanner.detect.RuleJson;
import dev.lanner.detect.World;
import dev.lanner.job.Replay;
import dev.lanner.job.ReplaySettings;
import dev.lanner.job.TestSettings;
import dev.lanner.lookups.LookupException;
import dev.lanner.lookups.Lookups;
import dev.lanner.lookups.RuleEnvironment;
import dev.lanner.lookups.TuningLookup;
import dev.lanner.rules.Rule;
import dev.lanner.rules.RuleSet;
import dev.lanner.rules.RuleSetOptions;
import dev.lanner.ruletest.Outcome.Cause;
import dev.lanner.ruletest.Outcome.Fired;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The job against {@link RuleTester}: the cases of all rules in one archive, each a tenant of its
 * own, replayed through all rules; and every rule run over every case in plain Java. Detections,
 * with their rows, and the account's numbers have to be the same, as a batch and as a stream.
 * (Where a throttle chooses among several events of one millisecond, the row is left out: which one
 * is first hangs on ids that only the job makes.)
 *
 * <p>One run has one set of lookups, so that of all cases together is used on both sides. Users of
 * Linux are put on the events, since archives have no lookup for them.
 */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobEqualityTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path RULES = Path.of("rules");

  private final Map<String, TestCase> cases = new LinkedHashMap<>();
  private List<Rule> rules;
  private Lookups lookups;
  private Map<String, List<String>> expected;
  private Map<String, Map<String, Long>> expectedNumbers;

  @BeforeAll
  void runInPlainJava() throws Exception {
    rules = RuleSet.load(List.of(RULES), RuleSetOptions.toCheck(Lookups.NONE)).rules();
    List<TestCase> written = new ArrayList<>();
    for (Rule rule : rules) {
      written.addAll(
          TestFileReader.read(Path.of(rule.path()).resolveSibling(RuleTests.FILE)).cases());
    }
    lookups = allLookups(written);
    for (TestCase one : written) {
      String tenant = "tenant-%04d".formatted(cases.size());
      cases.put(tenant, asTenant(tenant, one));
    }
    expected = new TreeMap<>();
    expectedNumbers = new TreeMap<>();
    for (Rule rule : rules) {
      RuleEnvironment world = new RuleEnvironment(lookups);
      CompiledRule compiled = CompiledRule.of(rule, world);
      Map<String, Long> numbers = new TreeMap<>();
      for (Map.Entry<String, TestCase> one : cases.entrySet()) {
        Outcome outcome = new RuleRun(compiled, world, one.getValue()).outcome();
        outcome.fired().forEach(fired -> fired(expected, one.getKey(), rule, fired));
        numbers.merge("matched", outcome.matched(), Long::sum);
        numbers.merge("candidates", outcome.candidates(), Long::sum);
        numbers.merge("fired", (long) outcome.fired().size(), Long::sum);
        for (Cause cause : Cause.values()) {
          numbers.merge(cause.text(), outcome.suppressed(cause), Long::sum);
        }
      }
      expectedNumbers.put(rule.id(), numbers);
    }
    expected.values().forEach(list -> list.sort(null));
  }

  private void fired(Map<String, List<String>> all, String tenant, Rule rule, Fired fired) {
    boolean choice =
        rule.throttle().isPresent()
            && cases.get(tenant).lines().stream()
                    .filter(line -> line.contains("\"timestamp\":\"" + fired.timeMillis() + "\""))
                    .distinct()
                    .count()
                > 1;
    all.computeIfAbsent(tenant + " " + rule.id(), key -> new ArrayList<>())
        .add(fired.timeMillis() + (choice ? "" : " " + fired.row()));
  }

  /** The tuning lookups of all cases, their rows together. */
  private static Lookups allLookups(List<TestCase> cases) throws LookupException {
    Map<String, String> texts = new TreeMap<>();
    for (TuningLookup tuning : TuningLookup.values()) {
      List<String> columns =
          new RuleEnvironment(Lookups.NONE).lookup(tuning.file()).orElseThrow().columns();
      TreeSet<String> rows = new TreeSet<>();
      for (TestCase one : cases) {
        one.lookups()
            .find(tuning.file())
            .ifPresent(
                file ->
                    file.rows()
                        .forEach(
                            row -> {
                              List<String> cells = new ArrayList<>();
                              columns.forEach(
                                  name -> cells.add(row.get(file.columns().indexOf(name))));
                              rows.add(String.join(",", cells));
                            }));
      }
      texts.put(tuning.file(), String.join(",", columns) + "\n" + String.join("\n", rows));
    }
    return Lookups.of(texts);
  }

  private static TestCase asTenant(String tenant, TestCase one) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : one.lines()) {
      ObjectNode event = (ObjectNode) JSON.readTree(line);
      event.put("cid", tenant);
      String user = one.users().get(event.path("UID").asText());
      if (user != null && one.hosts().containsKey(event.path("aid").asText())) {
        event.put("UserName", user);
      }
      lines.add(JSON.writeValueAsString(event));
    }
    return new TestCase(
        one.name(), one.line(), lines, one.hosts(), one.users(), one.lookups(), one.expected());
  }

  @ParameterizedTest
  @EnumSource(ReplaySettings.Mode.class)
  void theJobGivesTheSame(ReplaySettings.Mode mode, @TempDir Path folder) throws Exception {
    writeArchive(folder.resolve("in"));
    ReplaySettings settings = TestSettings.in(folder, mode, 2);
    Lookups forJob = lookups;
    World world = () -> new RuleEnvironment(forJob);
    Replay.prepare(settings, RuleJson.set(1, rules), world).run();

    Map<String, Rule> byId = rules.stream().collect(Collectors.toMap(Rule::id, rule -> rule));
    Map<String, List<String>> detections = new TreeMap<>();
    for (String line : Files.readAllLines(folder.resolve("out/detections.ndjson"))) {
      JsonNode detection = JSON.readTree(line);
      Map<String, String> row = new LinkedHashMap<>();
      detection
          .get("row")
          .properties()
          .forEach(field -> row.put(field.getKey(), field.getValue().asText()));
      fired(
          detections,
          detection.get("cid").asText(),
          byId.get(detection.at("/rule/id").asText()),
          new Fired(detection.get("time").asLong(), row));
    }
    detections.values().forEach(list -> list.sort(null));
    for (Map.Entry<String, TestCase> one : cases.entrySet()) {
      for (Rule rule : rules) {
        String key = one.getKey() + " " + rule.id();
        assertEquals(
            expected.getOrDefault(key, List.of()),
            detections.getOrDefault(key, List.of()),
            rule.title() + ": " + one.getValue().name());
      }
    }
    JsonNode account = JSON.readTree(folder.resolve("out/account.json").toFile());
    Map<String, Map<String, Long>> numbers = new TreeMap<>();
    account
        .get("rules")
        .properties()
        .forEach(rule -> numbers.put(rule.getKey(), numbers(rule.getValue())));
    assertEquals(expectedNumbers, numbers);
  }

  /** The numbers of a rule in the words of {@link Outcome}. */
  private static Map<String, Long> numbers(JsonNode rule) {
    Map<String, Long> numbers = new TreeMap<>();
    for (String name : List.of("matched", "candidates", "fired")) {
      numbers.put(name, rule.path(name).asLong());
    }
    for (Cause cause : Cause.values()) {
      numbers.put(cause.text(), rule.path("suppressed").path(cause.text()).asLong());
    }
    numbers.merge(Cause.EXCEPTION.text(), rule.path("excepted").asLong(), Long::sum);
    return numbers;
  }

  private void writeArchive(Path folder) throws IOException {
    record Line(long time, String text) {}
    List<Line> lines = new ArrayList<>();
    List<String> hosts = new ArrayList<>();
    List<String> users = new ArrayList<>();
    for (Map.Entry<String, TestCase> one : cases.entrySet()) {
      for (String line : one.getValue().lines()) {
        lines.add(new Line(JSON.readTree(line).get("timestamp").asLong(), line));
      }
      one.getValue()
          .hosts()
          .forEach((aid, name) -> hosts.add(named(one.getKey(), "aid", aid, "ComputerName", name)));
      one.getValue()
          .users()
          .forEach(
              (sid, name) ->
                  users.add(named(one.getKey(), "UserSid_readable", sid, "UserName", name)));
    }
    lines.sort(Comparator.comparingLong(Line::time));
    gz(folder.resolve("data/part-00000.gz"), lines.stream().map(Line::text).toList());
    gz(folder.resolve("fdrv2/aidmaster/part-00000.gz"), hosts);
    gz(folder.resolve("fdrv2/userinfo/part-00000.gz"), users);
  }

  private static String named(
      String cid, String idField, String id, String nameField, String name) {
    return JSON.createObjectNode()
        .put("cid", cid)
        .put(idField, id)
        .put(nameField, name)
        .put("Time", "1700000000.000")
        .put("_time", "1700000000.000")
        .toString();
  }

  private static void gz(Path file, List<String> lines) throws IOException {
    Files.createDirectories(file.getParent());
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }
}
