package dev.lanner.job.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Assertions;

/**
 * A broker and a cluster in JVMs of their own, started by the scripts that the README's
 * walk-through uses, and what a test does with them. Ends what it started.
 */
final class LiveStage implements AutoCloseable {
  static final Path HOME = Path.of("").toAbsolutePath();
  private static final Path JAR = Path.of(System.getProperty("lanner.jar", "target/lanner.jar"));
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE =
      Duration.ofSeconds(Integer.getInteger("lanner.patience", 90));

  private final Path folder;
  private final Map<String, String> surroundings = new TreeMap<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final int flinkPort;
  private final int metricsPort;
  final String servers;

  /** Starts a broker, and a cluster with {@code taskManagers} of two slots each. */
  LiveStage(Path folder, int taskManagers) throws Exception {
    this(folder, taskManagers, "1728m");
  }

  /** The same with TaskManagers of another size. */
  LiveStage(Path folder, int taskManagers, String memory) throws Exception {
    this.folder = folder;
    int[] ports = freePorts();
    flinkPort = ports[1];
    metricsPort = ports[3];
    servers = "127.0.0.1:" + ports[0];
    surroundings.put("LANNER_RUN", folder.resolve("run").toString());
    surroundings.put("FLINK_CONF_DIR", conf(folder.resolve("conf"), memory).toString());
    surroundings.put("KAFKA_PORT", Integer.toString(ports[0]));
    surroundings.put("FLINK_PORT", Integer.toString(ports[1]));
    surroundings.put("FLINK_RPC_PORT", Integer.toString(ports[2]));
    surroundings.put("PROMETHEUS_PORT", Integer.toString(ports[3]));
    script("kafka", "start");
    script("cluster", "start", Integer.toString(taskManagers));
  }

  /** The shipped configuration, but that who is gone is missed sooner, and the size. */
  private static Path conf(Path conf, String memory) throws IOException {
    Files.createDirectories(conf);
    Files.copy(HOME.resolve("conf/log4j2.properties"), conf.resolve("log4j2.properties"));
    String shipped = Files.readString(HOME.resolve("conf/config.yaml"));
    String changed = shipped.replace("interval: 2s", "interval: 500ms").replace("1728m", memory);
    Files.writeString(conf.resolve("config.yaml"), changed);
    return conf;
  }

  /** The broker takes the port after its own, too. */
  private static int[] freePorts() throws IOException {
    for (int tries = 0; tries < 100; tries++) {
      try (ServerSocket broker = new ServerSocket(0);
          ServerSocket flink = new ServerSocket(0);
          ServerSocket rpc = new ServerSocket(0);
          ServerSocket metrics = new ServerSocket(0);
          ServerSocket controller = new ServerSocket(broker.getLocalPort() + 1)) {
        Assertions.assertTrue(controller.isBound());
        return new int[] {
          broker.getLocalPort(), flink.getLocalPort(), rpc.getLocalPort(), metrics.getLocalPort()
        };
      } catch (IOException | IllegalArgumentException taken) {
        // Others may be free.
      }
    }
    throw new IOException("no free ports");
  }

  /** Runs one of {@code src/main/scripts} and fails if it does. */
  String script(String name, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(HOME.resolve("src/main/scripts").resolve(name).toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(HOME.toFile());
    builder.environment().putAll(surroundings);
    Path output = Files.createTempFile(folder, name, ".out");
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    Process process = builder.start();
    Assertions.assertTrue(process.waitFor(3, TimeUnit.MINUTES), () -> command + " takes too long");
    String said = Files.readString(output);
    Assertions.assertEquals(0, process.exitValue(), () -> command + "\n" + said);
    return said;
  }

  /** Makes a topic. */
  void topic(String name, int partitions, Map<String, String> settings) throws Exception {
    try (Admin admin = Admin.create(client())) {
      NewTopic topic = new NewTopic(name, partitions, (short) 1).configs(settings);
      admin.createTopics(List.of(topic)).all().get(30, TimeUnit.SECONDS);
    }
  }

  private Map<String, Object> client() {
    Map<String, Object> client = new HashMap<>();
    client.put("bootstrap.servers", servers);
    return client;
  }

  /** A producer that waits out a broker that is gone. */
  KafkaProducer<byte[], byte[]> producer() {
    return producer(Map.of());
  }

  /** The same with other settings of its own. */
  KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings) {
    Map<String, Object> client = client();
    client.put("acks", "all");
    client.put("enable.idempotence", "true");
    client.put("linger.ms", "0");
    client.put("compression.type", "zstd");
    client.putAll(settings);
    return new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Submits a job as {@code flink run} does. */
  void submit(Path job) throws Exception {
    script("cluster", "flink", "run", "-d", JAR.toString(), "detect", job.toString());
  }

  /** The same, going on from a savepoint. */
  void submit(Path job, Path savepoint) throws Exception {
    String from = savepoint.toUri().toString();
    script("cluster", "flink", "run", "-d", "-s", from, JAR.toString(), "detect", job.toString());
  }

  /** The process id of the first JobManager or TaskManager. */
  long pid(String kind) throws IOException {
    Path file = folder.resolve("run").resolve("flink").resolve(kind + "-1.pid");
    return Long.parseLong(Files.readString(file).trim());
  }

  /** What the JobManager says. */
  JsonNode rest(String path) throws IOException, InterruptedException {
    return JSON.readTree(page(path));
  }

  /** The same as a text. */
  String page(String path) throws IOException, InterruptedException {
    return get(URI.create("http://127.0.0.1:" + flinkPort + path));
  }

  private String get(URI uri) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  /** Where the JobManager answers. */
  URI cluster() {
    return URI.create("http://127.0.0.1:" + flinkPort);
  }

  /** What Prometheus would see of a TaskManager: 0 is one of them, 1 another. */
  String prometheus(int taskManager) throws IOException, InterruptedException {
    return get(URI.create("http://127.0.0.1:" + (metricsPort + taskManager) + "/metrics"));
  }

  /** The id of the job of that name that is not over. */
  String job(String name) throws IOException, InterruptedException {
    for (JsonNode job : rest("/jobs/overview").path("jobs")) {
      boolean over = List.of("FINISHED", "CANCELED", "FAILED").contains(job.path("state").asText());
      if (job.path("name").asText().equals(name) && !over) {
        return job.path("jid").asText();
      }
    }
    throw new IOException("no job " + name + " runs");
  }

  /** How often the job was restarted in its place. */
  int restarts(String name) throws IOException, InterruptedException {
    JsonNode metrics = rest("/jobs/" + job(name) + "/metrics?get=numRestarts");
    return metrics.path(0).path("value").asInt(-1);
  }

  /** A number of the account that the job shows, summed up; -1 if it shows none. */
  long shown(String name, String number) throws IOException, InterruptedException {
    String job = job(name);
    for (JsonNode vertex : rest("/jobs/" + job).path("vertices")) {
      if (vertex.path("name").asText().contains("account")) {
        String metric = "account.lanner." + number;
        String path = "/vertices/" + vertex.path("id").asText() + "/subtasks/metrics?agg=sum&get=";
        return rest("/jobs/" + job + path + metric).path(0).path("sum").asLong(-1);
      }
    }
    return -1;
  }

  /** Whether all tasks of the job run. */
  boolean runs(String name) {
    try {
      JsonNode job = rest("/jobs/" + job(name));
      if (!job.path("state").asText().equals("RUNNING")) {
        return false;
      }
      for (JsonNode vertex : job.path("vertices")) {
        if (!vertex.path("status").asText().equals("RUNNING")) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** How many checkpoints of the job were finished since it was submitted. */
  long checkpoints(String name) {
    try {
      return rest("/jobs/" + job(name) + "/checkpoints").path("counts").path("completed").asLong();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  /** Something that becomes true. */
  interface Condition {
    boolean holds() throws Exception;
  }

  /** Waits until something is true; fails if it does not become so. */
  void await(String what, Condition condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > deadline) {
        Assertions.fail("waited in vain: " + what + "\n" + logs());
      }
      Thread.sleep(100);
    }
  }

  /** Whether the job has read all of a topic, as its last checkpoint says. */
  boolean hasRead(String topic, String group) throws Exception {
    return behind(topic, group) == 0;
  }

  /** How many records of a topic the job has not read, as its last checkpoint says. */
  long behind(String topic, String group) throws Exception {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      return sum(consumer.endOffsets(partitions(consumer, topic))) - read(topic, group);
    }
  }

  /** How many records of a topic the job has read, as its last checkpoint says. */
  long read(String topic, String group) throws Exception {
    try (Admin admin = Admin.create(client())) {
      return admin
          .listConsumerGroupOffsets(group)
          .partitionsToOffsetAndMetadata()
          .get(30, TimeUnit.SECONDS)
          .entrySet()
          .stream()
          .filter(one -> one.getKey().topic().equals(topic) && one.getValue() != null)
          .mapToLong(one -> one.getValue().offset())
          .sum();
    }
  }

  private static long sum(Map<TopicPartition, Long> offsets) {
    return offsets.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Forgets how far a group has read. */
  void forget(String group) throws Exception {
    try (Admin admin = Admin.create(client())) {
      if (admin.listGroups().all().get(30, TimeUnit.SECONDS).stream()
          .anyMatch(listed -> listed.groupId().equals(group))) {
        admin.deleteConsumerGroups(List.of(group)).all().get(30, TimeUnit.SECONDS);
      }
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> client = client();
    client.put("isolation.level", "read_committed");
    client.put("enable.auto.commit", "false");
    return new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<byte[], byte[]> consumer, String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .toList();
  }

  /** All that was committed to a topic: key and value, in the order of its only partition. */
  List<String[]> read(String topic) {
    List<String[]> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions = partitions(consumer, topic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(at -> consumer.position(at) < ends.get(at))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          String key = record.key() == null ? "" : new String(record.key(), UTF_8);
          records.add(new String[] {key, new String(record.value(), UTF_8)});
        }
      }
    }
    return records;
  }

  /** Lets the job finish what it has, windows included, and end. */
  void drain(String name) throws Exception {
    String target = folder.resolve("savepoints").toUri().toString();
    script("cluster", "flink", "stop", "--drain", "-p", target, job(name));
  }

  /** What the processes complained about last. */
  private String logs() throws IOException {
    StringBuilder text = new StringBuilder();
    try (var files = Files.walk(folder.resolve("run").resolve("flink"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".log")).sorted().toList()) {
        text.append(file).append('\n');
        new String(Files.readAllBytes(file), UTF_8)
            .lines()
            .filter(line -> line.contains("\"WARN\"") || line.contains("\"ERROR\""))
            .limit(20)
            .forEach(
                line ->
                    text.append("  ").append(line, 0, Math.min(400, line.length())).append('\n'));
      }
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    try {
      script("cluster", "stop");
      script("kafka", "stop");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
