package dev.lanner.cql.function.parsing;

/**
 * A URI taken apart by its structure alone (RFC 3986, appendix B), so that what logs hold is read
 * as it is. A part that is not there is null.
 */
record Uri(
    String scheme,
    String username,
    String password,
    String host,
    String port,
    String path,
    String query,
    String fragment) {

  /**
   * Reads a URI with a host.
   *
   * @param base {@code //}, or a scheme and {@code ://}, to put before a text that has neither; or
   *     empty
   * @return null if there is no host, even with the base
   */
  static Uri parse(String text, String base) {
    String scheme = null;
    String rest = text;
    int end = schemeEnd(text);
    if (end > 0 && text.startsWith("//", end + 1)) {
      scheme = text.substring(0, end);
      rest = text.substring(end + 3);
    } else if (text.startsWith("//")) {
      scheme = schemeOf(base);
      rest = text.substring(2);
    } else if (base.isEmpty()) {
      return null;
    } else {
      scheme = schemeOf(base);
    }
    String fragment = behind(rest, '#');
    rest = before(rest, "#");
    String query = behind(rest, '?');
    rest = before(rest, "?");
    int slash = rest.indexOf('/');
    String authority = slash < 0 ? rest : rest.substring(0, slash);
    String path = slash < 0 ? "" : rest.substring(slash);
    int at = authority.lastIndexOf('@');
    String user = at < 0 ? null : authority.substring(0, at);
    String place = authority.substring(at + 1);
    int colon = portColon(place);
    String host = colon < 0 ? place : place.substring(0, colon);
    if (host.isEmpty()) {
      return null;
    }
    String port = colon < 0 || colon == place.length() - 1 ? null : place.substring(colon + 1);
    return new Uri(
        scheme,
        user == null ? null : before(user, ":"),
        user == null ? null : behind(user, ':'),
        host,
        port,
        path,
        query,
        fragment);
  }

  private static String schemeOf(String base) {
    return base.endsWith("://") ? base.substring(0, base.length() - 3) : null;
  }

  /** The colon behind a scheme, or -1 if the text begins with none. */
  static int schemeEnd(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      boolean later = c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.';
      if (c == ':') {
        return i;
      }
      if (!letter && (i == 0 || !later)) {
        return -1;
      }
    }
    return -1;
  }

  /**
   * The colon before a port of digits, not one inside the brackets of an address; -1 if there is
   * none.
   */
  private static int portColon(String place) {
    int colon = place.lastIndexOf(':');
    if (colon < 0 || colon < place.lastIndexOf(']')) {
      return -1;
    }
    for (int i = colon + 1; i < place.length(); i++) {
      if (place.charAt(i) < '0' || place.charAt(i) > '9') {
        return -1;
      }
    }
    return colon;
  }

  private static String before(String text, String mark) {
    int at = text.indexOf(mark);
    return at < 0 ? text : text.substring(0, at);
  }

  private static String behind(String text, char mark) {
    int at = text.indexOf(mark);
    return at < 0 ? null : text.substring(at + 1);
  }
}
