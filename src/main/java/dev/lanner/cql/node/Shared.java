package dev.lanner.cql.node;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.index.Requirement;
import dev.lanner.cql.index.Trace;
import dev.lanner.cql.index.Traced;
import dev.lanner.cql.run.Filter;
import dev.lanner.cql.run.Quorum;
import dev.lanner.cql.run.SharedQuestion;
import java.util.BitSet;
import java.util.List;
import java.util.function.ToIntFunction;

/** A filter whose answer other queries may know already. */
final class Shared implements Filter, Traced, Quorum {
  private static final int YES = 1;
  private static final int NO = 0;

  private final Filter filter;
  private final SharedQuestion question;
  private final ToIntFunction<Row> find;

  Shared(Filter filter, SharedQuestion question) {
    this.filter = filter;
    this.question = question;
    this.find = row -> filter.test(row) ? YES : NO;
  }

  @Override
  public boolean test(Row row) {
    return question.ask(row, find) == YES;
  }

  @Override
  public int quorum(BitSet counts) {
    return Quorum.ofAll(List.of(filter), counts);
  }

  @Override
  public Requirement trace(Trace trace) {
    return trace.through(filter);
  }
}
