package dev.lanner.events.decode;

/** A part of an array of bytes. Filled anew for every use; the bytes are not its own. */
public final class ByteRange {
  private byte[] bytes = new byte[0];
  private int from;
  private int to;

  void set(byte[] newBytes, int newFrom, int newTo) {
    bytes = newBytes;
    from = newFrom;
    to = newTo;
  }

  /** The array. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where the part begins. */
  public int from() {
    return from;
  }

  /** Where it ends; exclusive. */
  public int to() {
    return to;
  }
}
