package dev.lanner.cli;

import java.net.URI;

/** Addresses on the command line. */
final class Urls {
  private Urls() {}

  /** Whether a text is meant as an address and not as a path. */
  static boolean isMeant(String text) {
    return text.startsWith("http://") || text.startsWith("https://");
  }

  /**
   * The address itself.
   *
   * @throws IllegalArgumentException if nobody could be asked there
   */
  static URI http(URI address) {
    if (!isMeant(address.toString()) || address.getHost() == null) {
      throw new IllegalArgumentException(
          "`" + address + "` is no address such as http://127.0.0.1:8081");
    }
    return address;
  }
}
