package dev.lanner.cql.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a query may ask of the world around it: the time of the search, lookup files, saved queries,
 * parameters, other views. Given when a query is compiled.
 */
public interface Environment {
  /**
   * The time of evaluation, epoch milliseconds; for a rule, the end of the window or the event's
   * time.
   */
  long now();

  /** Start of the searched interval, epoch milliseconds. */
  long start();

  /** End of the searched interval, epoch milliseconds. */
  long end();

  /** A lookup file by the name a query uses, or empty if it is not at hand. */
  Optional<LookupFile> lookup(String name);

  /** The text of a saved query, or empty if there is none of that name. */
  Optional<String> savedQuery(String name);

  /** The values bound to {@code ?name}: none if unbound, several for a multi-valued parameter. */
  List<String> parameter(String name);

  /** Whether there is another view (or repository) of that name to read. */
  default boolean hasView(String name) {
    return false;
  }

  /**
   * A database of outside facts, or empty if it is not at hand: {@code geo} (of addresses), {@code
   * asn}, {@code ioc}, {@code rdns}.
   */
  default Optional<Database> database(String name) {
    return Optional.empty();
  }

  /**
   * Where queries that run over the same events ask what several of them ask; empty if each query
   * stays alone.
   */
  default Optional<SharedAnswers> shared() {
    return Optional.empty();
  }

  /**
   * What to do about a lookup file that is not at hand: where it was looked for, where to put it.
   */
  default String lookupRemedy(String name) {
    return "put it into the folder of lookup files";
  }

  /** What to do about a database that is not at hand, by the name {@link #database} takes. */
  default String databaseRemedy(String name) {
    return "";
  }

  /** Facts by key. May be asked by several threads at a time. */
  interface Database {
    /**
     * What is known of {@code key}, in the database's own field names; null if nothing.
     *
     * @param type the kind of key where a database has several ({@code ip_address} of {@code ioc}),
     *     else empty
     */
    Map<String, String> find(String type, String key);
  }

  /** A lookup file's content. */
  interface LookupFile {
    /**
     * The column of the keys of a JSON file that is an object of objects. It has no name in a query
     * and is never shown: a lookup falls back to it where it names a column the file lacks.
     */
    String NAMELESS = "";

    /** Column names in file order. */
    List<String> columns();

    /** Rows in file order; each has one text a column, null where a JSON lookup lacks it. */
    List<List<String>> rows();

    /** Where a column stands; the nameless one if there is none of that name; else -1. */
    default int column(String name) {
      int at = columns().indexOf(name);
      return at >= 0 ? at : columns().indexOf(NAMELESS);
    }

    /**
     * Something made from the content, such as an index: what {@code make} gives, kept for the next
     * question with an equal key where the content cannot change.
     *
     * @param key says what it is; its type belongs to whoever asks
     */
    default Object derived(Object key, Supplier<?> make) {
      return make.get();
    }
  }
}
