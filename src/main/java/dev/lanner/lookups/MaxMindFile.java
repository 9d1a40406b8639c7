package dev.lanner.lookups;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Metadata;
import com.maxmind.db.Reader;
import dev.lanner.cql.function.network.IpAddress;
import dev.lanner.cql.run.Environment;
import dev.lanner.cql.value.Value;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A MaxMind database of what is known of addresses (GeoLite2 and GeoIP2 City, Country, ASN, ISP,
 * and others of the same layout), read by MaxMind's own reader. The file is mapped, not loaded: it
 * takes no heap. Safe for several threads.
 */
final class MaxMindFile implements Environment.Database {
  /** What a database tells, by the name that queries know it by. */
  enum Kind {
    /** Where an address is. */
    GEO,
    /** Whose network it is in. */
    ASN;

    String database() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The better one of a kind first: the more it tells, the newer, then by name. */
  static final Comparator<MaxMindFile> BEST_FIRST =
      Comparator.comparingInt(MaxMindFile::detail)
          .thenComparing(file -> file.metadata.buildEpoch())
          .reversed()
          .thenComparing(file -> file.path);

  private static final String LANGUAGE = "en";

  private final String path;
  private final Reader reader;
  private final Metadata metadata;

  private MaxMindFile(String path, Reader reader) {
    this.path = path;
    this.reader = reader;
    this.metadata = reader.getMetadata();
  }

  /**
   * Opens a file; what is found in it later may still show that it is damaged.
   *
   * @throws LookupException if it is no MaxMind database, or cannot be read
   */
  static MaxMindFile open(String path) {
    try {
      return new MaxMindFile(
          path, new Reader(Path.of(path).toFile(), Reader.FileMode.MEMORY_MAPPED, new CHMCache()));
    } catch (IOException | RuntimeException e) {
      throw broken(path, e);
    }
  }

  private static LookupException broken(String path, Exception e) {
    return LookupException.of(
        path,
        "not a MaxMind database, or a damaged one",
        "fetch it again, or remove it from the folder",
        e);
  }

  /** The type that the file says it has, such as {@code GeoLite2-City}. */
  String type() {
    return metadata.databaseType();
  }

  /** Whether it is of a kind. */
  boolean is(Kind kind) {
    return detail() > 0 && kind == (isAsn() ? Kind.ASN : Kind.GEO);
  }

  private boolean isAsn() {
    return type().contains("ASN") || type().contains("ISP");
  }

  /** How much it tells; 0 for a type that no function asks for. */
  private int detail() {
    if (type().contains("City") || type().contains("Enterprise") || type().contains("ASN")) {
      return 2;
    }
    return type().contains("Country") || type().contains("ISP") ? 1 : 0;
  }

  @Override
  public Map<String, String> find(String type, String key) {
    byte[] address = IpAddress.parse(key);
    if (address == null || address.length > 4 && metadata.ipVersion() == 4) {
      return null;
    }
    Map<?, ?> found;
    try {
      // An address given by its bytes: no name is ever resolved.
      found = reader.get(InetAddress.getByAddress(address), Map.class);
    } catch (IOException | RuntimeException e) {
      throw broken(path, e);
    }
    return found == null ? null : isAsn() ? network(found) : place(found);
  }

  private static Map<String, String> network(Map<?, ?> found) {
    Map<String, String> facts = new LinkedHashMap<>();
    put(facts, "asn", found.get("autonomous_system_number"));
    put(facts, "org", found.get("autonomous_system_organization"));
    return facts;
  }

  private static Map<String, String> place(Map<?, ?> found) {
    Map<String, String> facts = new LinkedHashMap<>();
    put(facts, "country", at(found, "country", "iso_code"));
    put(facts, "city", at(at(found, "city", "names"), LANGUAGE));
    put(facts, "lat", at(found, "location", "latitude"));
    put(facts, "lon", at(found, "location", "longitude"));
    return facts;
  }

  private static Object at(Object map, String... names) {
    Object value = map;
    for (String name : names) {
      value = value instanceof Map ? ((Map<?, ?>) value).get(name) : null;
    }
    return value;
  }

  private static void put(Map<String, String> facts, String name, Object value) {
    if (value instanceof Double || value instanceof Float) {
      facts.put(name, Value.of(((Number) value).doubleValue()).text());
    } else if (value != null) {
      facts.put(name, value.toString());
    }
  }
}
