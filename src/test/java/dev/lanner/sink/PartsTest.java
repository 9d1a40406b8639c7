package dev.lanner.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartsTest {
  @TempDir Path folder;

  private void part(String name, List<OutputLine> lines) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    OutputLine.Wire wire = new OutputLine.Wire();
    for (OutputLine line : lines) {
      wire.write(line, out);
    }
    Files.write(folder.resolve(name + Parts.SUFFIX), out.getCopyOfBuffer());
  }

  @Test
  void sortsAndDropsRepeatsWithinSmallMemoryToo() throws IOException {
    Random random = new Random(3);
    List<OutputLine> lines = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      lines.add(new OutputLine(String.format(Locale.ROOT, "%04d", random.nextInt(600)), "text"));
    }
    part("0", lines.subList(0, 300));
    part("1", lines.subList(300, 1000));
    List<String> expected = lines.stream().map(OutputLine::key).sorted().distinct().toList();
    for (long memory : new long[] {40, 500, 1 << 20}) {
      List<String> keys = new ArrayList<>();
      new Parts(folder, memory).forEach(line -> keys.add(line.key()));
      assertEquals(expected, keys, memory + " characters");
    }
  }

  @Test
  void aLastLineThatIsNotWholeIsLeftOut() throws IOException {
    part("0", List.of(new OutputLine("a", "one")));
    Files.write(
        folder.resolve("0" + Parts.SUFFIX),
        new byte[] {0, 0, 0, 9, 'b'},
        StandardOpenOption.APPEND);
    Path file = folder.resolve("all.ndjson");
    assertEquals(1, new Parts(folder).writeTo(file));
    assertEquals("one\n", Files.readString(file));
  }

  @Test
  void noPartsGiveAnEmptyFile() throws IOException {
    Path file = folder.resolve("all.ndjson");
    assertEquals(0, new Parts(folder.resolve("none")).writeTo(file));
    assertEquals("", Files.readString(file));
  }
}
