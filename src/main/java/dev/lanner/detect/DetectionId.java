package dev.lanner.detect;

import dev.lanner.detect.wire.GroupKey;
import dev.lanner.detect.wire.Keys;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Names a detection by where it came from: SHA-256 over tenant, rule id, logic hash, then the
 * event's identity or the window and its group, and the place among rows of the same origin (DESIGN
 * section 4). The row's content is no part of it, because host and user may be known at one time
 * and not at another.
 */
final class DetectionId {
  private DetectionId() {}

  /** The id of a row made of one event. */
  static String ofEvent(String cid, ActiveRule rule, String identity, int ordinal) {
    return hash(
        Keys.join(cid, rule.id(), rule.logicHash(), "event", identity, Integer.toString(ordinal)));
  }

  /** The id of a row of a window; an empty group if it is made of several groups. */
  static String ofWindow(GroupKey key, long start, long end, int ordinal) {
    return hash(
        Keys.join(
            List.of(
                key.cid(),
                key.ruleId(),
                key.logicHash(),
                "window",
                Long.toString(start),
                Long.toString(end),
                Integer.toString(ordinal)),
            key.group()));
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
