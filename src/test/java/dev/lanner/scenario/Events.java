package dev.lanner.scenario;

import java.util.LinkedHashMap;
import java.util.Map;

/** Raw FDR events for tests, a few fields each. */
final class Events {
  static final String CID = "c1d0a7e5b94f4e2f8d3b6a5097e1f2c4";

  /** 2026-11-01T00:00:00Z, the start of an hour and so of every window used here. */
  static final long START = 1_793_491_200_000L;

  private Events() {}

  /** A process start on {@code aid}, {@code millis} after {@link #START}. */
  static Map<String, Object> process(String aid, String id, long millis, String image) {
    Map<String, Object> event = event("ProcessRollup2", aid, id, millis);
    event.put("ImageFileName", image);
    event.put("CommandLine", image);
    event.put("TargetProcessId", "7" + id.hashCode());
    event.put("ProcessStartTime", seconds(millis));
    return event;
  }

  /** An outbound connection. */
  static Map<String, Object> connect(String aid, String id, long millis, String remote, int port) {
    Map<String, Object> event = event("NetworkConnectIP4", aid, id, millis);
    event.put("ContextTimeStamp", seconds(millis));
    event.put("RemoteAddressIP4", remote);
    event.put("RemotePort", Integer.toString(port));
    event.put("ContextProcessId", "4711");
    return event;
  }

  /** An event of any type, arrived {@code millis} after {@link #START}. */
  static Map<String, Object> event(String type, String aid, String id, long millis) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event_simpleName", type);
    event.put("aid", aid);
    event.put("cid", CID);
    event.put("id", id);
    event.put("timestamp", Long.toString(START + millis));
    return event;
  }

  static String seconds(long millis) {
    long at = START + millis;
    return at / 1000 + "." + String.format("%03d", at % 1000);
  }
}
