package dev.lanner.job.live;

import dev.lanner.cql.syntax.Problem.Severity;
import dev.lanner.rules.Rule;
import dev.lanner.rules.RuleSet;
import dev.lanner.rules.SourceProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Rules in a compacted topic: the key is the rule's id, the value a rule in one file as {@code
 * lanner check} reads it, no value takes the rule away. The topic is read from its beginning to its
 * end, then on; only what was committed counts.
 */
final class TopicRules implements RuleStore {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration TURN = Duration.ofMillis(100);

  private final String topic;
  private final RuleOptions options;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, String> texts = new TreeMap<>();
  private boolean begun;

  private TopicRules(String topic, Map<String, String> client, RuleOptions options) {
    this.topic = topic;
    this.options = options;
    Map<String, Object> properties = new TreeMap<>(client);
    properties.put("isolation.level", "read_committed");
    properties.put("enable.auto.commit", "false");
    properties.put("allow.auto.create.topics", "false");
    this.consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Rules in {@code topic}. */
  record At(String topic, Map<String, String> client, RuleOptions options) implements Opener {
    @Override
    public RuleStore open() {
      return new TopicRules(topic, client, options);
    }
  }

  @Override
  public Optional<RuleSet> poll() throws IOException {
    try {
      boolean changed = begun ? take(consumer.poll(TURN)) : readAll();
      return changed
          ? Optional.of(named(RuleSet.loadTexts(documents(), options.now())))
          : Optional.empty();
    } catch (KafkaException e) {
      throw new IOException("the rules topic `" + topic + "` cannot be read: " + e.getMessage(), e);
    }
  }

  /** Reads what there is at this moment, so that no set is ever a part of one. */
  private boolean readAll() throws IOException {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic, PATIENCE).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new IOException("the rules topic `" + topic + "` does not exist");
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    texts.clear();
    while (partitions.stream().anyMatch(at -> consumer.position(at, PATIENCE) < ends.get(at))) {
      if (System.nanoTime() > deadline) {
        throw new IOException("the rules topic `" + topic + "` does not answer");
      }
      take(consumer.poll(TURN));
    }
    begun = true;
    return true;
  }

  private boolean take(ConsumerRecords<byte[], byte[]> records) {
    boolean changed = false;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      String id = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
      String text =
          record.value() == null ? null : new String(record.value(), StandardCharsets.UTF_8);
      String before = text == null ? texts.remove(id) : texts.put(id, text);
      changed |= text == null ? before != null : !text.equals(before);
    }
    return changed;
  }

  /** The rules as files: topic and id name each. */
  private Map<String, String> documents() {
    Map<String, String> documents = new TreeMap<>();
    texts.forEach((id, text) -> documents.put(file(id), text));
    return documents;
  }

  /** A rule whose key is not its id could never be taken away. */
  private RuleSet named(RuleSet loaded) {
    List<Rule> rules = new ArrayList<>();
    List<SourceProblem> problems = new ArrayList<>(loaded.problems());
    for (Rule rule : loaded.rules()) {
      if (rule.path().equals(file(rule.id()))) {
        rules.add(rule);
      } else {
        String message = "the key of the record is not the rule's id `" + rule.id() + "`";
        problems.add(
            new SourceProblem(rule.path(), 0, 0, Severity.ERROR, "rule-key", message, "", ""));
      }
    }
    int refused = loaded.refused() + loaded.rules().size() - rules.size();
    return new RuleSet(rules, problems, refused, loaded.savedQueries());
  }

  private String file(String id) {
    return topic + "/" + id + ".yml";
  }

  @Override
  public void close() {
    consumer.close();
  }
}
