package dev.lanner.scenario;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanner.generate.GeneratedEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** An archive written by a test, file by file, in the layout of FDR. */
final class TestArchive {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;

  TestArchive(Path folder) {
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  /** A finished batch of one part file. */
  TestArchive batch(String name, List<String> lines) throws IOException {
    part(name, 0, lines);
    return finish(name);
  }

  /** One part file of a batch that is not finished yet. */
  TestArchive part(String name, int number, List<String> lines) throws IOException {
    gzip(
        folder.resolve("data").resolve(name).resolve(String.format("part-%05d.gz", number)),
        (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Puts the marker of a finished batch. */
  TestArchive finish(String name) throws IOException {
    Files.write(folder.resolve("data").resolve(name).resolve("_SUCCESS"), new byte[0]);
    return this;
  }

  /** A snapshot of host names: agent id to name. */
  TestArchive hosts(Map<String, String> names) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> name : names.entrySet()) {
      text.append(
          json(
              Map.of(
                  "aid",
                  name.getKey(),
                  "cid",
                  Events.CID,
                  "ComputerName",
                  name.getValue(),
                  "Time",
                  "1793491200.000",
                  "event_platform",
                  "Win")));
      text.append('\n');
    }
    gzip(
        folder.resolve("fdrv2/aidmaster/snapshot/part-00000.gz"),
        text.toString().getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** A snapshot that names one host as of some time, milliseconds after the start of events. */
  TestArchive host(String snapshot, String aid, String name, long millis) throws IOException {
    Map<String, String> line =
        Map.of("aid", aid, "cid", Events.CID, "ComputerName", name, "Time", Events.seconds(millis));
    gzip(
        folder.resolve("fdrv2/aidmaster").resolve(snapshot).resolve("part-00000.gz"),
        (json(line) + "\n").getBytes(StandardCharsets.UTF_8));
    return this;
  }

  static List<String> lines(List<GeneratedEvent> events) {
    return events.stream().map(GeneratedEvent::toJson).toList();
  }

  static String json(Map<String, ?> fields) {
    try {
      return JSON.writeValueAsString(fields);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static void gzip(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.getParent());
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(content);
    }
  }
}
