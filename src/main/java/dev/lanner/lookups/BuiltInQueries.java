package dev.lanner.lookups;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Saved queries that published queries call and that come with the product, written from public
 * facts (enumerations of Windows, IANA's numbers, addresses of the Falcon console). A saved query
 * of the user goes before one of the same name.
 */
public final class BuiltInQueries {
  /** Tables of hosts by {@code aid} that a query may have a better form for, the best first. */
  private static final List<String> HOST_TABLES =
      List.of("aid_master_main.csv", "fdr_aidmaster.csv");

  private static final List<String> NAMES =
      List.of(
          "crowdstrike/fltr-core:zCommunityId",
          "crowdstrike/fltr-core:zComputerName",
          "crowdstrike/fltr-core:zLogonTypeName",
          "crowdstrike/fltr-core:zUrlFalconAid",
          "crowdstrike/fltr-core:zUrlFalconPid",
          "crowdstrike/fltr-core:zUrlShodan",
          "crowdstrike/fltr-core:zUrlVTHA",
          "crowdstrike/fltr-core:zUserName",
          "crowdstrike/fltr-intelgeo:zIOC_traffic_field_normalization",
          "crowdstrike/fltr-run:ComputerName",
          "falcon/helper:enrich",
          "falcon/investigate:aid_base",
          "falcon/investigate:cid_name",
          "falcon/investigate:usersid_username_win",
          "lanner/falcon:console");

  private BuiltInQueries() {}

  /** The names, as they are called without the dollar sign, sorted. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * The text of a built-in query, or empty if there is none of that name.
   *
   * @param name as it is called, without the dollar sign
   * @param atHand whether there is a lookup file of a name; names of hosts come from a table of
   *     them only if it is
   */
  public static Optional<String> find(String name, Predicate<String> atHand) {
    if (!NAMES.contains(name)) {
      return Optional.empty();
    }
    return HOST_TABLES.stream()
        .filter(atHand)
        .flatMap(table -> read(name + '@' + table).stream())
        .findFirst()
        .or(() -> read(name));
  }

  private static Optional<String> read(String name) {
    String resource = "saved/" + name.replace(':', '/') + ".cql";
    try (InputStream in = BuiltInQueries.class.getResourceAsStream(resource)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the built-in query " + name + " cannot be read", e);
    }
  }
}
