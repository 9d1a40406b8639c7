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

  /** Never fed; copying it is cheaper than asking the platform for one. */
  private static final MessageDigest SHA_256 = newSha256();

  /** The identity of an event that has all three ids. */
  static EventIdentity ofFields(
      String cid, String aid, String id, String simpleName, long timestampMillis) {
    byte[][] texts = {bytes(cid), bytes(aid), bytes(id), bytes(simpleName)};
    int length = 1 + Long.BYTES;
    for (byte[] text : texts) {
      length += Integer.BYTES + text.length;
    }
    ByteBuffer all = ByteBuffer.allocate(length).put(BY_FIELDS);
    for (byte[] text : texts) {
      all.putInt(text.length).put(text);
    }
    MessageDigest digest = sha256();
    digest.update(all.putLong(timestampMillis).array());
    return of(digest);
  }

  /** The identity of an event that lacks one of them. */
  static EventIdentity ofLine(byte[] bytes, int offset, int length) {
    MessageDigest digest = sha256();
    digest.update(BY_LINE);
    digest.update(bytes, offset, length);
    return of(digest);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static EventIdentity of(MessageDigest digest) {
    ByteBuffer hash = ByteBuffer.wrap(digest.digest());
    return new EventIdentity(hash.getLong(), hash.getLong());
  }

  private static MessageDigest sha256() {
    try {
      return (MessageDigest) SHA_256.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("digests of the Java platform can be copied", e);
    }
  }

  private static MessageDigest newSha256() {
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
