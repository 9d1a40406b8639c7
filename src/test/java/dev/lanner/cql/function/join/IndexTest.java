package dev.lanner.cql.function.join;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.lanner.cql.run.Environment.LookupFile;
import dev.lanner.cql.run.TextIndex;
import dev.lanner.cql.value.Glob;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every index finds what going through all rows finds, and does not go through all rows. */
class IndexTest {
  private static final long SEED = 20_261_122L;

  private record Table(List<String> columns, List<List<String>> rows) implements LookupFile {}

  private static Table table(List<String> texts) {
    return new Table(List.of("k"), texts.stream().map(Arrays::asList).toList());
  }

  private static int[] lastFirst(int rows, int max, IntPredicate matches) {
    return IntStream.iterate(rows - 1, row -> row >= 0, row -> row - 1)
        .filter(matches)
        .limit(max)
        .toArray();
  }

  private static String word(Random random, String letters, int longest) {
    StringBuilder word = new StringBuilder();
    int length = random.nextInt(longest + 1);
    for (int i = 0; i < length; i++) {
      word.append(letters.charAt(random.nextInt(letters.length())));
    }
    return word.toString();
  }

  @Test
  void textsAreFoundAsByGoingThroughAll() {
    Random random = new Random(SEED);
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      String second = random.nextInt(50) == 0 ? null : word(random, "xY", 3);
      rows.add(Arrays.asList(word(random, "abAB", 4), "-", second));
    }
    Table file = new Table(List.of("a", "b", "c"), rows);
    for (boolean ignoreCase : new boolean[] {false, true}) {
      TextIndex index = new TextIndex(file, new int[] {0, 2}, ignoreCase);
      for (int i = 0; i < 500; i++) {
        String[] key = {word(random, "abAB", 4), word(random, "xY", 3)};
        int max = 1 + random.nextInt(40);
        assertArrayEquals(
            lastFirst(
                rows.size(),
                max,
                row ->
                    same(key[0], rows.get(row).get(0), ignoreCase)
                        && same(key[1], rows.get(row).get(2), ignoreCase)),
            index.find(key, max));
      }
    }
  }

  private static boolean same(String a, String b, boolean ignoreCase) {
    return ignoreCase
        ? b != null && a.toLowerCase(Locale.ROOT).equals(b.toLowerCase(Locale.ROOT))
        : a.equals(b);
  }

  @Test
  void networksAreFoundAsByAnotherLibrary() {
    Random random = new Random(SEED);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      String four = "10.%d.%d.%d".formatted(random.nextInt(3), random.nextInt(3), i % 256);
      texts.add(i % 17 == 0 ? "none" : four + "/" + random.nextInt(33));
      texts.add("2001:db8:%x::%x/%d".formatted(i % 3, i, random.nextInt(129)));
    }
    texts.add("10.1.1.1");
    CidrIndex index = new CidrIndex(table(texts), 0);
    List<IPAddress> networks =
        texts.stream()
            .map(text -> text.equals("none") ? null : new IPAddressString(text).getAddress())
            .map(network -> network == null ? null : network.toPrefixBlock())
            .toList();
    for (int i = 0; i < 2000; i++) {
      String address =
          i % 2 == 0
              ? "10.%d.%d.%d".formatted(random.nextInt(3), random.nextInt(3), random.nextInt(256))
              : "2001:db8:%x::%x".formatted(random.nextInt(3), random.nextInt(400));
      IPAddress asked = new IPAddressString(address).getAddress();
      int max = i % 5 == 0 ? 500 : 1;
      int[] expected =
          IntStream.range(0, texts.size())
              .filter(row -> networks.get(row) != null && networks.get(row).contains(asked))
              .boxed()
              .sorted(
                  Comparator.<Integer>comparingInt(row -> length(networks.get(row)))
                      .thenComparingInt(row -> row)
                      .reversed())
              .limit(max)
              .mapToInt(row -> row)
              .toArray();
      assertArrayEquals(expected, index.find(new String[] {address}, max), address);
    }
  }

  private static int length(IPAddress network) {
    Integer prefix = network.getNetworkPrefixLength();
    return prefix == null ? network.getBitCount() : prefix;
  }

  @Test
  void patternsAreFoundAsByGoingThroughAll() {
    Random random = new Random(SEED);
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      String second = random.nextInt(20) == 0 ? null : word(random, "xyXY*", 3);
      rows.add(Arrays.asList(word(random, "abcABCé*", 9), second));
    }
    Table file = new Table(List.of("a", "b"), rows);
    for (boolean ignoreCase : new boolean[] {false, true}) {
      GlobIndex index = new GlobIndex(file, new int[] {0, 1}, ignoreCase);
      for (int i = 0; i < 300; i++) {
        String[] key = {word(random, "abcABCÉ", 14), word(random, "xyXY", 5)};
        int max = 1 + random.nextInt(60);
        assertArrayEquals(
            lastFirst(
                rows.size(),
                max,
                row ->
                    matches(rows.get(row).get(0), key[0], ignoreCase)
                        && matches(rows.get(row).get(1), key[1], ignoreCase)),
            index.find(key, max));
      }
    }
  }

  private static boolean matches(String pattern, String text, boolean ignoreCase) {
    if (pattern == null) {
      return false;
    }
    Glob glob =
        pattern.contains("*")
            ? Glob.anchored(pattern, ignoreCase)
            : Glob.contained(pattern, ignoreCase);
    return glob.matches(text);
  }

  /** A million questions to tables of LogScale's largest sizes; row by row this takes hours. */
  @Test
  void largeTablesAnswerFast() {
    List<String> patterns = new ArrayList<>();
    for (int i = 0; i < GlobIndex.MAX_ROWS; i++) {
      patterns.add("*host-%05x.example.com".formatted(i * 7919));
    }
    List<String> networks = new ArrayList<>();
    for (int i = 0; i < 1_000_000; i++) {
      networks.add("%d.%d.%d.0/24".formatted(1 + i % 200, i / 200 % 256, i / 51_200));
    }
    assertTimeout(
        Duration.ofSeconds(60),
        () -> {
          GlobIndex globs = new GlobIndex(table(patterns), new int[] {0}, true);
          CidrIndex cidrs = new CidrIndex(table(networks), 0);
          int found = 0;
          for (int i = 0; i < 1_000_000; i++) {
            String host = "a.host-%05x.example.com".formatted(i);
            found += i % 10 == 0 ? globs.find(new String[] {host}, 1).length : 0;
            found += cidrs.find(new String[] {"7.%d.0.9".formatted(i % 256)}, 1).length;
          }
          // 7.x.0.0/24 is row 6 + 200 x; of the hosts every 7919th that is a multiple of 10.
          assertEquals(1_000_000 + 1 + (1_000_000 - 1) / 79_190, found);
        });
  }
}
