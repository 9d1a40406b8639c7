package dev.lanner.job.live;

import dev.lanner.coverage.LedgerEntry.Cause;
import dev.lanner.detect.wire.Codec;
import dev.lanner.detect.wire.CodecType;
import dev.lanner.detect.wire.LateEvent;
import dev.lanner.detect.wire.RulesApplied;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What the ledger of a job hears: one of both.
 *
 * @param applied a subtask evaluates by another set; or null
 * @param missed an event that a rule did without; or null
 * @param cause why it did
 */
record LedgerInput(RulesApplied applied, LateEvent missed, Cause cause) {
  static final CodecType<LedgerInput> TYPE = CodecType.of(new Wire());

  static LedgerInput of(RulesApplied applied) {
    return new LedgerInput(applied, null, null);
  }

  static LedgerInput late(LateEvent event) {
    return new LedgerInput(null, event, Cause.LATE);
  }

  /** An event that was not late yet, and that a window does without, came before its time. */
  static LedgerInput givenUp(LateEvent event) {
    Cause cause = event.time() > event.watermark() ? Cause.QUARANTINED : Cause.LATE;
    return new LedgerInput(null, event, event.rules().isEmpty() ? Cause.GIVEN_UP : cause);
  }

  /** Writes and reads it. */
  static final class Wire implements Codec<LedgerInput> {
    private static final long serialVersionUID = 1;

    private static final RulesApplied.Wire APPLIED = new RulesApplied.Wire();
    private static final LateEvent.Wire EVENTS = new LateEvent.Wire();

    @Override
    public Class<LedgerInput> type() {
      return LedgerInput.class;
    }

    @Override
    public void write(LedgerInput value, DataOutputView out) throws IOException {
      out.writeBoolean(value.applied != null);
      if (value.applied != null) {
        APPLIED.write(value.applied, out);
      } else {
        EVENTS.write(value.missed, out);
        out.writeUTF(value.cause.name());
      }
    }

    @Override
    public LedgerInput read(DataInputView in, int version) throws IOException {
      if (in.readBoolean()) {
        return of(APPLIED.read(in, APPLIED.version()));
      }
      LateEvent missed = EVENTS.read(in, EVENTS.version());
      return new LedgerInput(null, missed, Cause.valueOf(in.readUTF()));
    }
  }
}
