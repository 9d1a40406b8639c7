package dev.lanner.detect.wire;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * An event that may match: one record for all queries whose cheap part it passed.
 *
 * <p>{@link #queries} are places in the list of queries (rules and evidence) of rule set {@link
 * #set}; they mean nothing in another set.
 */
public final class CandidateEvent {
  /** Number of the rule set that chose this event. */
  public final long set;

  /** Which queries of the set it may match, ascending. */
  public final int[] queries;

  /** Tenant; empty if the event has none. */
  public final String cid;

  /** Sensor; empty if the event has none. */
  public final String aid;

  /** Event time, epoch milliseconds. */
  public final long time;

  /** Whether the time lies beyond the limit, so that the event enters no window. */
  public final boolean quarantined;

  /** The line. */
  public final byte[] bytes;

  /** Names all there is. */
  public CandidateEvent(
      long set,
      int[] queries,
      String cid,
      String aid,
      long time,
      boolean quarantined,
      byte[] bytes) {
    this.set = set;
    this.queries = queries;
    this.cid = cid;
    this.aid = aid;
    this.time = time;
    this.quarantined = quarantined;
    this.bytes = bytes;
  }

  /** What candidates are keyed by: tenant and sensor. */
  public String key() {
    return Keys.join(aid, cid);
  }

  /** Writes and reads candidates. */
  public static final class Wire implements Codec<CandidateEvent> {
    private static final long serialVersionUID = 1;

    @Override
    public Class<CandidateEvent> type() {
      return CandidateEvent.class;
    }

    @Override
    public void write(CandidateEvent value, DataOutputView out) throws IOException {
      out.writeLong(value.set);
      out.writeInt(value.queries.length);
      for (int query : value.queries) {
        out.writeInt(query);
      }
      Texts.write(out, value.cid);
      Texts.write(out, value.aid);
      out.writeLong(value.time);
      out.writeBoolean(value.quarantined);
      Texts.writeBytes(out, value.bytes);
    }

    @Override
    public CandidateEvent read(DataInputView in, int version) throws IOException {
      long set = in.readLong();
      int[] queries = new int[in.readInt()];
      for (int i = 0; i < queries.length; i++) {
        queries[i] = in.readInt();
      }
      return new CandidateEvent(
          set,
          queries,
          Texts.read(in),
          Texts.read(in),
          in.readLong(),
          in.readBoolean(),
          Texts.readBytes(in));
    }
  }
}
