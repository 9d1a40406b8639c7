package dev.lanner.cql.regex.vectorscan;

import com.gliwka.hyperscan.jni.hs_compile_error_t;
import com.gliwka.hyperscan.jni.hs_database_t;
import com.gliwka.hyperscan.jni.hs_scratch_t;
import com.gliwka.hyperscan.jni.hyperscan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The library: Linux on x86-64 and on 64-bit ARM. */
public final class Vectorscan {
  private Vectorscan() {}

  /** Whether the library is there; if not, a line in the log says why, once. */
  public static boolean isLoaded() {
    return Library.LOADED;
  }

  /**
   * Makes a pattern ready to be searched for; only where the library {@link #isLoaded}.
   *
   * @param pattern over bytes, in ASCII, without NUL; {@code .} and classes are of single bytes
   * @return null if the library refuses the pattern: it would be too large, could be found in the
   *     empty text or nowhere, or has an end of the text in a place that the library does not
   *     search
   */
  public static Database compile(String pattern) {
    hs_database_t database = new hs_database_t();
    hs_compile_error_t error = new hs_compile_error_t();
    int flags = hyperscan.HS_FLAG_SINGLEMATCH;
    int result =
        hyperscan.hs_compile(pattern, flags, hyperscan.HS_MODE_BLOCK, null, database, error);
    if (result != hyperscan.HS_SUCCESS) {
      hyperscan.hs_free_compile_error(error);
      return null;
    }
    hs_scratch_t scratch = new hs_scratch_t();
    if (hyperscan.hs_alloc_scratch(database, scratch) != hyperscan.HS_SUCCESS) {
      hyperscan.hs_free_database(database);
      return null;
    }
    return new Database(database, scratch);
  }

  /** Asked once, when first wanted. */
  private static final class Library {
    static final boolean LOADED = load();

    private static boolean load() {
      String reason;
      try {
        if (hyperscan.hs_valid_platform() == hyperscan.HS_SUCCESS) {
          return true;
        }
        reason = "it does not run on this processor";
      } catch (LinkageError | RuntimeException e) {
        reason = e.toString();
      }
      Logger log = LoggerFactory.getLogger(Vectorscan.class);
      log.warn("Vectorscan cannot be loaded, the automaton searches instead: {}", reason);
      return false;
    }
  }
}
