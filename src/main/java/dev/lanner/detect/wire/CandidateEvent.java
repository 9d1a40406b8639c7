package dev.lanner.detect.wire;

import java.io.IOException;
import java.util.Objects;
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

  /** Which queries of the set it may match, ascending; none if it only tells names. */
  public final int[] queries;

  /**
   * What candidates are keyed by: a hash of tenant and sensor. That two share one does no harm:
   * what is kept by key tells events apart by all they have.
   */
  public final long key;

  /** Event time, epoch milliseconds. */
  public final long time;

  /** Whether the time lies beyond the limit, so that the event enters no window. */
  public final boolean quarantined;

  /** The line, or as much of it as the queries and the detections of their rules need. */
  public final byte[] bytes;

  /** Names all there is. */
  public CandidateEvent(
      long set, int[] queries, long key, long time, boolean quarantined, byte[] bytes) {
    this.set = set;
    this.queries = queries;
    this.key = key;
    this.time = time;
    this.quarantined = quarantined;
    this.bytes = bytes;
  }

  /** The {@link #key} of a tenant and a sensor, either of which may be null. */
  public static long keyOf(String cid, String aid) {
    long both = (long) Objects.hashCode(cid) << 32 | Objects.hashCode(aid) & 0xffffffffL;
    return both * 0x9e3779b97f4a7c15L;
  }

  /** {@link #key}, for Flink. */
  public Long key() {
    return key;
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
      out.writeLong(value.key);
      out.writeLong(value.time);
      out.writeBoolean(value.quarantined);
      Texts.writeBytes(out, value.bytes);
    }

    @Override
    public void copy(DataInputView in, int version, DataOutputView out) throws IOException {
      out.writeLong(in.readLong());
      int queries = in.readInt();
      out.writeInt(queries);
      for (int i = 0; i < queries; i++) {
        out.writeInt(in.readInt());
      }
      out.writeLong(in.readLong());
      out.writeLong(in.readLong());
      out.writeBoolean(in.readBoolean());
      Texts.copy(in, out);
    }

    @Override
    public CandidateEvent read(DataInputView in, int version) throws IOException {
      long set = in.readLong();
      int[] queries = new int[in.readInt()];
      for (int i = 0; i < queries.length; i++) {
        queries[i] = in.readInt();
      }
      return new CandidateEvent(
          set, queries, in.readLong(), in.readLong(), in.readBoolean(), Texts.readBytes(in));
    }
  }
}
