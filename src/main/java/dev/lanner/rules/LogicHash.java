package dev.lanner.rules;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A hash over everything of a rule that decides which detections it gives: query, window, slide,
 * key, throttle, confirm, exceptions. Two versions of a rule with equal hashes share their windows;
 * others never merge. Title, level and the like are not part of it.
 */
public final class LogicHash {
  private LogicHash() {}

  /** The hash, 16 hex digits. */
  public static String of(Rule rule) {
    String logic =
        String.join(
            "\u0000",
            rule.query().strip(),
            rule.window().toString(),
            rule.slide().toString(),
            rule.key().toString(),
            rule.throttle().toString(),
            rule.confirm().toString(),
            rule.exceptions().toString());
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(logic.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
