package dev.lanner.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The hosts of the background and their users: in every twenty, twelve Windows workstations, two
 * Windows servers, three Macs and three Linux servers.
 */
final class Fleet {

  /** A server has this many times the events of a workstation. Planning figure: three to ten. */
  static final int SERVER_WEIGHT = 4;

  /** A host and the one who works on it (on servers: the service account). */
  record Member(Host host, Account account) {}

  private static final String[] FIRST_NAMES = {
    "anna", "bela", "carl", "dana", "emil", "fiona", "georg", "hana", "ivan", "jana", "karel",
    "lena", "marek", "nina", "otto", "petra", "quido", "rosa", "simon", "tereza", "uwe", "vera",
    "wanda", "xaver", "yara", "zoe"
  };

  private static final String[] DEPARTMENTS = {"HR", "SAL", "MKT", "LOG", "DEV", "LAW"};

  private Fleet() {}

  static List<Member> of(int hosts, long seed) {
    List<Member> members = new ArrayList<>(hosts);
    for (int i = 0; i < hosts; i++) {
      members.add(member(i, Draws.of(seed, "background host " + i)));
    }
    return members;
  }

  private static Member member(int index, Draws draws) {
    String userName = FIRST_NAMES[index % FIRST_NAMES.length] + "." + (100 + index);
    String number = String.format(Locale.ROOT, "%05d", index);
    String department = DEPARTMENTS[index % DEPARTMENTS.length];
    Account user = Account.corp(userName, 10_000 + index, Account.Privilege.USER);
    return switch (index % 20) {
      case 4 -> server("SRV-APP-" + number, Platform.WINDOWS, index, draws, service(index));
      case 14 -> server("SRV-DB-" + number, Platform.WINDOWS, index, draws, service(index));
      case 2, 9, 16 ->
          workstation("MAC-" + number, Platform.MAC, index, draws, Account.unix(userName, 501));
      case 6, 11, 18 ->
          server("LNX-WEB-" + number, Platform.LINUX, index, draws, Account.unix("portal", 990));
      default ->
          workstation("WS-" + department + "-" + number, Platform.WINDOWS, index, draws, user);
    };
  }

  private static Account service(int index) {
    return Account.corp("svc_app" + index, 10_000 + index, Account.Privilege.ADMINISTRATOR);
  }

  private static Member workstation(
      String name, Platform platform, int index, Draws draws, Account account) {
    return new Member(host(name, platform, index, Host.Role.WORKSTATION, draws), account);
  }

  private static Member server(
      String name, Platform platform, int index, Draws draws, Account account) {
    return new Member(host(name, platform, index, Host.Role.SERVER, draws), account);
  }

  private static Host host(String name, Platform platform, int index, Host.Role role, Draws draws) {
    String local =
        "10." + (40 + index / 62_500) + "." + (index / 250 % 250) + "." + (2 + index % 250);
    return new Host(
        Scenario.CID,
        draws.hex(32),
        name,
        platform,
        "192.0.2." + (20 + index % 8),
        local,
        role,
        draws.oneOf(Sensor.values()),
        Integer.toString(draws.between(100_000_000, 2_000_000_000)));
  }
}
