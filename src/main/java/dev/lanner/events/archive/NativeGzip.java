package dev.lanner.events.archive;

import com.intel.gkl.compression.IntelInflater;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.zip.CRC32;

/**
 * Decompresses a gzip file by Intel's library (ISA-L), in half the time, where that can be loaded:
 * Linux and macOS on x86-64.
 *
 * <p>The library neither says where a member ends nor hands out what stands before damage. So it is
 * given whole files only, and only what it makes of a file of one member, complete and with the
 * right checksum, is used. Everything else is read from its beginning by {@link GzipInput}: what a
 * file holds does not depend on who decompressed it. (Up to seven stray bytes between the data and
 * the checksum go unnoticed here, as the library reads ahead; text, length and checksum are right.)
 *
 * <p>The system property {@value #PROPERTY} chooses: {@code auto} (as soon as it pays), {@code
 * intel} (from the first byte on), {@code jdk} (never).
 */
final class NativeGzip {
  /** Who decompresses. */
  static final String PROPERTY = "lanner.inflater";

  /** A larger file would take too much memory whole; FDR's have some megabytes. */
  private static final int MAX_STORED = 8 << 20;

  private static final int MAX_TEXT = 48 << 20;

  /** Loading the library costs as much as decompressing this much without it. */
  private static final long WORTH_LOADING = 4 << 20;

  private static final int HEADER = 10;
  private static final int TRAILER = 8;
  private static final int HAS_NAME = 8;

  /** Kept: a logger that nobody holds forgets its level. */
  private static final Logger LOG = Logger.getLogger("com.intel.gkl");

  private static final Queue<NativeGzip> FREE = new ConcurrentLinkedQueue<>();
  private static final AtomicLong SEEN = new AtomicLong();

  private final IntelInflater inflater;
  private final CRC32 checksum = new CRC32();
  private byte[] stored = new byte[1 << 20];
  private byte[] text = new byte[0];

  private NativeGzip(IntelInflater inflater) {
    this.inflater = inflater;
  }

  /** Whether a file of that size is to be read by {@link #open}. */
  static boolean wants(long stored) {
    return stored <= MAX_STORED && isChosen(stored);
  }

  /**
   * The text of a file, by the library if all is well with the file, else by the JDK.
   *
   * @param file what it holds, from the beginning
   */
  static InputStream open(InputStream file) {
    NativeGzip gzip = FREE.poll();
    if (gzip == null) {
      gzip = new NativeGzip(new IntelInflater(true));
    }
    int stored = gzip.read(file);
    int length = stored < gzip.stored.length ? gzip.inflate(stored) : -1;
    if (length >= 0) {
      return new Text(gzip, length, file);
    }
    byte[] begun = Arrays.copyOf(gzip.stored, stored);
    FREE.add(gzip);
    return new GzipInput(new SequenceInputStream(new ByteArrayInputStream(begun), file));
  }

  /** Reads a file as far as it can be read and there is room; gives back how many bytes. */
  private int read(InputStream file) {
    int n = 0;
    try {
      int more = 0;
      while (more >= 0 && n < MAX_STORED + 1) {
        if (n == stored.length) {
          stored = Arrays.copyOf(stored, Math.min(2 * n, MAX_STORED + 1));
        }
        more = file.read(stored, n, stored.length - n);
        n += Math.max(0, more);
      }
    } catch (IOException e) {
      // Comes again when the JDK's way gets there.
    }
    return n;
  }

  private static boolean isChosen(long length) {
    String choice = System.getProperty(PROPERTY, "auto").toLowerCase(Locale.ROOT);
    return switch (choice) {
      case "jdk" -> false;
      case "intel" -> Library.LOADED;
      default -> SEEN.addAndGet(length) > WORTH_LOADING && Library.LOADED;
    };
  }

  /** How many bytes of {@link #text} the first bytes of {@link #stored} have, or -1. */
  private int inflate(int size) {
    int from = endOfHeader(size);
    int end = size - TRAILER;
    if (from < 0 || from >= end) {
      return -1;
    }
    long length = number(stored, end + 4);
    if (length > MAX_TEXT) {
      return -1;
    }
    if (text.length <= length) {
      text = new byte[(int) Math.min(MAX_TEXT + 1, length + length / 4 + 1)];
    }
    try {
      inflater.reset();
      inflater.setInput(stored, from, end - from);
      int n = inflater.inflate(text, 0, text.length);
      checksum.reset();
      checksum.update(text, 0, Math.max(0, n));
      // Unread input: more members, or something else behind the first.
      boolean whole = n == length && inflater.finished();
      return whole && checksum.getValue() == number(stored, end) ? n : -1;
    } catch (RuntimeException damaged) {
      return -1;
    }
  }

  /** Where the data begin; -1 for a header that is not of the common kinds. */
  private int endOfHeader(int size) {
    if (size < HEADER + TRAILER
        || (stored[0] & 0xff) != GzipInput.MAGIC_1
        || (stored[1] & 0xff) != GzipInput.MAGIC_2
        || stored[2] != 8
        || (stored[3] & ~HAS_NAME) != 0) {
      return -1;
    }
    int at = HEADER;
    if (stored[3] != 0) {
      while (at < size && stored[at] != 0) {
        at++;
      }
      at++;
    }
    return at;
  }

  private static long number(byte[] bytes, int at) {
    return (bytes[at] & 0xffL)
        | (bytes[at + 1] & 0xffL) << 8
        | (bytes[at + 2] & 0xffL) << 16
        | (bytes[at + 3] & 0xffL) << 24;
  }

  /** The text; what it was made with is free again when it is closed. */
  static final class Text extends ByteArrayInputStream {
    private final InputStream file;
    private NativeGzip gzip;

    Text(NativeGzip gzip, int length, InputStream file) {
      super(gzip.text, 0, length);
      this.gzip = gzip;
      this.file = file;
    }

    /** The text itself, from the beginning, until {@link #close}: saves copying what is here. */
    byte[] bytes() {
      return buf;
    }

    /** How many bytes the text has. */
    int length() {
      return count;
    }

    @Override
    public void close() throws IOException {
      if (gzip != null) {
        buf = new byte[0];
        count = 0;
        pos = 0;
        FREE.add(gzip);
        gzip = null;
      }
      file.close();
    }
  }

  /** Whether the library is there: asked once, when first wanted. */
  private static final class Library {
    static final boolean LOADED = load();

    private static boolean load() {
      try {
        // It tells where it was loaded from.
        LOG.setLevel(Level.OFF);
        return new IntelInflater(true).load(null);
      } catch (LinkageError | RuntimeException e) {
        return false;
      }
    }
  }
}
