package dev.lanner.events.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanner.events.archive.LineReader.Read;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineReaderTest {
  private static final int GZIP_HEADER = 10;

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gz = new GZIPOutputStream(out)) {
      gz.write(text.getBytes(UTF_8));
    }
    return out.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** Everything a reader says, one text each. */
  private static List<String> read(String file, InputStream in, int maxLineBytes)
      throws IOException {
    List<String> said = new ArrayList<>();
    try (LineReader lines = LineReader.open(file, in, maxLineBytes)) {
      for (Read read = lines.next(); read != Read.END; read = lines.next()) {
        String place = lines.line() + "@" + lines.byteOffset() + " ";
        said.add(
            switch (read) {
              case LINE ->
                  place + new String(lines.buffer(), lines.offset(), lines.length(), UTF_8);
              case TOO_LONG -> place + "too long: " + lines.length();
              case CUT -> place + lines.cut().cause() + ": " + lines.cut().incompleteBytes();
              case END -> throw new AssertionError();
            });
      }
      assertEquals(Read.END, lines.next(), "the end stays the end");
    }
    return said;
  }

  private static List<String> read(String file, byte[] bytes) throws IOException {
    return read(file, new ByteArrayInputStream(bytes), 100);
  }

  private static List<String> readText(String text) throws IOException {
    return read("a.jsonl", text.getBytes(UTF_8));
  }

  @Test
  void linesHaveNumberAndOffset() throws IOException {
    assertEquals(List.of("1@0 ab", "2@3 ", "3@4 é", "4@7 d"), readText("ab\n\né\nd\n"));
    assertEquals(List.of("1@0 ab", "2@4 cd"), readText("ab\r\ncd\r\n"));
    assertEquals(List.of("1@0 ab", "2@3 cd"), readText("ab\ncd"), "a last line needs no end");
    assertEquals(List.of(), readText(""));
    assertEquals(List.of("1@0 "), readText("\n"));
    assertEquals(List.of("1@0 a\rb"), readText("a\rb\n"));
  }

  @Test
  void linesAcrossReadsOfAnySize() throws IOException {
    StringBuilder text = new StringBuilder();
    List<String> expected = new ArrayList<>();
    for (int i = 0; text.length() < 400_000; i++) {
      String line = "x".repeat(i % 97) + i;
      expected.add((i + 1) + "@" + text.length() + " " + line);
      text.append(line).append('\n');
    }
    byte[] bytes = text.toString().getBytes(UTF_8);
    assertEquals(expected, read("a.json", bytes));
    assertEquals(expected, read("a.gz", gzip(text.toString())));
    InputStream dripping =
        new ByteArrayInputStream(bytes) {
          @Override
          public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(7, length));
          }

          @Override
          public synchronized int available() {
            return 0;
          }
        };
    assertEquals(expected, read("a.json", dripping, 200));
  }

  /** Hands out at most so many bytes at a time. */
  private static InputStream slices(byte[] bytes, int atMost) {
    return new FilterInputStream(new ByteArrayInputStream(bytes)) {
      @Override
      public int read(byte[] into, int from, int length) throws IOException {
        return super.read(into, from, Math.min(length, atMost));
      }
    };
  }

  @Test
  void whatALineIsMadeOfIsKnown() throws IOException {
    String[] lines = {
      "plain and long enough for words", "", "ends as elsewhere\r", "a \t tab", "tab\t", "\r is not"
    };
    String[] others = {
      "Gr\u00fc\u00dfe", "plain again", "\u007f counts as plain", "\u0000", "the last"
    };
    String text = String.join("\n", lines) + "\n" + String.join("\n", others);
    for (int slice = 1; slice <= text.length() + 1; slice++) {
      List<String> plain = new ArrayList<>();
      List<String> strange = new ArrayList<>();
      try (LineReader reader =
          LineReader.open("a.jsonl", slices(text.getBytes(UTF_8), slice), 99)) {
        while (reader.next() == Read.LINE) {
          String line = new String(reader.buffer(), reader.offset(), reader.length(), UTF_8);
          (reader.isPlain() ? plain : strange).add(line);
        }
      }
      // Of a line whose two bytes of end come one by one nothing is claimed.
      plain.remove("ends as elsewhere");
      strange.remove("ends as elsewhere");
      assertEquals(List.of("a \t tab", "tab\t", "\r is not", others[0], "\u0000"), strange);
      assertEquals(List.of(lines[0], "", others[1], others[2], others[4]), plain);
    }
  }

  @Test
  void tooLongLinesAreReportedAndSkipped() throws IOException {
    String exact = "y".repeat(100);
    String longer = "z".repeat(101);
    String huge = "w".repeat(1_000_000);
    assertEquals(
        List.of(
            "1@0 " + exact,
            "2@101 " + exact,
            "3@203 too long: 101",
            "4@305 too long: 1000000",
            "5@1000306 end",
            "6@1000310 too long: 1000000"),
        readText(exact + "\n" + exact + "\r\n" + longer + "\n" + huge + "\nend\n" + huge));
  }

  @Test
  void gzipOfSeveralMembersIsReadToTheEnd() throws IOException {
    byte[] members = join(gzip("a\nb"), gzip(""), gzip("c\nd\n"), gzip("e\n"));
    List<String> expected = List.of("1@0 a", "2@2 bc", "3@5 d", "4@7 e");
    assertEquals(expected, read("a.gz", members));
    assertEquals(expected, read("a.json", members), "gzip is known by its bytes");
    assertEquals(expected, read("a.gz", join(members, new byte[5])), "padding is no damage");
    InputStream unavailable =
        new ByteArrayInputStream(members) {
          @Override
          public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(1, length));
          }

          @Override
          public synchronized int available() {
            return 0;
          }
        };
    assertEquals(expected, read("a.gz", unavailable, 100), "whatever arrives at a time");
  }

  @Test
  void gzipHeaderMayHoldMore() throws IOException {
    byte[] plain = gzip("a\nb\n");
    byte[] header = Arrays.copyOf(plain, GZIP_HEADER);
    header[3] = 2 | 4 | 8 | 16;
    byte[] more = {2, 0, 9, 9, 'n', 'a', 0, 'c', 0, 1, 1};
    byte[] body = Arrays.copyOfRange(plain, GZIP_HEADER, plain.length);
    assertEquals(List.of("1@0 a", "2@2 b"), read("a.gz", join(header, more, body)));
  }

  @Test
  void whatIsNamedGzipButIsNone() throws IOException {
    assertEquals(List.of("1@0 {}"), read("a.gz", "{}\n".getBytes(UTF_8)), "plain after all");
    assertEquals(
        List.of("1@0 these are no gzip data: 0"), read("a.gz", "PK\u0003\u0004".getBytes(UTF_8)));
  }

  @Test
  void dataBehindGzipIsACut() throws IOException {
    assertEquals(
        List.of("1@0 a", "2@2 other data stand behind the gzip data: 1"),
        read("a.gz", join(gzip("a\nb"), "junk".getBytes(UTF_8))));
  }

  @Test
  void wrongChecksumIsACutBehindAllLines() throws IOException {
    byte[] bytes = gzip("a\nb\n");
    bytes[bytes.length - 8] ^= 1;
    assertEquals(
        List.of("1@0 a", "2@2 b", "3@4 the gzip data are damaged: the checksum differs: 0"),
        read("a.gz", bytes));
  }

  /** What zlib gives of a damaged file when asked for one byte after the other. */
  private static String recoverable(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Inflater inflater = new Inflater(true);
    inflater.setInput(bytes, GZIP_HEADER, bytes.length - GZIP_HEADER);
    byte[] one = new byte[1];
    try {
      while (inflater.inflate(one) == 1) {
        out.write(one[0]);
      }
    } catch (DataFormatException e) {
      // What came before stays.
    } finally {
      inflater.end();
    }
    return out.toString(UTF_8);
  }

  private static String someLines() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      text.append("{\"n\":").append(i * 7919 % 1000).append("}\n");
    }
    return text.toString();
  }

  @Test
  void allCompleteLinesBeforeATruncationAreRead() throws IOException {
    byte[] whole = gzip(someLines());
    for (int length = GZIP_HEADER; length < whole.length; length++) {
      byte[] bytes = Arrays.copyOf(whole, length);
      String text = recoverable(bytes);
      List<String> said = read("a.gz", bytes);
      int complete = (int) text.chars().filter(c -> c == '\n').count();
      int rest = text.length() - (text.lastIndexOf('\n') + 1);
      assertEquals(complete + 1, said.size(), "cut to " + length);
      assertEquals(
          (complete + 1) + "@" + (text.length() - rest) + " the gzip data end early: " + rest,
          said.get(complete));
    }
    assertEquals(60, read("a.gz", whole).size());
  }

  @Test
  void allCompleteLinesBeforeADamageAreRead() throws IOException {
    byte[] whole = gzip(someLines());
    int damaged = 0;
    for (int at = GZIP_HEADER; at < whole.length - 8; at++) {
      byte[] bytes = whole.clone();
      bytes[at] ^= (byte) 0xff;
      List<String> said = read("a.gz", bytes);
      String text = recoverable(bytes);
      int complete = (int) text.chars().filter(c -> c == '\n').count();
      assertTrue(said.size() >= complete + 1, "damaged at " + at);
      assertTrue(said.get(said.size() - 1).contains("the gzip data"), "damaged at " + at);
      damaged += said.size() == complete + 1 ? 1 : 0;
    }
    assertTrue(damaged > 100);
  }

  @Test
  void aReadErrorIsACutToo() throws IOException {
    InputStream failing =
        new FilterInputStream(new ByteArrayInputStream("ab\ncd".getBytes(UTF_8))) {
          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            int n = super.read(into, offset, length);
            if (n < 0) {
              throw new IOException("the disk is gone");
            }
            return n;
          }
        };
    assertEquals(List.of("1@0 ab", "2@3 the disk is gone: 2"), read("a.json", failing, 100));
  }

  @Test
  void aCutSaysWhereAndWhy(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("part-0.gz");
    byte[] bytes = gzip("a\nb\n");
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 3));
    try (LineReader lines = LineReader.open(new DataFile("data/part-0.gz", file, 1))) {
      assertThrows(NoSuchElementException.class, lines::cut);
      assertEquals(Read.LINE, lines.next());
      assertEquals(Read.LINE, lines.next());
      assertEquals(Read.CUT, lines.next());
      assertEquals(
          "data/part-0.gz:3: the gzip data end early; all complete lines before it were read",
          lines.cut().message());
      assertEquals(bytes.length - 3, lines.storedBytesRead());
    }
  }

  @Test
  void aMissingFileIsNamed(@TempDir Path folder) {
    Path file = folder.resolve("gone.gz");
    InputException e =
        assertThrows(InputException.class, () -> LineReader.open(new DataFile("gone.gz", file, 1)));
    assertEquals("input `" + file + "` does not exist", e.getMessage());
  }
}
