package dev.lanner.cql.function.network;

/**
 * Reads IP addresses strictly: four decimal numbers without leading zeros, or the forms of RFC 4291
 * (with {@code ::} and a dotted end). No names, no zones, no ports, no brackets, no blanks.
 */
public final class IpAddress {
  private static final int V6_GROUPS = 8;

  private IpAddress() {}

  /** The IPv4 address as an unsigned number, or -1 if the text is none. Allocates nothing. */
  public static long v4(String text) {
    return text.length() < 7 || text.length() > 15 ? -1 : v4(text, 0);
  }

  private static long v4(String text, int from) {
    long address = 0;
    int part = 0;
    int digits = 0;
    int parts = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        if (digits > 0 && part == 0) {
          return -1;
        }
        part = part * 10 + c - '0';
        digits++;
        if (part > 255) {
          return -1;
        }
      } else if (c == '.' && digits > 0 && parts < 3) {
        address = address << 8 | part;
        parts++;
        part = 0;
        digits = 0;
      } else {
        return -1;
      }
    }
    return parts == 3 && digits > 0 ? address << 8 | part : -1;
  }

  /** The IPv6 address as 16 bytes, or null if the text is none. */
  public static byte[] v6(String text) {
    if (text.length() < 2 || text.length() > 45 || text.indexOf(':') < 0) {
      return null;
    }
    int[] groups = new int[V6_GROUPS];
    int count = 0;
    int gap = -1;
    int i = 0;
    if (text.startsWith("::")) {
      gap = 0;
      i = 2;
    }
    while (i < text.length()) {
      int end = i;
      while (end < text.length() && text.charAt(end) != ':') {
        end++;
      }
      if (text.indexOf('.', i) >= 0 && end == text.length()) {
        long dotted = v4(text, i);
        if (dotted < 0 || count > V6_GROUPS - 2) {
          return null;
        }
        groups[count++] = (int) (dotted >> 16);
        groups[count++] = (int) (dotted & 0xFFFF);
        i = end;
        break;
      }
      int group = group(text, i, end);
      if (group < 0 || count == V6_GROUPS) {
        return null;
      }
      groups[count++] = group;
      if (end == text.length()) {
        i = end;
        break;
      }
      i = end + 1;
      if (i == text.length()) {
        return null;
      }
      if (text.charAt(i) == ':') {
        if (gap >= 0) {
          return null;
        }
        gap = count;
        i++;
      }
    }
    return bytes(groups, count, gap);
  }

  private static byte[] bytes(int[] groups, int count, int gap) {
    if (gap < 0 ? count != V6_GROUPS : count >= V6_GROUPS) {
      return null;
    }
    byte[] bytes = new byte[16];
    for (int i = 0; i < count; i++) {
      int at = gap >= 0 && i >= gap ? V6_GROUPS - count + i : i;
      bytes[2 * at] = (byte) (groups[i] >> 8);
      bytes[2 * at + 1] = (byte) groups[i];
    }
    return bytes;
  }

  private static int group(String text, int from, int to) {
    if (to == from || to - from > 4) {
      return -1;
    }
    int group = 0;
    for (int i = from; i < to; i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0 || text.charAt(i) > 'f') {
        return -1;
      }
      group = group << 4 | digit;
    }
    return group;
  }

  /** The address as 4 or 16 bytes, or null if the text is none. */
  public static byte[] parse(String text) {
    long v4 = v4(text);
    if (v4 >= 0) {
      return new byte[] {(byte) (v4 >> 24), (byte) (v4 >> 16), (byte) (v4 >> 8), (byte) v4};
    }
    return v6(text);
  }

  /** The one spelling of an address that databases use (RFC 5952), or null if the text is none. */
  public static String canonical(String text) {
    byte[] address = parse(text);
    if (address == null || address.length == 4) {
      return address == null ? null : text;
    }
    int longest = 0;
    int longestAt = -1;
    for (int i = 0; i < V6_GROUPS; i++) {
      int end = i;
      while (end < V6_GROUPS && group(address, end) == 0) {
        end++;
      }
      if (end - i > Math.max(1, longest)) {
        longest = end - i;
        longestAt = i;
      }
    }
    StringBuilder canonical = new StringBuilder();
    for (int i = 0; i < V6_GROUPS; i++) {
      if (i == longestAt) {
        canonical.append("::");
        i += longest - 1;
      } else {
        boolean first = canonical.length() == 0 || i == longestAt + longest && longestAt >= 0;
        canonical.append(first ? "" : ":").append(Integer.toHexString(group(address, i)));
      }
    }
    return canonical.toString();
  }

  private static int group(byte[] address, int index) {
    return (address[2 * index] & 0xFF) << 8 | address[2 * index + 1] & 0xFF;
  }

  /** The usual text of an IPv4 address. */
  public static String print(long v4) {
    return (v4 >> 24) + "." + (v4 >> 16 & 0xFF) + "." + (v4 >> 8 & 0xFF) + "." + (v4 & 0xFF);
  }
}
