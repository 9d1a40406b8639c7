package dev.lanner.cql.regex.vectorscan;

import com.gliwka.hyperscan.jni.hs_database_t;
import com.gliwka.hyperscan.jni.hs_scratch_t;
import com.gliwka.hyperscan.jni.hyperscan;
import com.gliwka.hyperscan.jni.match_event_handler;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import org.bytedeco.javacpp.Pointer;

/**
 * A compiled pattern. Its memory is the library's, and is given back when this is no longer in use.
 * Not for several threads.
 */
public final class Database {
  /** The outcome of a search. */
  public enum Answer {
    FOUND,
    ABSENT,
    /** The text is empty or not ASCII. */
    UNKNOWN
  }

  private static final Cleaner CLEANER = Cleaner.create();
  private static final FirstMatch FIRST_MATCH = new FirstMatch();

  private final hs_database_t database;
  private final hs_scratch_t scratch;

  Database(hs_database_t database, hs_scratch_t scratch) {
    this.database = database;
    this.scratch = scratch;
    CLEANER.register(this, () -> free(database, scratch));
  }

  private static void free(hs_database_t database, hs_scratch_t scratch) {
    hyperscan.hs_free_scratch(scratch);
    hyperscan.hs_free_database(database);
  }

  /** Whether the pattern is found in a text. */
  public Answer find(String text) {
    AsciiText bytes = AsciiText.ofThisThread();
    if (!bytes.set(text)) {
      return Answer.UNKNOWN;
    }
    try {
      int result =
          hyperscan.hs_scan(
              database, bytes.pointer(), text.length(), 0, scratch, FIRST_MATCH, null);
      return switch (result) {
        case hyperscan.HS_SCAN_TERMINATED -> Answer.FOUND;
        case hyperscan.HS_SUCCESS -> Answer.ABSENT;
        default -> Answer.UNKNOWN;
      };
    } finally {
      // Not freed before the library is done with it.
      Reference.reachabilityFence(this);
    }
  }

  /** Ends a search where something is found. */
  private static final class FirstMatch extends match_event_handler {
    @Override
    public int call(int id, long from, long to, int flags, Pointer context) {
      return 1;
    }
  }
}
