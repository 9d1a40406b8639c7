package dev.lanner.events.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanner.events.archive.LineReader.Read;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file holds does not depend on who decompresses it: the JDK's reading is the measure. */
class NativeGzipTest {
  @TempDir private Path folder;

  @BeforeEach
  void theLibraryIsThere() {
    System.setProperty(NativeGzip.PROPERTY, "intel");
    assumeTrue(NativeGzip.wants(1), "no native library for this machine");
  }

  @AfterEach
  void choiceIsTakenBack() {
    System.clearProperty(NativeGzip.PROPERTY);
  }

  @Test
  void oneCanChooseTheJdk() {
    System.setProperty(NativeGzip.PROPERTY, "jdk");
    assertFalse(NativeGzip.wants(1));
  }

  @Test
  void filesLargerThanTheRoomForThemAreNotForIt() {
    assertFalse(NativeGzip.wants(9 << 20));
  }

  @Test
  void aFileOfOneMemberIsTheText() throws IOException {
    for (int level : new int[] {0, 1, 6, 9}) {
      byte[] text = lines(40_000, level);
      assertEquals(new String(text, UTF_8), text(gzip(text, level)), "level " + level);
    }
    assertEquals("", text(gzip(new byte[0], 6)));
  }

  @Test
  void severalMembersAreAllRead() throws IOException {
    byte[] one = gzip(lines(100, 1), 6);
    byte[] other = gzip(lines(200, 2), 6);
    same(concat(one, other));
    same(concat(one, one));
    same(concat(one, one, gzip(new byte[0], 6)));
    assertEquals(new String(concat(lines(100, 1), lines(100, 1)), UTF_8), text(concat(one, one)));
  }

  @Test
  void whatStandsBehindTheMemberIsSeen() throws IOException {
    byte[] one = gzip(lines(100, 1), 6);
    same(concat(one, new byte[5]));
    same(concat(one, "more".getBytes(UTF_8)));
    same(concat(one, new byte[] {(byte) GzipInput.MAGIC_1, (byte) GzipInput.MAGIC_2}));
  }

  @Test
  void aFileCutAnywhereGivesTheSameLines() throws IOException {
    byte[] file = gzip(lines(300, 3), 6);
    for (int length = 2; length < file.length; length += length < 40 ? 1 : 97) {
      same(Arrays.copyOf(file, length));
    }
    for (int missing = 1; missing < 24; missing++) {
      same(Arrays.copyOf(file, file.length - missing));
    }
  }

  @Test
  void aDamagedFileGivesTheSameLines() throws IOException {
    Random random = new Random(4);
    byte[] file = gzip(lines(300, 4), 6);
    for (int i = 0; i < 400; i++) {
      byte[] damaged = file.clone();
      damaged[2 + random.nextInt(file.length - 2)] ^= (byte) (1 << random.nextInt(8));
      same(damaged);
    }
  }

  /** Both ways the same, whatever it is. */
  private void same(byte[] file) throws IOException {
    List<String> found = read(file);
    System.setProperty(NativeGzip.PROPERTY, "jdk");
    List<String> expected = read(file);
    System.setProperty(NativeGzip.PROPERTY, "intel");
    assertEquals(expected, found);
  }

  private String text(byte[] file) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line : read(file)) {
      text.append(line.substring("LINE ".length())).append('\n');
    }
    return text.toString();
  }

  private List<String> read(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("part.gz"), bytes);
    List<String> found = new ArrayList<>();
    try (LineReader lines = LineReader.open(new DataFile("part.gz", file, bytes.length))) {
      for (Read read = lines.next(); read != Read.END; read = lines.next()) {
        found.add(
            switch (read) {
              case LINE ->
                  "LINE " + new String(lines.buffer(), lines.offset(), lines.length(), UTF_8);
              case CUT -> "CUT " + lines.cut();
              default -> read + " " + lines.length();
            });
      }
    }
    return found;
  }

  private static byte[] lines(int count, long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append("{\"event_simpleName\":\"DnsRequest\",\"n\":\"").append(i).append("\",\"x\":\"");
      for (int k = random.nextInt(20); k > 0; k--) {
        text.append((char) ('a' + random.nextInt(26)));
      }
      text.append("\"}\n");
    }
    return text.toString().getBytes(UTF_8);
  }

  private static byte[] gzip(byte[] text, int level) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out =
        new GZIPOutputStream(bytes) {
          {
            def = new Deflater(level, true);
          }
        }) {
      out.write(text);
    }
    return bytes.toByteArray();
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }
}
