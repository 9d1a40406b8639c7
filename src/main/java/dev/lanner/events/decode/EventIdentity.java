package dev.lanner.events.decode;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What makes an event the same event when it is delivered again: the first 128 bits of a SHA-256
 * over (cid, aid, id, event_simpleName, timestamp), or over the bytes of the line where cid, aid or
 * id is missing (DESIGN section 4, Duplicates). The id alone will not do: events of other types
 * repeat it (scenario Q-2).
 *
 * @param high the first 64 bits
 * @param low the next 64 bits
 */
public record EventIdentity(long high, long low) implements Comparable<EventIdentity> {
  private static final byte BY_FIELDS = 1;
  private static final byte BY_LINE = 2;

  /** The identity of an event that has all three ids. */
  static EventIdentity ofFields(
      String cid, String aid, String id, String simpleName, long timestampMillis) {
    MessageDigest digest = sha256();
    digest.update(BY_FIELDS);
    update(digest, cid);
    update(digest, aid);
    update(digest, id);
    update(digest, simpleName);
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(timestampMillis).flip());
    return of(digest);
  }

  /** The identity of an event that lacks one of them. */
  static EventIdentity ofLine(byte[] bytes, int offset, int length) {
    MessageDigest digest = sha256();
    digest.update(BY_LINE);
    digest.update(bytes, offset, length);
    return of(digest);
  }

  private static void update(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    digest.update(bytes);
  }

  private static EventIdentity of(MessageDigest digest) {
    ByteBuffer hash = ByteBuffer.wrap(digest.digest());
    return new EventIdentity(hash.getLong(), hash.getLong());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public int compareTo(EventIdentity other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  /** 32 hex digits. */
  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
  }
}
