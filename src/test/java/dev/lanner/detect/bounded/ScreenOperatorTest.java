package dev.lanner.detect.bounded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // A harness may be interrupted while it closes.
class ScreenOperatorTest {
  /** Records like {@code key stretch adds needs}, a negative need reaches over. */
  private static final class Written implements Screening<String> {
    private static final long serialVersionUID = 1;

    private static long part(String value, int place) {
      return Long.parseLong(value.split(" ")[place]);
    }

    @Override
    public long key(String value) {
      return part(value, 0);
    }

    @Override
    public long stretch(String value) {
      return part(value, 1);
    }

    @Override
    public long adds(String value) {
      return part(value, 2);
    }

    @Override
    public int needs(String value) {
      return (int) Math.abs(part(value, 3));
    }

    @Override
    public boolean reachesOver(String value) {
      return part(value, 3) < 0;
    }
  }

  private record Screened(List<String> atOnce, List<String> inAll, long files) {}

  private static Screened screen(List<String> records) throws Exception {
    ScreenOperator<String> operator =
        new ScreenOperator<>(new Written(), StringSerializer.INSTANCE);
    try (MockEnvironment environment = new MockEnvironmentBuilder().build();
        var harness =
            new OneInputStreamOperatorTestHarness<String, String>(operator, environment)) {
      harness.open();
      for (String record : records) {
        harness.processElement(new StreamRecord<>(record, Written.part(record, 1)));
      }
      List<String> atOnce = harness.extractOutputValues();
      Path folder = Path.of(environment.getIOManager().getSpillingDirectoriesPaths()[0]);
      long files = spools(folder);
      harness.endInput();
      List<String> inAll = harness.extractOutputValues();
      assertTrue(
          harness.getOutput().stream()
              .map(one -> (StreamRecord<?>) one)
              .allMatch(one -> one.getTimestamp() == Written.part((String) one.getValue(), 1)));
      harness.close();
      assertEquals(0, spools(folder));
      return new Screened(List.copyOf(atOnce), List.copyOf(inAll), files);
    }
  }

  private static long spools(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".spool")).count();
    }
  }

  @Test
  void whatNeedsNothingGoesOnAtOnceAndTheRestIfThereIsEnough() throws Exception {
    Screened screened =
        screen(List.of("1 0 1 2", "2 0 1 2", "3 0 1 0", "1 0 1 2", "4 0 5 5", "5 0 4 5"));
    assertEquals(List.of("3 0 1 0"), screened.atOnce());
    assertEquals(List.of("3 0 1 0", "1 0 1 2", "1 0 1 2", "4 0 5 5"), screened.inAll());
  }

  @Test
  void stretchesAreCountedApartUnlessARecordReachesOver() throws Exception {
    assertEquals(List.of(), screen(List.of("1 7 1 2", "1 8 1 2")).inAll());
    assertEquals(List.of("1 7 1 -2", "1 8 1 -2"), screen(List.of("1 7 1 -2", "1 8 1 -2")).inAll());
    assertEquals(List.of(), screen(List.of("1 7 1 -2", "1 9 1 -2")).inAll());
    assertEquals(
        List.of("1 -1 1 -2", "1 0 1 -2"), screen(List.of("1 -1 1 -2", "1 0 1 -2")).inAll());
  }

  @Test
  void moreThanIsEverCountedIsEnough() throws Exception {
    assertEquals(List.of("1 0 1000 255"), screen(List.of("1 0 1000 255", "2 0 254 255")).inAll());
  }

  /** Nothing that has enough may be missing, in memory or in a file. */
  @Test
  void manyRecordsWaitInAFile() throws Exception {
    Random random = new Random(3);
    List<String> records = new ArrayList<>();
    for (int i = 0; i < 120_000; i++) {
      records.add(random.nextInt(40_000) + " " + random.nextInt(2) + " 1 3");
    }
    var counts =
        records.stream().collect(Collectors.groupingBy(record -> record, Collectors.counting()));
    List<String> enough = records.stream().filter(record -> counts.get(record) >= 3).toList();
    Screened screened = screen(records);
    assertEquals(1, screened.files());
    List<String> through = new ArrayList<>(screened.inAll());
    assertTrue(through.containsAll(enough));
    through.retainAll(enough);
    assertEquals(enough, through);
    assertTrue(screened.inAll().size() < records.size());
  }
}
