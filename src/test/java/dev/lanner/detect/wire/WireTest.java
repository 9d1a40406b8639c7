package dev.lanner.detect.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class WireTest {
  private static final Detection DETECTION =
      new Detection(
          "id",
          "cid",
          new Detection.RuleInfo("rule", "hash", "título", 3, "high", List.of("T1"), "TA1"),
          1,
          2,
          3,
          "key",
          List.of("aid", "a"),
          List.of("x", "y"),
          List.of("1", ""),
          List.of("e"),
          4,
          5,
          6,
          true,
          new Detection.Throttle("t", 7, 8),
          9);

  private static <T> T travel(CodecType<T> type, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(16);
    type.serializer().serialize(value, out);
    // Something behind it shows that exactly as much is read as was written.
    out.writeInt(42);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    T read = type.serializer().deserialize(in);
    assertEquals(42, in.readInt());
    DataOutputSerializer copied = new DataOutputSerializer(16);
    in = new DataInputDeserializer(out.getCopyOfBuffer());
    type.serializer().copy(in, copied);
    copied.writeInt(in.readInt());
    assertArrayEquals(out.getCopyOfBuffer(), copied.getCopyOfBuffer());
    return read;
  }

  @Test
  void recordsAreTheSameAfterTravelling() throws IOException {
    assertEquals(DETECTION, travel(Types.DETECTION, DETECTION));
    Tagged candidate = new Tagged(Keys.join("c", "r"), DETECTION, "id", 1, 2, 3, 4, 5);
    Tagged evidence = new Tagged(Keys.join("c", "r"), null, "id", 1, 2, 3, 4, 0);
    assertEquals(candidate, travel(Types.TAGGED, candidate));
    assertEquals(evidence, travel(Types.TAGGED, evidence));
    Verdict verdict = new Verdict(candidate, Verdict.Kind.UNCHECKED);
    assertEquals(verdict, travel(Types.VERDICT, verdict));
    Count count = Count.atLeast("n", -5);
    assertEquals(count, travel(Types.COUNT, count));
    DeadLetter letter = new DeadLetter("file", 1, -1, "cause", "text \u0000 ü");
    assertEquals(letter, travel(Types.DEAD_LETTER, letter));
    LateEvent late = new LateEvent(1, 2, "c", "a", "e", "i", List.of("r1", "r2"));
    assertEquals(late, travel(Types.LATE, late));
    RuleSetDelta set =
        new RuleSetDelta(7, List.of(new RuleSetDelta.RuleText("a", "b", "x".repeat(100_000))));
    assertEquals(set, travel(Types.RULES, set));
  }

  @Test
  void linesAndCandidatesAreTheSameAfterTravelling() throws IOException {
    RawLine line = travel(Types.RAW_LINE, RawLine.line(new byte[] {0, 1, 2, 3}, 1, 2, "f", 3, 4));
    assertArrayEquals(new byte[] {1, 2}, line.bytes);
    assertEquals("f 3 4", line.file + " " + line.line + " " + line.offset);
    RawLine end = travel(Types.RAW_LINE, RawLine.end("f", new RawLine.FileReport(1, 2, "p")));
    assertEquals(new RawLine.FileReport(1, 2, "p"), end.end);
    CandidateEvent event =
        travel(
            Types.CANDIDATE, new CandidateEvent(1, new int[] {2, 5}, 77, 6, true, new byte[] {7}));
    assertArrayEquals(new int[] {2, 5}, event.queries);
    assertArrayEquals(new byte[] {7}, event.bytes);
    assertEquals(6, event.time);
    assertTrue(event.quarantined);
  }

  @Test
  void aSnapshotOfACodecIsReadBackAndRefusesOthers() throws IOException {
    TypeSerializer<Detection> serializer = Types.DETECTION.serializer();
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    TypeSerializerSnapshot<Detection> read =
        TypeSerializerSnapshot.readVersionedSnapshot(
            new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());
    assertTrue(
        serializer.snapshotConfiguration().resolveSchemaCompatibility(read).isCompatibleAsIs());
    assertEquals(serializer, read.restoreSerializer());
    @SuppressWarnings({"unchecked", "rawtypes"})
    boolean refused =
        ((TypeSerializerSnapshot) Types.COUNT.serializer().snapshotConfiguration())
            .resolveSchemaCompatibility(read)
            .isIncompatible();
    assertTrue(refused);
  }

  @Test
  void differentPartsNeverGiveOneKey() {
    assertNotEquals(Keys.join("a", "bc"), Keys.join("ab", "c"));
    assertNotEquals(Keys.join("1:a"), Keys.join("", "a"));
    assertNotEquals(Keys.join("a\u0000b"), Keys.join("a", "b"));
    List<String> parts = List.of("", "a:1", "12", "ü\u0000", "3:abc");
    assertEquals(parts, Keys.split(Keys.join(parts.toArray(String[]::new))));
    GroupKey group = new GroupKey("c", "r", "h", List.of("x", ""));
    assertEquals(group, GroupKey.parse(group.text()));
  }

  @Test
  void anEnvelopeIsTheSameInAnyOrderAndAnySplit() throws IOException {
    long seed = 7;
    Random random = new Random(seed);
    List<EventRef> events = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      events.add(new EventRef(random.nextInt(50), "e" + i));
    }
    String expected = null;
    for (int round = 0; round < 50; round++) {
      Collections.shuffle(events, random);
      Envelope left = new Envelope(3);
      Envelope right = new Envelope(3);
      for (EventRef event : events) {
        // One field all agree on, one that differs, one that some lack.
        String[] values = {"same", event.id(), event.time() < 10 ? "some" : null};
        (random.nextBoolean() ? left : right).add(event, event.time(), values);
      }
      left.merge(right);
      DataOutputSerializer out = new DataOutputSerializer(64);
      left.write(out);
      Envelope read = Envelope.read(new DataInputDeserializer(out.getCopyOfBuffer()));
      String shown =
          read.count()
              + " "
              + read.first()
              + " "
              + read.last()
              + " "
              + read.lastSensor()
              + " "
              + read.eventIds()
              + " "
              + read.value(0)
              + " "
              + read.value(1)
              + " "
              + read.value(2);
      expected = expected == null ? shown : expected;
      assertEquals(expected, shown, "seed " + seed);
      assertEquals(Envelope.MAX_EVENTS, read.eventIds().size());
    }
    assertTrue(expected.endsWith(" same null some"), expected);
  }
}
