package dev.lanner.correlate;

import dev.lanner.detect.wire.Tagged;
import dev.lanner.detect.wire.Types;
import dev.lanner.detect.wire.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.EventComparator;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.Collector;

/**
 * The one pattern for all rules: some record, and later in the order of arrival another one of the
 * same key such that one is evidence for the other. Order of arrival says nothing about the order
 * on the host, so either may come first.
 *
 * <p>Records of one second carry the same timestamp here; the comparator puts them in one order,
 * without which CEP's own choice differs from run to run.
 */
final class ConfirmPattern {
  private static final String FIRST = "first";
  private static final String SECOND = "second";

  private ConfirmPattern() {}

  static SingleOutputStreamOperator<Verdict> apply(
      KeyedStream<Tagged, String> records, ConfirmSettings settings) {
    // The end of `within` is exclusive in CEP; the condition tests the horizon itself.
    Pattern<Tagged, Tagged> pattern =
        Pattern.<Tagged>begin(FIRST, AfterMatchSkipStrategy.noSkip())
            .followedByAny(SECOND)
            .where(new Confirms(settings.horizonMillis()))
            .within(Duration.ofMillis(settings.horizonMillis() + ConfirmSettings.STEP_MILLIS));
    return CEP.pattern(records, pattern, new InOrder())
        .inEventTime()
        .process(new Found(), Types.VERDICT);
  }

  private static final class InOrder implements EventComparator<Tagged> {
    private static final long serialVersionUID = 1;

    @Override
    public int compare(Tagged a, Tagged b) {
      return Tagged.ORDER.compare(a, b);
    }
  }

  private static final class Confirms extends IterativeCondition<Tagged> {
    private static final long serialVersionUID = 1;

    private final long horizonMillis;

    Confirms(long horizonMillis) {
      this.horizonMillis = horizonMillis;
    }

    @Override
    public boolean filter(Tagged second, IterativeCondition.Context<Tagged> context)
        throws Exception {
      for (Tagged first : context.getEventsForPattern(FIRST)) {
        return Pairing.confirms(first, second, horizonMillis);
      }
      return false;
    }
  }

  private static final class Found extends PatternProcessFunction<Tagged, Verdict> {
    private static final long serialVersionUID = 1;

    @Override
    public void processMatch(
        Map<String, List<Tagged>> match,
        PatternProcessFunction.Context context,
        Collector<Verdict> out) {
      Tagged first = match.get(FIRST).get(0);
      Tagged candidate = first.isEvidence() ? match.get(SECOND).get(0) : first;
      out.collect(new Verdict(candidate, Verdict.Kind.CONFIRMED));
    }
  }
}
