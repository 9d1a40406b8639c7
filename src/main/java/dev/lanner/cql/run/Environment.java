package dev.lanner.cql.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  /** Facts by key. */
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
    /** Column names in file order. */
    List<String> columns();

    /** Rows in file order; each has one text a column, null where a JSON lookup lacks it. */
    List<List<String>> rows();
  }
}
