package dev.lanner.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said of a job that is not well. The answers have the form of Flink's REST interface. */
class ReadyCommandTest {
  private static final String METRICS = "/jobs/j1/vertices/v1/subtasks/metrics";

  private final Map<String, String> answers = new TreeMap<>();
  private final Map<String, String> metrics = new TreeMap<>();
  private HttpServer server;
  private String url;

  @BeforeEach
  void begin() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String asked = exchange.getRequestURI().toString();
          byte[] body = answer(asked).getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    url = "http://127.0.0.1:" + server.getAddress().getPort();
    answers.put(
        "/jobs/overview",
        "{\"jobs\":[{\"jid\":\"j0\",\"name\":\"lanner\",\"state\":\"CANCELED\"},"
            + "{\"jid\":\"j1\",\"name\":\"lanner\",\"state\":\"RUNNING\"}]}");
    tasks(4);
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  private void tasks(int running) {
    answers.put(
        "/jobs/j1",
        "{\"vertices\":[{\"id\":\"v1\",\"parallelism\":4,\"tasks\":{\"RUNNING\":"
            + running
            + "}}]}");
  }

  private void metric(String name, long least, long most) {
    metrics.put(
        name,
        String.format(
            Locale.ROOT,
            "{\"id\":\"%s\",\"min\":%d.0,\"max\":%d.0,\"sum\":%d.0}",
            name,
            least,
            most,
            least + most));
  }

  private String answer(String asked) {
    if (asked.equals(METRICS)) {
      return "[{\"id\":\"" + String.join("\"},{\"id\":\"", metrics.keySet()) + "\"}]";
    }
    String question = METRICS + "?agg=min,max,sum&get=";
    if (asked.startsWith(question)) {
      List<String> names = List.of(asked.substring(question.length()).split(","));
      return "[" + String.join(",", names.stream().map(metrics::get).toList()) + "]";
    }
    return answers.get(asked);
  }

  @Test
  void aJobThatIsWellIsReady() {
    metric("match.lanner.rules", 42, 42);
    metric("match.lanner.ruleSet", 3, 3);
    metric("match.lanner.watermarkAge", 61_000, 63_000);
    metric("Source__lines.KafkaSourceReader.KafkaConsumer.connection-count", 2, 3);
    CommandLineRun run = CommandLineRun.of("ready", url, "--max-age", "2m");
    assertEquals(
        """
        job running: yes (lanner, 4 of 4 tasks)
        rules loaded: yes (42 rules, set 3)
        source connected: yes (5 connections)
        watermark age: yes (63 s, at most 120 s)
        """,
        run.out());
    assertEquals(0, run.code());
  }

  @Test
  void eachThingThatIsNotWellIsTold() {
    tasks(3);
    metric("match.lanner.rules", 0, 42);
    metric("match.lanner.ruleSet", 2, 3);
    metric("match.lanner.watermarkAge", -1, -1);
    metric("Source__lines.KafkaSourceReader.KafkaConsumer.connection-count", 0, 3);
    CommandLineRun run = CommandLineRun.of("ready", url, "--max-age", "2m");
    assertEquals(
        """
        job running: NO (lanner, 3 of 4 tasks)
        rules loaded: NO (0 rules, sets 2 to 3)
        source connected: NO (3 connections)
        watermark age: NO (no event yet, at most 120 s)
        """,
        run.out());
    assertEquals(1, run.code());
  }

  @Test
  void whatIsNotToldIsNotReady() {
    CommandLineRun run = CommandLineRun.of("ready", url, "--json");
    assertEquals(
        "{\"ready\":false,\"conditions\":["
            + "{\"name\":\"job running\",\"holds\":true,\"detail\":\"lanner, 4 of 4 tasks\"},"
            + "{\"name\":\"rules loaded\",\"holds\":false,\"detail\":\"not told yet\"},"
            + "{\"name\":\"source connected\",\"holds\":false,\"detail\":\"not told yet\"},"
            + "{\"name\":\"watermark age\",\"holds\":true,\"detail\":\"not told yet\"}]}\n",
        run.out());
    assertEquals(1, run.code());
  }

  @Test
  void aClusterThatIsGoneIsNotReady() {
    server.stop(0);
    CommandLineRun run = CommandLineRun.of("ready", url);
    assertEquals("job running: NO (" + url + " does not answer)\n", run.out());
    assertEquals(1, run.code());
  }

  @Test
  void whatIsNoAddressIsRefused() {
    CommandLineRun run = CommandLineRun.of("ready", "127.0.0.1:8081");
    assertEquals(3, run.code());
  }
}
