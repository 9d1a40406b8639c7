package dev.lanner.job.live;

import dev.lanner.correlate.ConfirmSettings;
import dev.lanner.coverage.LedgerRun;
import dev.lanner.coverage.LiveProgress;
import dev.lanner.detect.MatchSettings;
import dev.lanner.detect.NameTiming;
import dev.lanner.detect.Names;
import dev.lanner.detect.wire.RawLine;
import dev.lanner.detect.wire.RuleSetDelta;
import dev.lanner.detect.wire.Types;
import dev.lanner.events.archive.Archive;
import dev.lanner.events.enrich.FleetNames;
import dev.lanner.job.CoveredRules;
import dev.lanner.job.Pipeline;
import dev.lanner.lookups.Lookups;
import dev.lanner.rules.RuleSet;
import dev.lanner.sink.OutputLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** A continuous job: looked over first, so that what is unsafe is said before anything runs. */
public final class Detect {
  /** State is spread over this many groups: no operator can have more subtasks. */
  private static final int MAX_PARALLELISM = 128;

  private static final String RULES = "rules";
  private static final String SETS = "rule-sets";
  private static final String AUDIT = "audit-lines";
  private static final String OUT_AUDIT = "out-audit";

  /** How long the topic of rules is left alone between two looks, each of which waits itself. */
  private static final Duration TOPIC_PAUSE = Duration.ofMillis(10);

  private final LiveSettings settings;
  private final RuleOptions options;
  private final LiveWorld world;
  private final RuleSetDelta rules;

  private Detect(LiveSettings settings, RuleOptions options, LiveWorld world, RuleSetDelta rules) {
    this.settings = settings;
    this.options = options;
    this.world = world;
    this.rules = rules;
  }

  /**
   * Asks the brokers whether the settings can work.
   *
   * @throws LiveException if they cannot
   */
  public static void check(LiveSettings settings) throws LiveException {
    new Brokers(settings).check();
  }

  /**
   * Reads the rules that a job begins with; waits for the first one in a topic if told so.
   *
   * @throws IOException if they cannot be reached
   */
  public static RuleSet load(LiveSettings settings, Lookups lookups) throws IOException {
    long deadline = System.nanoTime() + settings.rules().patience().toNanos();
    try (RuleStore store = opener(settings, options(settings, lookups)).open()) {
      RuleSet loaded = store.poll().orElseThrow();
      while (loaded.rules().isEmpty()
          && loaded.problems().isEmpty()
          && System.nanoTime() < deadline) {
        loaded = store.poll().orElse(loaded);
        Thread.sleep(TOPIC_PAUSE.toMillis());
      }
      return loaded;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LiveException("interrupted", e);
    }
  }

  /** A job that begins with the rules of {@code loaded} that are in {@code fit}. */
  public static Detect prepare(
      LiveSettings settings, Lookups lookups, RuleSet loaded, RuleSetDelta fit) {
    LiveWorld world = new LiveWorld(lookups, new TreeMap<>(loaded.savedQueries()));
    return new Detect(settings, options(settings, lookups), world, fit);
  }

  private static RuleOptions options(LiveSettings settings, Lookups lookups) {
    return new RuleOptions(
        lookups, settings.window().map(Duration::toMillis).orElse(0L), settings.confirmHorizon());
  }

  private static RuleStore.Opener opener(LiveSettings settings, RuleOptions options) {
    LiveSettings.Rules rules = settings.rules();
    if (rules.topic().isEmpty()) {
      return new FolderRules.At(
          rules.folders().stream().map(path -> path.toAbsolutePath().toString()).toList(), options);
    }
    return new TopicRules.At(rules.topic().get(), client(settings), options);
  }

  private static Map<String, String> client(LiveSettings settings) {
    Map<String, String> client = new TreeMap<>(settings.kafka().properties());
    client.put("bootstrap.servers", settings.kafka().servers());
    return client;
  }

  /**
   * What the job goes on from; empty if it begins anew. A savepoint that whoever submits it names
   * goes before its own newest checkpoint.
   *
   * @throws IOException if the folder of checkpoints cannot be read
   */
  public Optional<String> checkpoint() throws IOException {
    Optional<String> named =
        StreamExecutionEnvironment.getExecutionEnvironment()
            .getConfiguration()
            .getOptional(StateRecoveryOptions.SAVEPOINT_PATH);
    if (named.isPresent()) {
      return named;
    }
    LiveSettings.Checkpoints checkpoints = settings.checkpoints();
    return checkpoints.resume()
        ? NewestCheckpoint.in(folder(checkpoints.folder()))
        : Optional.empty();
  }

  /**
   * Runs the job: in the cluster it was submitted to, else in this JVM until it ends.
   *
   * @throws Exception whatever ends the job
   */
  public void run() throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration());
    environment.setMaxParallelism(MAX_PARALLELISM);
    addTo(environment);
    environment.execute(settings.name());
  }

  private void addTo(StreamExecutionEnvironment environment) throws IOException {
    KafkaOutlets outlets = new KafkaOutlets(settings, ledger());
    DataStream<RuleNews> news =
        environment
            .fromSource(rulesSource(), WatermarkStrategy.noWatermarks(), RULES, RuleNews.TYPE)
            .uid(RULES)
            .setParallelism(1);
    DataStream<RuleSetDelta> sets =
        news.flatMap(
                (RuleNews one, Collector<RuleSetDelta> out) -> one.set().ifPresent(out::collect),
                Types.RULES)
            .uid(SETS)
            .name(SETS)
            .setParallelism(1);
    news.flatMap(
            (RuleNews one, Collector<OutputLine> out) -> one.audit().forEach(out::collect),
            OutputLine.TYPE)
        .uid(AUDIT)
        .name(AUDIT)
        .setParallelism(1)
        .sinkTo(outlets.audit())
        .uid(OUT_AUDIT)
        .name(OUT_AUDIT)
        .setParallelism(1);
    LiveSettings.Input input = settings.input();
    new Pipeline(
            rules,
            world,
            names(),
            MatchSettings.live(
                ArrivalTime.AHEAD.toMillis(),
                input.silence().map(Duration::toMillis).orElse(Long.MAX_VALUE)),
            settings.dedup(),
            new ConfirmSettings(settings.confirmHorizon().toMillis(), ConfirmSettings.DEFAULT_CAP),
            settings.names().patience().map(NameTiming::waiting).orElse(NameTiming.AT_ONCE))
        .addTo(
            environment,
            lines(),
            ArrivalTime.strategy(input.disorder(), input.idle(), input.drift()),
            sets,
            outlets);
  }

  private LedgerOperator.Settings ledger() throws IOException {
    Instant now = Instant.now();
    boolean asks = settings.coverage().isPresent() && checkpoint().isEmpty();
    return new LedgerOperator.Settings(
        settings.coverage().map(folder -> folder.toAbsolutePath().toString()).orElse(""),
        settings.name(),
        LedgerRun.begin("detect", settings.name(), now).id(),
        now.toEpochMilli(),
        asks ? new InputBegin(settings).millis(readFrom()) : LiveProgress.NEVER,
        CoveredRules.evidenceMillis(settings.confirmHorizon()));
  }

  /**
   * Where a job begins to read so that every rule is complete from the time on that it was asked to
   * begin at: windows and evidence reach back.
   */
  private long readFrom() {
    long longest =
        CoveredRules.of(rules, settings.confirmHorizon()).stream()
            .mapToLong(rule -> rule.reach().before())
            .max()
            .orElse(0);
    return settings.input().at().map(Instant::toEpochMilli).orElse(0L)
        - longest
        - settings.input().disorder().toMillis();
  }

  private RulesSource rulesSource() {
    LiveSettings.Rules from = settings.rules();
    boolean changes = from.topic().isPresent() || from.watch().isPresent();
    return new RulesSource(
        rules, world, changes ? opener(settings, options) : null, from.watch().orElse(TOPIC_PAUSE));
  }

  private Names names() {
    if (settings.names().topic().isPresent()) {
      return new TopicNames(settings.name(), settings.names().topic().get(), client(settings));
    }
    if (settings.names().folder().isEmpty()) {
      return () -> FleetNames.NONE;
    }
    try {
      FleetNames known = FleetNames.load(Archive.scan(settings.names().folder().get()));
      return () -> known;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private KafkaSource<RawLine> lines() {
    Properties properties = new Properties();
    settings.kafka().properties().forEach(properties::setProperty);
    return KafkaSource.<RawLine>builder()
        .setBootstrapServers(settings.kafka().servers())
        .setTopics(settings.input().topic())
        .setGroupId(settings.input().group())
        .setClientIdPrefix(settings.name())
        .setProperties(properties)
        .setProperty("isolation.level", "read_committed")
        .setProperty(KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(), "60000")
        .setStartingOffsets(start(settings.input().start()))
        .setDeserializer(new KafkaLines())
        .build();
  }

  /** The connector still asks for a type that Kafka's clients have given up. */
  @SuppressWarnings("deprecation")
  private OffsetsInitializer start(LiveSettings.Start start) {
    return switch (start) {
      case EARLIEST -> OffsetsInitializer.earliest();
      case LATEST -> OffsetsInitializer.latest();
      case COMMITTED -> OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
      case TIME -> OffsetsInitializer.timestamp(Math.max(0, readFrom()));
    };
  }

  /** What stands here goes before the cluster's own configuration. */
  private Configuration configuration() throws IOException {
    Configuration configuration = new Configuration();
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, settings.parallelism());
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    // A name that is missing would lose state with the next version, without a word.
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    LiveSettings.Checkpoints checkpoints = settings.checkpoints();
    String folder = folder(checkpoints.folder());
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpoints.interval());
    configuration.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, checkpoints.timeout());
    configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, settings.failuresInARow());
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder);
    configuration.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 3);
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    checkpoint().ifPresent(found -> configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, found));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        Duration.ofSeconds(1));
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        Duration.ofSeconds(30));
    configuration.set(
        StateBackendOptions.STATE_BACKEND, settings.rocksDb() ? "rocksdb" : "hashmap");
    if (settings.rocksDb()) {
      configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    }
    return configuration;
  }

  /** The job's own folder, as a URI: every machine of the cluster has to reach it. */
  private String folder(String folder) {
    String base =
        folder.contains("://") ? folder : Path.of(folder).toAbsolutePath().toUri().toString();
    return base + (base.endsWith("/") ? "" : "/") + settings.name();
  }
}
