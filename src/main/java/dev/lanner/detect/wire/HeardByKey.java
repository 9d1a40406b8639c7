package dev.lanner.detect.wire;

import dev.lanner.events.enrich.HeardNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What was heard of the names of the hosts that share a key of candidates: nearly always one host.
 * Changed in place.
 */
public final class HeardByKey {
  private final List<HeardNames> hosts = new ArrayList<>(1);

  /** What was heard of a host; not to be changed. */
  public HeardNames find(String cid, String aid) {
    for (HeardNames host : hosts) {
      if (host.isOf(cid, aid)) {
        return host;
      }
    }
    return HeardNames.NOTHING;
  }

  /** What was heard of a host, which may be added to. */
  public HeardNames of(String cid, String aid) {
    HeardNames host = find(cid, aid);
    if (host == HeardNames.NOTHING) {
      host = new HeardNames(cid, aid);
      hosts.add(host);
    }
    return host;
  }

  /** Writes and reads what was heard. */
  public static final class Wire implements Codec<HeardByKey> {
    private static final long serialVersionUID = 1;

    @Override
    public Class<HeardByKey> type() {
      return HeardByKey.class;
    }

    @Override
    public void write(HeardByKey value, DataOutputView out) throws IOException {
      out.writeInt(value.hosts.size());
      for (HeardNames host : value.hosts) {
        host.write(out);
      }
    }

    @Override
    public HeardByKey read(DataInputView in, int version) throws IOException {
      HeardByKey heard = new HeardByKey();
      int size = in.readInt();
      for (int i = 0; i < size; i++) {
        heard.hosts.add(HeardNames.read(in));
      }
      return heard;
    }

    @Override
    public HeardByKey copy(HeardByKey value) {
      HeardByKey copy = new HeardByKey();
      value.hosts.forEach(host -> copy.hosts.add(host.copy()));
      return copy;
    }
  }
}
