package dev.lanner.cql.function.network;

import dev.lanner.cql.function.CqlFunction;
import java.util.List;

/** The functions of this package. */
public final class NetworkFunctions {
  private NetworkFunctions() {}

  /** All of them. */
  public static List<CqlFunction> all() {
    return List.of(
        Enrichment.asn(),
        new Cidr(),
        new CommunityId(),
        new Distance(),
        new Geohash(),
        new IocLookup(),
        Enrichment.ipLocation(),
        new ReverseDns("rdns", "hostname"),
        new ReverseDns("reverseDns", "_hostname"),
        new Subnet());
  }
}
