package dev.lanner.cql.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.lanner.cql.index.Requirement.Kind;
import dev.lanner.cql.index.Requirement.Literal;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** The index finds what looking at one literal after the other finds. */
class LiteralIndexTest {
  private static final List<Kind> KINDS =
      List.of(Kind.EQUALS, Kind.PREFIX, Kind.SUFFIX, Kind.CONTAINS, Kind.CONTAINS);

  private static BitSet found(LiteralIndex index, String value) {
    byte[] bytes = ("nmap" + value + "nmap").getBytes(StandardCharsets.UTF_8);
    BitSet hits = new BitSet();
    index.find(bytes, 4, bytes.length - 4, hits::set);
    return hits;
  }

  private static BitSet expected(List<Literal> literals, String value) {
    BitSet hits = new BitSet();
    for (int id = 0; id < literals.size(); id++) {
      hits.set(id, literals.get(id).matches(value));
    }
    return hits;
  }

  @Test
  void overFewLettersTextsOverlapInEveryWay() {
    Random random = new Random(3);
    long hits = 0;
    for (int round = 0; round < 400; round++) {
      List<Literal> literals = new ArrayList<>();
      for (int i = 1 + random.nextInt(40); i > 0; i--) {
        literals.add(literal(random, letters(random, 1 + random.nextInt(6))));
      }
      // From a table that holds every state to one that holds only the root.
      LiteralIndex index = LiteralIndex.of(literals, 1 << random.nextInt(14));
      for (int i = 0; i < 50; i++) {
        String value = letters(random, random.nextInt(30));
        BitSet expected = expected(literals, value);
        hits += expected.cardinality();
        assertEquals(expected, found(index, value), () -> literals + " in \"" + value + "\"");
      }
    }
    assertTrue(hits > 40_000, "only " + hits + " hits");
  }

  private static String letters(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append("aaabBk\u212A\u00e9\n".charAt(random.nextInt(9)));
    }
    return text.toString();
  }

  private static Literal literal(Random random, String text) {
    boolean ignoreCase = random.nextBoolean();
    Kind kind = KINDS.get(random.nextInt(KINDS.size()));
    return new Literal("F", kind, ignoreCase, Set.of(ignoreCase ? Folding.fold(text) : text));
  }

  @Test
  void wordsAreFoundInWhateverCaseAndScript() {
    Random random = new Random(5);
    RandomText texts = new RandomText(random);
    List<Literal> literals = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      String text = wellFormed(texts.words());
      if (!text.isEmpty()) {
        literals.add(literal(random, text));
      }
    }
    literals.add(new Literal("F", Kind.EQUALS, false, Set.of("")));
    LiteralIndex index = LiteralIndex.of(literals);
    assertEquals(literals.size(), index.size());
    long hits = 0;
    for (int i = 0; i < 5_000; i++) {
      Literal near = literals.get(random.nextInt(literals.size()));
      String value = wellFormed(texts.near(near.texts().iterator().next()));
      BitSet expected = expected(literals, value);
      hits += expected.cardinality();
      assertEquals(expected, found(index, value), () -> "in \"" + value + "\"");
    }
    assertTrue(hits > 50_000, "only " + hits + " hits");
  }

  /** Without what has no form in UTF-8. */
  private static String wellFormed(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  @Test
  void anchorsHoldAtTheEdgesOfTheSlice() {
    LiteralIndex index =
        LiteralIndex.of(
            List.of(
                new Literal("F", Kind.PREFIX, false, Set.of("ab")),
                new Literal("F", Kind.SUFFIX, true, Set.of("ab")),
                new Literal("F", Kind.EQUALS, true, Set.of("ab", "cd")),
                new Literal("F", Kind.CONTAINS, false, Set.of("ab", "xx"))));
    assertEquals("{0, 1, 2, 3}", found(index, "ab").toString());
    assertEquals("{1, 2}", found(index, "AB\r\n").toString());
    assertEquals("{0, 3}", found(index, "abc").toString());
    assertEquals("{1, 3}", found(index, "cab").toString());
    assertEquals("{2}", found(index, "CD").toString());
    assertEquals("{}", found(index, "").toString());
    assertEquals("{3}", found(index, "_xx_").toString());
  }

  @Test
  void presenceIsNotLookedUp() {
    Literal exists = new Literal("F", Kind.EXISTS, false, Set.of());
    assertThrows(IllegalArgumentException.class, () -> LiteralIndex.of(List.of(exists)));
  }

  private static List<Literal> many(int count) {
    Random random = new Random(9);
    List<Literal> literals = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = 8 + random.nextInt(24); length > 0; length--) {
        text.append((char) ('a' + random.nextInt(26)));
      }
      literals.add(new Literal("F", KINDS.get(i % 5), i % 2 == 0, Set.of(text.toString())));
    }
    return literals;
  }

  @Test
  void fiftyThousandLiteralsAreReadyInASecond() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    List<Literal> literals = many(50_000);
    LiteralIndex.of(many(5_000));
    long before = threads.getCurrentThreadCpuTime();
    LiteralIndex index = LiteralIndex.of(literals);
    long millis = (threads.getCurrentThreadCpuTime() - before) / 1_000_000;
    assertTrue(millis < 1_000, () -> millis + " ms");
    assertTrue(index.bytes() < 40L << 20, () -> index.bytes() + " bytes");
    for (int id = 0; id < literals.size(); id += 97) {
      String text = literals.get(id).texts().iterator().next();
      assertTrue(found(index, text).get(id), () -> text);
    }
  }

  @Test
  void aLookUpMakesNoObjects() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    LiteralIndex index = LiteralIndex.of(many(2_000));
    byte[] value =
        "C:\\Windows\\System32\\caf\u00e9\\\u212Aiosk.exe -enc abcdefghijklmnop\n"
            .getBytes(StandardCharsets.UTF_8);
    BitSet hits = new BitSet(index.size());
    IntConsumer sink = hits::set;
    for (int i = 0; i < 20_000; i++) {
      index.find(value, 0, value.length, sink);
    }
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 20_000; i++) {
      index.find(value, 0, value.length, sink);
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(allocated < 20_000, () -> allocated + " bytes in 20,000 look-ups");
  }
}
