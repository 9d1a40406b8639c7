package dev.lanner.events.enrich;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.events.decode.Decoded;
import dev.lanner.events.decode.FdrDecoder;
import dev.lanner.events.decode.FdrEvent;
import java.util.List;

/**
 * Names of hosts and users that go on coming while others look them up: lines of {@code aidmaster}
 * and of {@code userinfo}, in any order. One thread may add.
 */
public final class GrowingNames {
  private final NamesById hosts = new NamesById();
  private final NamesById users = new NamesById();
  private final FdrDecoder decoder;
  private final FleetNames names =
      new FleetNames(new HostNames(hosts), new UserNames(users, new NamesById()), List.of());

  /** Begins with nobody. */
  public GrowingNames() {
    FieldTable fields = new FieldTable();
    FleetNames.FIELDS.forEach(fields::intern);
    decoder = FdrDecoder.withoutTime(fields);
  }

  /**
   * Takes a line into account.
   *
   * @return whether it is one that could be read
   */
  public boolean add(byte[] line) {
    Decoded decoded = decoder.decode(line, 0, line.length);
    if (!(decoded instanceof FdrEvent event)) {
      return false;
    }
    FleetNames.host(event, hosts::add);
    FleetNames.user(event, users::add);
    return true;
  }

  /** The names: always those of now. */
  public FleetNames names() {
    return names;
  }
}
