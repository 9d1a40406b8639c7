package dev.lanner.events.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanner.cql.event.FieldTable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the scanner accepts, the JSON library reads in the same way: the reference here. */
class LineScannerTest {
  private static final String[] NAMES = {
    "a",
    "b",
    "timestamp",
    "aid",
    "cid",
    "ImageFileName",
    "CommandLine",
    "RemoteAddressIP4",
    "a_name_that_is_longer_than_sixteen_bytes",
    "a_name_that_is_longer_than_SIXTEEN_bytes",
    "#tagged",
    "tagged",
    "Grüße",
    "unwanted",
    ""
  };

  /** What may stand behind a line, and seem to go on with it. */
  private static final String[] BEHIND = {
    "", "}", ",", ":", "\n{\"a\":\"x\"}", "x\",\"aid\":\"y\"}", "\":\"z\",\"aid\":\"y\"}", "\"}"
  };

  private static FieldPlan plan() {
    FieldTable fields = new FieldTable();
    for (String name : NAMES) {
      if (!name.equals("unwanted")) {
        fields.intern(name);
      }
    }
    return new FieldPlan(fields);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A scanner that has learned from all lines of a test so far, and the values of the last. */
  private record Learned(Values values, LineScanner scanner) {
    static final IdentityHashMap<FieldPlan, Learned> OF = new IdentityHashMap<>();

    static Learned of(FieldPlan plan) {
      Values values = new Values(plan.places());
      return OF.computeIfAbsent(
          plan, none -> new Learned(values, new LineScanner(plan.namesOnLine(), values)));
    }
  }

  /** Reads a line with the scanner alone; null if it leaves the line to the library. */
  private static Map<String, String> scanned(FieldPlan plan, byte[] bytes, int from, int to) {
    Values values = Learned.of(plan).values();
    values.clear(bytes);
    // Every other time the scanner is told what it could see for itself.
    boolean plain = (from + to) % 2 == 0 && Words.indexOfStrange(bytes, from, to) < 0;
    if (!Learned.of(plan).scanner().scan(bytes, from, to, plain)) {
      return null;
    }
    Map<String, String> found = new LinkedHashMap<>();
    for (String name : NAMES) {
      FieldPlan.Key key = plan.keyOnLine(name);
      if (key != null && values.text(key.own) != null) {
        found.put(name, values.text(key.own));
      }
    }
    return found;
  }

  private static Map<String, String> read(FieldPlan plan, byte[] bytes, int from, int to) {
    Map<String, String> last = new LinkedHashMap<>();
    DecodeFailure failure =
        JsonFields.read(
            bytes,
            from,
            to,
            new JsonFields.Sink() {
              @Override
              public boolean wants(String name) {
                return plan.keyOnLine(name) != null;
              }

              @Override
              public void field(String name, String text) {
                last.put(name, text);
              }
            });
    if (failure != null) {
      return null;
    }
    Map<String, String> found = new LinkedHashMap<>();
    for (String name : NAMES) {
      FieldPlan.Key key = plan.keyOnLine(name);
      if (key != null && last.get(name) != null) {
        found.put(name, last.get(name));
      }
    }
    return found;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " { } \t",
        "{\"a\":\"x\"}",
        "{\"a\" : \"x\" , \"b\":\t12 }",
        "{\"a\":-0.5e+10,\"b\":0,\"aid\":1E5}",
        "{\"a\":true,\"b\":false,\"aid\":null}",
        "{\"a\":\"x\",\"a\":null}",
        "{\"a\":null,\"a\":\"x\"}",
        "{\"a\":\"\\\\Device\\\\x\\\"y\\\"\\n\\u00e9\\/\"}",
        "{\"a\":\"\\ud83d\\ude00 \\ud83d\"}",
        "{\"a\":\"Grüße 😀\",\"Grüße\":\"here\"}",
        "{\"tagged\":\"x\"}",
        "{\"#tagged\":\"x\"}",
        "{\"a_name_that_is_longer_than_SIXTEEN_bytes\":\"1\"}",
        "{\"unwanted\":\"\\u0041\",\"\":\"empty\"}",
      })
  void readsWhatIsOrdinary(String line) {
    FieldPlan plan = plan();
    byte[] bytes = utf8(line);
    assertEquals(read(plan, bytes, 0, bytes.length), scanned(plan, bytes, 0, bytes.length));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":\"x\",}",
        "{\"a\":\"x\"}}",
        "{\"a\":\"x\"} {}",
        "{\"a\":01}",
        "{\"a\":1.}",
        "{\"a\":+1}",
        "{\"a\":1e}",
        "{\"a\":tru}",
        "{\"a\":truer}",
        "{\"a\":NaN}",
        "{'a':1}",
        "{\"a\":\"\t\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"\\",
        "{\"a\" \"x\"}",
        "{,\"a\":1}",
        "{\"a\":{\"b\":1}}",
        "{\"a\":[1]}",
        "{\"\\u0061\":1}",
      })
  void leavesTheRestToTheLibrary(String line) {
    byte[] bytes = utf8(line);
    assertNull(scanned(plan(), bytes, 0, bytes.length), line);
  }

  @Test
  void valuesLongerThanCanBeNotedAreLeftToTheLibrary() {
    byte[] begin = utf8("{\"a\":\"");
    byte[] bytes = new byte[begin.length + Values.MOST_BYTES + 3];
    Arrays.fill(bytes, (byte) 'x');
    System.arraycopy(begin, 0, bytes, 0, begin.length);
    System.arraycopy(utf8("\"}"), 0, bytes, bytes.length - 2, 2);
    Values values = new Values(plan().places());
    LineScanner scanner = new LineScanner(plan().namesOnLine(), values);
    assertFalse(scanner.scan(bytes, 0, bytes.length, false));
    assertFalse(scanner.scan(bytes, 0, bytes.length, true));
  }

  @Test
  void damagedLinesAreReadAlikeOrLeft() {
    long seed = 20261122;
    Random random = new Random(seed);
    FieldPlan plan = plan();
    int accepted = 0;
    for (int i = 0; i < 60_000; i++) {
      byte[] line = utf8(line(random));
      for (int damage = random.nextInt(3); damage > 0; damage--) {
        line = damaged(random, line);
      }
      // Not at the start of an array, and with bytes behind that could go on with it.
      int from = random.nextInt(10);
      int to = from + line.length;
      byte[] behind = utf8(BEHIND[random.nextInt(BEHIND.length)]);
      byte[] bytes = new byte[to + random.nextInt(10) + random.nextInt(2) * 100];
      Arrays.fill(bytes, (byte) '"');
      System.arraycopy(line, 0, bytes, from, line.length);
      System.arraycopy(behind, 0, bytes, to, Math.min(behind.length, bytes.length - to));
      Map<String, String> scanned = scanned(plan, bytes, from, to);
      if (scanned != null) {
        accepted++;
        String text = new String(line, StandardCharsets.ISO_8859_1);
        assertEquals(read(plan, bytes, from, to), scanned, () -> "seed " + seed + ": " + text);
      }
    }
    assertTrue(accepted > 20_000, "only " + accepted + " lines were accepted");
    assertFalse(accepted > 55_000, "hardly a line was damaged");
  }

  private static String line(Random random) {
    StringBuilder line = new StringBuilder("{");
    int members = random.nextInt(8);
    for (int i = 0; i < members; i++) {
      line.append(i == 0 ? "" : random.nextInt(9) == 0 ? " , " : ",");
      line.append('"').append(NAMES[random.nextInt(NAMES.length)]).append("\":");
      line.append(random.nextInt(9) == 0 ? " " : "").append(value(random));
    }
    return line.append('}').toString();
  }

  private static String value(Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> Integer.toString(random.nextInt());
      case 1 -> Double.toString(random.nextGaussian() * 1e9);
      case 2 -> random.nextBoolean() ? "true" : "null";
      case 3 -> "\"\\\\Device\\\\HarddiskVolume2\\\\x.exe\"";
      case 4 -> "\"\\u00e" + random.nextInt(10) + "\\\"\\n\"";
      case 5 -> "\"é " + Character.toString(0x1f600 + random.nextInt(40)) + "\"";
      default -> "\"" + "abcdefghijklmnopqrstuvwxyz0123456789".substring(random.nextInt(36)) + "\"";
    };
  }

  private static byte[] damaged(Random random, byte[] line) {
    int at = random.nextInt(line.length);
    byte[] bytes = {
      '"',
      '\\',
      '{',
      '}',
      ',',
      ':',
      'u',
      'n',
      '0',
      '-',
      ' ',
      '\t',
      0,
      0x1f,
      0x7f,
      (byte) 0x80,
      (byte) 0xc3,
      (byte) 0xed,
      (byte) 0xff,
      (byte) random.nextInt(256)
    };
    byte other = bytes[random.nextInt(bytes.length)];
    return switch (random.nextInt(3)) {
      case 0 -> {
        byte[] changed = line.clone();
        changed[at] = other;
        yield changed;
      }
      case 1 -> {
        byte[] longer = Arrays.copyOf(line, line.length + 1);
        System.arraycopy(line, at, longer, at + 1, line.length - at);
        longer[at] = other;
        yield longer;
      }
      default -> Arrays.copyOf(line, Math.max(1, at));
    };
  }

  @Test
  void namesInAnyOrderWithAnyKindOfValueAreReadWhateverWasLearned() {
    long seed = 11;
    Random random = new Random(seed);
    FieldPlan plan = plan();
    String[] values = {"\"text\"", "\"\"", "12", "-0.5", "null", "true", "\"C:\\\\x\"", "\"é\""};
    String[] colons = {":", ": ", " : "};
    for (int line = 0; line < 30_000; line++) {
      StringBuilder text = new StringBuilder("{");
      int names = random.nextInt(9);
      for (int i = 0; i < names; i++) {
        String name = NAMES[random.nextInt(NAMES.length)];
        String colon = random.nextInt(20) == 0 ? colons[random.nextInt(3)] : ":";
        // Unknown names, more of them than are learned, one in ten.
        text.append(i == 0 ? "" : ",")
            .append('"')
            .append(random.nextInt(10) == 0 ? "n" + random.nextInt(1000) : name)
            .append('"')
            .append(colon)
            .append(values[random.nextInt(values.length)]);
      }
      byte[] exact = utf8(text.append('}').toString());
      byte[] bytes = random.nextBoolean() ? exact : Arrays.copyOf(exact, exact.length + 100);
      assertEquals(
          read(plan, bytes, 0, exact.length),
          scanned(plan, bytes, 0, exact.length),
          () -> "seed " + seed + ": " + text);
      int cut = random.nextInt(exact.length);
      assertNull(scanned(plan, bytes, 0, cut), () -> "seed " + seed + ": " + text);
    }
  }
}
