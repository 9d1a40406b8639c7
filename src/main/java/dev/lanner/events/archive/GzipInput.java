package dev.lanner.events.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Decompresses gzip data (RFC 1952) of any number of members.
 *
 * <p>The JDK's own stream decides by {@code available()} whether another member follows, which can
 * end a file early without a word, and loses the bytes that a damaged block still gave. This one
 * reads all members, hands out every byte that could be decompressed, and only then says what is
 * wrong.
 */
final class GzipInput extends InputStream {
  static final int MAGIC_1 = 0x1f;
  static final int MAGIC_2 = 0x8b;

  private static final int DEFLATE = 8;
  private static final int HAS_HEADER_CHECKSUM = 2;
  private static final int HAS_EXTRA = 4;
  private static final int HAS_NAME = 8;
  private static final int HAS_COMMENT = 16;
  private static final int RESERVED = 0xe0;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final byte[] input = new byte[64 * 1024];
  private int position;
  private int limit;
  private boolean inMember;
  private boolean anyMember;
  private boolean ended;
  private IOException failure;

  GzipInput(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /**
   * Fills in at least one byte unless all is read; throws only when nothing is left to hand out.
   */
  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (failure != null) {
      throw failure;
    }
    while (!ended) {
      if (!inMember) {
        startMember();
        continue;
      }
      int n = inflate(bytes, offset, length);
      if (n > 0) {
        return n;
      }
    }
    return -1;
  }

  private int inflate(byte[] bytes, int offset, int length) throws IOException {
    long before = inflater.getBytesWritten();
    int n;
    try {
      n = inflater.inflate(bytes, offset, length);
    } catch (DataFormatException e) {
      n = (int) (inflater.getBytesWritten() - before);
      failure = new ZipException("the gzip data are damaged");
      if (n == 0) {
        throw failure;
      }
      return n;
    }
    checksum.update(bytes, offset, n);
    if (inflater.finished()) {
      position = limit - inflater.getRemaining();
      try {
        endMember();
      } catch (IOException e) {
        failure = e;
        if (n == 0) {
          throw e;
        }
      }
    } else if (n == 0) {
      if (inflater.needsDictionary()) {
        throw new ZipException("the gzip data are damaged");
      }
      fill();
      if (limit == 0) {
        throw endsEarly();
      }
      inflater.setInput(input, 0, limit);
    }
    return n;
  }

  private void startMember() throws IOException {
    int first = next();
    while (anyMember && first == 0) {
      first = next();
    }
    if (first < 0) {
      if (!anyMember) {
        throw new ZipException("these are no gzip data");
      }
      ended = true;
      return;
    }
    if (first != MAGIC_1 || next() != MAGIC_2) {
      throw new ZipException(
          anyMember ? "other data stand behind the gzip data" : "these are no gzip data");
    }
    anyMember = true;
    int method = need();
    int flags = need();
    if (method != DEFLATE || (flags & RESERVED) != 0) {
      throw new ZipException("the gzip data are compressed in an unknown way");
    }
    skip(6);
    if ((flags & HAS_EXTRA) != 0) {
      skip(need() | need() << 8);
    }
    if ((flags & HAS_NAME) != 0) {
      skipText();
    }
    if ((flags & HAS_COMMENT) != 0) {
      skipText();
    }
    if ((flags & HAS_HEADER_CHECKSUM) != 0) {
      skip(2);
    }
    inflater.reset();
    inflater.setInput(input, position, limit - position);
    checksum.reset();
    inMember = true;
  }

  private void endMember() throws IOException {
    inMember = false;
    long written = number();
    long size = number();
    if (written != checksum.getValue() || size != (inflater.getBytesWritten() & 0xffffffffL)) {
      throw new ZipException("the gzip data are damaged: the checksum differs");
    }
  }

  private long number() throws IOException {
    return need() | need() << 8 | need() << 16 | (long) need() << 24;
  }

  private void skip(int bytes) throws IOException {
    for (int i = 0; i < bytes; i++) {
      need();
    }
  }

  private void skipText() throws IOException {
    int next = need();
    while (next != 0) {
      next = need();
    }
  }

  private int need() throws IOException {
    int next = next();
    if (next < 0) {
      throw endsEarly();
    }
    return next;
  }

  private int next() throws IOException {
    if (position == limit) {
      fill();
      if (limit == 0) {
        return -1;
      }
    }
    return input[position++] & 0xff;
  }

  private void fill() throws IOException {
    position = 0;
    limit = Math.max(0, in.read(input, 0, input.length));
  }

  private static EOFException endsEarly() {
    return new EOFException("the gzip data end early");
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
