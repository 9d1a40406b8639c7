package dev.lanner.detect;

import static dev.lanner.detect.Harness.START;
import static dev.lanner.detect.Harness.candidate;
import static dev.lanner.detect.Harness.line;
import static dev.lanner.detect.TestRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanner.detect.wire.Partial;
import dev.lanner.detect.wire.RuleSetDelta;
import dev.lanner.rules.Rule;
import java.time.Duration;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // A harness may be interrupted while it closes.
class CombineOperatorTest {
  private static final Rule RULE =
      rule("window", "#event_simpleName=DnsRequest | groupBy(DomainName, function=count())")
          .window(Duration.ofMinutes(5))
          .build();

  private static List<StreamRecord<Partial>> partials(long... seconds) throws Exception {
    RuleSetDelta rules = Harness.set(1, RULE);
    try (var harness = Harness.candidates(rules, 3_600_000, false)) {
      harness.open();
      for (long second : seconds) {
        String event = line("DnsRequest", "id" + second, second, "DomainName", "example.com");
        harness.processElement(candidate(1, event, second, 0), START + second * 1000);
      }
      return List.copyOf(harness.getSideOutput(Outputs.PARTIALS));
    }
  }

  @Test
  void mergesOnePanesPartsAndHoldsNothingBeyondWatermarkCheckpointAndEnd() throws Exception {
    List<StreamRecord<Partial>> partials = partials(1, 2, 301, 3, 4, 5);
    try (var harness =
        new OneInputStreamOperatorTestHarness<Partial, Partial>(new CombineOperator())) {
      harness.open();
      harness.processElement(partials.get(0));
      harness.processElement(partials.get(1));
      harness.processElement(partials.get(2));
      assertEquals(0, harness.extractOutputValues().size());
      harness.processWatermark(START);
      assertEquals(
          List.of(1L, 2L),
          harness.extractOutputValues().stream()
              .map(partial -> partial.pane().envelope().count())
              .sorted()
              .toList());
      harness.processElement(partials.get(3));
      harness.prepareSnapshotPreBarrier(1);
      assertEquals(3, harness.extractOutputValues().size());
      harness.processElement(partials.get(4));
      harness.endInput();
      assertEquals(4, harness.extractOutputValues().size());
    }
  }
}
