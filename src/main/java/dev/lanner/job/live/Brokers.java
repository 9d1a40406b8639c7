package dev.lanner.job.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;

/** What only the brokers can say about settings, asked before a job is submitted. */
final class Brokers {
  private static final int PATIENCE_SECONDS = 15;

  private final LiveSettings settings;

  Brokers(LiveSettings settings) {
    this.settings = settings;
  }

  /**
   * Checks that topics are there and that transactions may be as long as they must be.
   *
   * @throws LiveException with all that is wrong, a line each
   */
  void check() throws LiveException {
    List<String> wrong = new ArrayList<>();
    Map<String, Object> client = settings.kafka().forClient();
    client.put("default.api.timeout.ms", Integer.toString(PATIENCE_SECONDS * 1000));
    client.put("request.timeout.ms", Integer.toString(PATIENCE_SECONDS * 1000));
    try (Admin admin = Admin.create(client)) {
      Set<String> topics = admin.listTopics().names().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      missing(topics, "input.topic", settings.input().topic()).ifPresent(wrong::add);
      settings
          .rules()
          .topic()
          .flatMap(t -> missing(topics, "rules.topic", t))
          .ifPresent(wrong::add);
      settings
          .names()
          .topic()
          .flatMap(t -> missing(topics, "names.topic", t))
          .ifPresent(wrong::add);
      List<String> keys = List.of("detections", "dead-letters", "late", "audit");
      for (int i = 0; i < keys.size(); i++) {
        missing(topics, "output." + keys.get(i), settings.output().topics().get(i))
            .ifPresent(wrong::add);
      }
      if (settings.output().exactlyOnce()) {
        transactions(admin).ifPresent(wrong::add);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LiveException("interrupted", e);
    } catch (ExecutionException | TimeoutException | org.apache.kafka.common.KafkaException e) {
      String why = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
      throw new LiveException(
          settings.place("kafka.servers")
              + ": the brokers at `"
              + settings.kafka()
              + "` do not answer"
              + (why == null ? "" : ": " + why.lines().findFirst().orElse("")),
          e);
    }
    if (!wrong.isEmpty()) {
      throw new LiveException(String.join("\n", wrong));
    }
  }

  private Optional<String> missing(Set<String> topics, String key, String topic) {
    return topics.contains(topic)
        ? Optional.empty()
        : Optional.of(
            settings.place(key)
                + ": the topic `"
                + topic
                + "` (`"
                + key
                + "`) does not exist at "
                + settings.kafka());
  }

  private Optional<String> transactions(Admin admin)
      throws InterruptedException, ExecutionException, TimeoutException {
    Node node =
        admin.describeCluster().nodes().get(PATIENCE_SECONDS, TimeUnit.SECONDS).iterator().next();
    ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, node.idString());
    String most =
        admin
            .describeConfigs(List.of(broker))
            .all()
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .get(broker)
            .get("transaction.max.timeout.ms")
            .value();
    long wanted = settings.output().transactionTimeout().toMillis();
    return wanted <= Long.parseLong(most)
        ? Optional.empty()
        : Optional.of(
            settings.place("output.transaction-timeout")
                + ": `output.transaction-timeout` "
                + wanted
                + " ms is longer than the brokers allow (`transaction.max.timeout.ms` "
                + most
                + ")");
  }
}
