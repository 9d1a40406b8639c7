package dev.lanner.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanner.correlate.ConfirmSettings;
import dev.lanner.coverage.LedgerEntry;
import dev.lanner.coverage.LedgerFile;
import dev.lanner.coverage.LedgerRun;
import dev.lanner.detect.Counters;
import dev.lanner.detect.MatchSettings;
import dev.lanner.detect.NameTiming;
import dev.lanner.detect.World;
import dev.lanner.detect.archive.ArchiveSource;
import dev.lanner.detect.archive.FileSplit;
import dev.lanner.detect.archive.ReadProgress;
import dev.lanner.detect.archive.ReadTimes;
import dev.lanner.detect.wire.RuleSetDelta;
import dev.lanner.detect.wire.Types;
import dev.lanner.events.archive.Archive;
import dev.lanner.events.archive.ArchiveIndex;
import dev.lanner.events.archive.DataFile;
import dev.lanner.sink.Account;
import dev.lanner.sink.OutputLine;
import dev.lanner.sink.PartSink;
import dev.lanner.sink.Parts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * One replay of an archive: looked over first, so that what is wrong with the input is said before
 * anything runs, then run, then its parts put in order.
 */
public final class Replay {
  /** State is spread over this many groups: no operator can have more subtasks. */
  static final int MAX_PARALLELISM = 128;

  /** How often a job that takes checkpoints goes on after a failure. */
  private static final int RESTARTS = 3;

  private final ReplaySettings settings;
  private final RuleSetDelta rules;
  private final World world;
  private final Archive archive;
  private final String run = UUID.randomUUID().toString();
  private final ArchiveNames names;
  private final ReplayFiles files;
  private UnaryOperator<Sink<OutputLine>> wrapper = sink -> sink;

  private Replay(ReplaySettings settings, RuleSetDelta rules, World world, Archive archive) {
    this.settings = settings;
    this.rules = rules;
    this.world = world;
    this.archive = archive;
    this.names = new ArchiveNames(run, settings.input().toString());
    this.files = new ReplayFiles(settings.output());
  }

  /**
   * Looks the archive over.
   *
   * @throws IOException if there is nothing that can be read, or results would be read as input
   */
  public static Replay prepare(ReplaySettings settings, RuleSetDelta rules, World world)
      throws IOException {
    Path input = settings.input().toAbsolutePath().normalize();
    Path output = settings.output().toAbsolutePath().normalize();
    if (Files.isDirectory(input) && output.startsWith(input)) {
      throw new ReplayException("output `" + settings.output() + "` lies in the input folder");
    }
    if (Files.exists(output) && !Files.isDirectory(output)) {
      throw new ReplayException("output `" + settings.output() + "` is not a folder");
    }
    Archive archive = Archive.scan(settings.input());
    if (archive.events().isEmpty()) {
      throw new ReplayException("input `" + settings.input() + "` has no event files");
    }
    return new Replay(settings, rules, world, archive);
  }

  /** What is read. */
  public Archive archive() {
    return archive;
  }

  /** How far reading has come, if the job runs in this JVM. */
  public ReadProgress progress() {
    return ReadProgress.of(run);
  }

  /**
   * What came of a replay.
   *
   * @param account where everything went
   * @param detections how many there are
   * @param cutFiles files that could not be read to their end, one sentence each
   * @param nameProblems lines of the lookups of hosts and users that could not be read
   * @param elapsed how long it took
   */
  public record Result(
      Account account,
      long detections,
      List<String> cutFiles,
      List<String> nameProblems,
      Duration elapsed) {}

  /**
   * Runs the job and puts its results in order. The environment is that of the caller's client:
   * embedded, or the cluster that a job was submitted to.
   *
   * @throws Exception whatever ends the job
   */
  public Result run() throws Exception {
    Instant start = Instant.now();
    files.prepare();
    try {
      StreamExecutionEnvironment environment =
          StreamExecutionEnvironment.getExecutionEnvironment(configuration());
      environment.setMaxParallelism(MAX_PARALLELISM);
      if (environment instanceof LocalStreamEnvironment) {
        environment.configure(EmbeddedCluster.settings(settings.parallelism()));
      }
      addTo(environment);
      environment.execute("lanner replay");
      return finish(start);
    } finally {
      files.removeParts();
      names.forget();
      ReadProgress.forget(run);
    }
  }

  private void addTo(StreamExecutionEnvironment environment) throws IOException {
    ConfirmSettings confirm =
        new ConfirmSettings(settings.confirmHorizon().toMillis(), ConfirmSettings.DEFAULT_CAP);
    long from = settings.from().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE);
    long limit = settings.to().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
    boolean timed = settings.mode() == ReplaySettings.Mode.STREAMING;
    ReadTimes times = new ReadTimes(timed, settings.disorder().toMillis(), limit);
    DataStream<RuleSetDelta> deltas =
        environment
            .fromData(List.of(rules), Types.RULES)
            .setParallelism(1)
            .uid(Operators.RULES)
            .name(Operators.RULES);
    new Pipeline(
            rules,
            world,
            names,
            new MatchSettings(
                from, settings.until().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE), limit),
            settings.dedup(),
            confirm,
            NameTiming.waiting(settings.namesWait()))
        .addTo(
            environment,
            new ArchiveSource(splits(), times, run),
            WatermarkStrategy.noWatermarks(),
            deltas,
            this::sink);
  }

  private Optional<Sink<OutputLine>> sink(Outlets.Kind kind) {
    Sink<OutputLine> sink = new PartSink(files.parts(kind).toAbsolutePath());
    return Optional.of(kind == Outlets.Kind.DETECTIONS ? wrapper.apply(sink) : sink);
  }

  /** Puts something around the sink of detections, for tests. */
  Replay wrapDetections(UnaryOperator<Sink<OutputLine>> newWrapper) {
    wrapper = newWrapper;
    return this;
  }

  /** The files in the order of reading: by name, or by time where time has to move on. */
  private List<FileSplit> splits() throws IOException {
    List<FileSplit> splits = new ArrayList<>();
    if (settings.mode() == ReplaySettings.Mode.BATCH) {
      for (DataFile file : archive.events()) {
        splits.add(FileSplit.of(splits.size(), file, Long.MAX_VALUE, Long.MAX_VALUE));
      }
      return splits;
    }
    List<ArchiveIndex.Entry> entries = ArchiveIndex.inTimeOrder(archive.events());
    for (int i = 0; i < entries.size(); i++) {
      long first = entries.get(i).firstMillis().orElse(Long.MAX_VALUE);
      long next =
          i + 1 < entries.size()
              ? entries.get(i + 1).firstMillis().orElse(Long.MAX_VALUE)
              : Long.MAX_VALUE;
      splits.add(FileSplit.of(i, entries.get(i).file(), first, next));
    }
    return splits;
  }

  private Configuration configuration() {
    Configuration configuration = new Configuration();
    boolean batch = settings.mode() == ReplaySettings.Mode.BATCH;
    configuration.set(
        ExecutionOptions.RUNTIME_MODE,
        batch ? RuntimeExecutionMode.BATCH : RuntimeExecutionMode.STREAMING);
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, settings.parallelism());
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    if (!batch) {
      settings
          .checkpoints()
          .ifPresent(
              interval -> {
                configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, interval);
                configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
                configuration.set(
                    RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, RESTARTS);
              });
    }
    return configuration;
  }

  private Result finish(Instant start) throws IOException {
    long detections = new Parts(files.parts(Outlets.Kind.DETECTIONS)).writeTo(files.detections());
    new Parts(files.parts(Outlets.Kind.DEAD_LETTERS)).writeTo(files.deadLetters());
    new Parts(files.parts(Outlets.Kind.LATE)).writeTo(files.late());
    Map<String, Long> numbers = new TreeMap<>();
    new Parts(files.parts(Outlets.Kind.ACCOUNT))
        .forEach(line -> numbers.put(line.key(), Long.parseLong(line.text())));
    List<String> ruleIds = rules.rules().stream().map(RuleSetDelta.RuleText::id).toList();
    Account account = new Account(numbers, ruleIds);
    Files.writeString(files.account(), account.toJson(settings.disorder().toMillis()));
    List<String> cutFiles = new ArrayList<>();
    List<String> cutNames = new ArrayList<>();
    new Parts(files.parts(Outlets.Kind.CUT_FILES))
        .forEach(
            line -> {
              cutFiles.add(line.text());
              cutNames.add(line.key());
            });
    Duration elapsed = Duration.between(start, Instant.now());
    Result result = new Result(account, detections, cutFiles, names.open().problems(), elapsed);
    Files.writeString(
        files.run(), RunRecord.json(settings, archive, result, costs(numbers), start));
    tellCoverage(numbers, cutNames, start);
    return result;
  }

  /** Last of all, when the detections are in their place. */
  private void tellCoverage(Map<String, Long> numbers, List<String> cutFiles, Instant start)
      throws IOException {
    String kind = settings.until().isPresent() ? "backfill" : "replay";
    String name = settings.output().toAbsolutePath().normalize().getFileName().toString();
    LedgerRun ledgerRun = LedgerRun.begin(kind, name, start);
    List<LedgerEntry> entries =
        new ReplayCoverage(settings, archive, rules, numbers).entries(files.late(), cutFiles);
    try (LedgerFile ledger =
        settings.coverage().isPresent()
            ? LedgerFile.create(settings.coverage().get(), ledgerRun)
            : LedgerFile.createAt(files.coverage(), ledgerRun)) {
      ledger.add(entries);
    }
  }

  private List<RunRecord.RuleCost> costs(Map<String, Long> numbers) throws IOException {
    List<RunRecord.RuleCost> costs = new ArrayList<>();
    for (RuleSetDelta.RuleText rule : rules.rules()) {
      costs.add(
          new RunRecord.RuleCost(
              rule.id(),
              new ObjectMapper().readTree(rule.text()).path("title").asText(),
              numbers.getOrDefault(Counters.ofRule(rule.id(), Counters.TRIED), 0L),
              numbers.getOrDefault(Counters.ofRule(rule.id(), Counters.NANOS), 0L),
              numbers.getOrDefault(Counters.ofRule(rule.id(), Counters.TASK_PEAK), 0L)));
    }
    return costs;
  }
}
