package dev.lanner.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped log configuration writes JSON, and takes what events say for text. */
class LogLinesTest {
  @TempDir Path folder;

  @Test
  void everyLineIsJsonAndWhatAMessageSaysIsNotLookedUp() throws Exception {
    Path log = folder.resolve("test.log");
    String hostile =
        "a \"quoted\"\nline \\ of ${env:PATH} and ${jndi:ldap://127.0.0.1:1/x} \u0001 é";
    System.setProperty("log.file", log.toString());
    try (LoggerContext context =
        new LoggerContext("test", null, Path.of("conf", "log4j2.properties").toUri())) {
      context.start();
      Logger logger = context.getLogger("dev.lanner.Test");
      logger.info(hostile);
      logger.info("with a place: {}", hostile);
      logger.warn("failed", new IllegalStateException(hostile));
      context.getLogger("org.apache.kafka.clients.consumer.ConsumerConfig").info("all settings");
    } finally {
      System.clearProperty("log.file");
    }
    List<String> lines = Files.readAllLines(log);
    assertEquals(3, lines.size(), () -> String.join("\n", lines));
    ObjectMapper json = new ObjectMapper();
    assertEquals(hostile, json.readTree(lines.get(0)).path("message").asText());
    assertEquals("with a place: " + hostile, json.readTree(lines.get(1)).path("message").asText());
    JsonNode failed = json.readTree(lines.get(2));
    assertEquals("failed", failed.path("message").asText());
    assertEquals("WARN", failed.path("level").asText());
    assertEquals("dev.lanner.Test", failed.path("logger").asText());
    assertTrue(failed.path("exception").asText().contains("IllegalStateException: " + hostile));
  }

  @Test
  void nothingInTheConfigurationAsksForLookupsInMessages() throws Exception {
    String text = Files.readString(Path.of("conf", "log4j2.properties"));
    assertFalse(text.contains("{lookups}"));
    assertFalse(text.contains("%m{"));
  }
}
