package dev.lanner.job.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A job of a cluster, asked over REST. */
final class RunningJob {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Set<String> OVER = Set.of("FINISHED", "CANCELED", "FAILED");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** So many metrics are asked for at once: the question is part of an address. */
  private static final int AT_ONCE = 50;

  private final HttpClient http;
  private final URI cluster;
  private final String id;
  private final String name;

  private RunningJob(HttpClient http, URI cluster, String id, String name) {
    this.http = http;
    this.cluster = cluster;
    this.id = id;
    this.name = name;
  }

  /**
   * A number that several subtasks show.
   *
   * @param least the smallest
   * @param most the largest
   * @param sum all together
   */
  record Shown(double least, double most, double sum) {}

  /**
   * How many of a job's tasks run.
   *
   * @param running that run
   * @param all there are
   */
  record Tasks(int running, int all) {}

  /**
   * Finds a job that is not over.
   *
   * @param wanted its name; empty: the only one there is
   * @throws IOException if the cluster does not answer, or there is no such job, or several
   */
  static RunningJob find(URI cluster, Optional<String> wanted) throws IOException {
    HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    List<RunningJob> found = new ArrayList<>();
    for (JsonNode job : ask(http, cluster, "/jobs/overview").path("jobs")) {
      String name = job.path("name").asText();
      if (!OVER.contains(job.path("state").asText())
          && (wanted.isEmpty() || wanted.get().equals(name))) {
        found.add(new RunningJob(http, cluster, job.path("jid").asText(), name));
      }
    }
    if (found.isEmpty()) {
      throw new IOException(
          wanted.map(name -> "no job `" + name + "` runs at ").orElse("no job runs at ") + cluster);
    }
    if (found.size() > 1) {
      throw new IOException(found.size() + " jobs run at " + cluster + ": name one of them");
    }
    return found.get(0);
  }

  private static JsonNode ask(HttpClient http, URI cluster, String path) throws IOException {
    String base = cluster.toString().replaceAll("/+$", "");
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE).build();
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException(cluster + " answers " + answer.statusCode());
      }
      return JSON.readTree(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (java.net.ConnectException | java.net.http.HttpTimeoutException e) {
      throw new IOException(cluster + " does not answer", e);
    }
  }

  String name() {
    return name;
  }

  /** How many tasks run. */
  Tasks tasks() throws IOException {
    int running = 0;
    int all = 0;
    for (JsonNode vertex : ask(http, cluster, "/jobs/" + id).path("vertices")) {
      running += vertex.path("tasks").path("RUNNING").asInt();
      all += vertex.path("parallelism").asInt();
    }
    return new Tasks(running, all);
  }

  /** The metrics of all subtasks whose names pass, in the order of their names. */
  Map<String, Shown> metrics(Predicate<String> wanted) throws IOException {
    Map<String, Shown> shown = new TreeMap<>();
    for (JsonNode vertex : ask(http, cluster, "/jobs/" + id).path("vertices")) {
      String path = "/jobs/" + id + "/vertices/" + vertex.path("id").asText() + "/subtasks/metrics";
      List<String> names = new ArrayList<>();
      for (JsonNode metric : ask(http, cluster, path)) {
        if (wanted.test(metric.path("id").asText())) {
          names.add(metric.path("id").asText());
        }
      }
      for (int from = 0; from < names.size(); from += AT_ONCE) {
        List<String> some = names.subList(from, Math.min(names.size(), from + AT_ONCE));
        String question = path + "?agg=min,max,sum&get=" + String.join(",", some);
        for (JsonNode metric : ask(http, cluster, question)) {
          shown.put(metric.path("id").asText(), shown(metric));
        }
      }
    }
    return shown;
  }

  private static Shown shown(JsonNode metric) {
    return new Shown(
        metric.path("min").asDouble(),
        metric.path("max").asDouble(),
        metric.path("sum").asDouble());
  }

  /** The only metric whose name ends so, among those given. */
  static Optional<Shown> ending(Map<String, Shown> metrics, String end) {
    return metrics.entrySet().stream()
        .filter(metric -> metric.getKey().endsWith(end))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
