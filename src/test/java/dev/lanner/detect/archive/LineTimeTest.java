package dev.lanner.detect.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lanner.cql.event.FieldTable;
import dev.lanner.events.decode.FdrDecoder;
import dev.lanner.events.decode.FdrEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineTimeTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LineTime times = new LineTime();
  private final FdrDecoder decoder = FdrDecoder.forEvents(new FieldTable());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"timestamp\":\"1761955200000\",\"a\":\"b\"}",
        "{\"a\":\"b\",\"timestamp\":\"1761955200000\"}",
        "{\"timestamp\":1761955200000}",
        "{\"timestamp\" : \"1761955200000\"}",
        "{\"timestamp\":\"2025-11-01T00:00:00Z\"}",
        "{\"a\":\"\\\"timestamp\\\":\\\"1111111111111\\\"\",\"timestamp\":\"1761955200000\"}",
        "{\"a\":\"\\\"timestamp\":\"x\"}",
        "{\"info\":{\"timestamp\":\"1111111111111\"},\"timestamp\":\"1761955200000\"}",
        "{\"list\":[{\"timestamp\":\"1111111111111\"}],\"timestamp\":\"1761955200000\"}",
        "{\"@timestamp\":\"1761955200001\",\"timestamp\":\"1761955200000\"}",
        "{\"UTCTimestamp\":\"1761955200\"}",
        "{\"timestamp\":\"17619552000000\"}",
        "{\"timestamp\":\"\"}",
        "{\"timestamp\":\"1761955200000\"",
        "{\"a\":\"b\"}",
        "",
        "timestamp"
      })
  void saysWhatTheDecoderSays(String line) {
    assertSame(line);
  }

  @Test
  void saysWhatTheDecoderSaysOfRealLines() throws IOException {
    Path samples = Path.of("..", "shared", "fdr", "samples");
    assumeTrue(Files.isDirectory(samples), "no samples here");
    try (Stream<Path> files = Files.list(samples)) {
      for (Path file : files.sorted().toList()) {
        List<String> lines = Files.readAllLines(file);
        lines.forEach(this::assertSame);
      }
    }
  }

  /** What is looked at in words of eight bytes has to be seen at each of their places. */
  @Test
  void saysWhatTheDecoderSaysWhereverInAWordThingsStand() throws IOException {
    Random random = new Random(5);
    String[] parts = {
      "x", "longer text", "`", "@", "{", "[", "\"", "\"t", "t", "\\", "é", "timestamp"
    };
    for (int round = 0; round < 20_000; round++) {
      ObjectNode line = JSON.createObjectNode();
      int fields = random.nextInt(6);
      int place = random.nextInt(fields + 1);
      for (int i = 0; i <= fields; i++) {
        if (i == place) {
          line.put("timestamp", Long.toString(1_761_955_200_000L + random.nextInt(1_000_000)));
        } else if (random.nextInt(12) == 0) {
          line.putObject("nested" + i).put("timestamp", "1111111111111");
        } else {
          line.put(any(random, parts) + i, any(random, parts));
        }
      }
      assertSame(JSON.writeValueAsString(line));
    }
  }

  private static String any(Random random, String... parts) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      text.append(parts[random.nextInt(parts.length)]);
    }
    return text.toString();
  }

  /** A line that is cut is none for the decoder; the time in it does no harm. */
  private void assertSame(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    if (decoder.decode(bytes, 0, bytes.length) instanceof FdrEvent event) {
      assertEquals(event.timestampMillis(), times.of(bytes, 0, bytes.length), line);
    } else if (!line.startsWith("{\"timestamp\":\"1761955200000\"")) {
      assertEquals(LineTime.NONE, times.of(bytes, 0, bytes.length), line);
    }
  }
}
