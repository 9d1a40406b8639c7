package dev.lanner.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanner.cql.compile.NoWorld;
import dev.lanner.detect.World;
import dev.lanner.detect.wire.RuleSetDelta;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("slow")
class ReplayTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(ReplaySettings.Mode.class)
  void everyLineIsAccountedFor(ReplaySettings.Mode mode) throws Exception {
    gz("in/data/a/part-0.gz", line(1), line(2), "no json", line(3));
    gz("in/data/b/part-0.gz", line(4), line(5));
    Replay.Result result = replay(mode, 2);
    assertEquals(6, result.account().in());
    assertEquals(5, result.account().evaluated());
    assertEquals(1, result.account().deadLetter());
    assertEquals(2, result.account().files());
    assertEquals(List.of(), result.account().faults());
    assertEquals(
        "{\"file\":\"data/a/part-0.gz\",\"line\":3,\"offset\":"
            + 2 * (line(1).length() + 1)
            + ",\"cause\":\"not JSON\",\"text\":\"no json\"}\n",
        Files.readString(folder.resolve("out/deadletters.ndjson")));
  }

  private static String line(int second) {
    return "{\"event_simpleName\":\"DnsRequest\",\"aid\":\"a\",\"cid\":\"c\",\"id\":\"i"
        + second
        + "\",\"timestamp\":\""
        + (1_700_000_000_000L + second * 1000L)
        + "\"}";
  }

  private void gz(String name, String... lines) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  private Replay.Result replay(ReplaySettings.Mode mode, int parallelism) throws Exception {
    ReplaySettings settings = TestSettings.in(folder, mode, parallelism);
    World world = NoWorld::new;
    return Replay.prepare(settings, new RuleSetDelta(1, List.of()), world).run();
  }
}
