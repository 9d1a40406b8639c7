package dev.lanner.cql.function.join;

import dev.lanner.cql.function.network.IpAddress;
import dev.lanner.cql.run.Environment.LookupFile;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows whose key column is a network ({@code 10.0.0.0/8}) or an address. The most specific network
 * wins, then the last row. IPv4 and IPv6 do not match each other; what is no network never matches.
 */
final class CidrIndex implements LookupIndex {
  private static final int[] NONE = {};

  private final NestedNetworks v4;
  private final NestedNetworks v6;

  CidrIndex(LookupFile file, int column) {
    List<NestedNetworks.Network> four = new ArrayList<>();
    List<NestedNetworks.Network> six = new ArrayList<>();
    List<List<String>> rows = file.rows();
    for (int row = 0; row < rows.size(); row++) {
      String text = rows.get(row).get(column);
      NestedNetworks.Network network = text == null ? null : network(text.trim(), row);
      if (network != null) {
        (text.indexOf(':') < 0 ? four : six).add(network);
      }
    }
    v4 = new NestedNetworks(four);
    v6 = new NestedNetworks(six);
  }

  private static NestedNetworks.Network network(String text, int row) {
    int slash = text.indexOf('/');
    byte[] address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
    if (address == null) {
      return null;
    }
    int bits = slash < 0 ? address.length * 8 : prefix(text.substring(slash + 1));
    return bits < 0 || bits > address.length * 8
        ? null
        : NestedNetworks.Network.of(bits(address, 0), bits(address, 8), bits, row);
  }

  @Override
  public int[] find(String[] key, int max) {
    byte[] address = IpAddress.parse(key[0]);
    if (address == null) {
      return NONE;
    }
    return (address.length == 4 ? v4 : v6).find(bits(address, 0), bits(address, 8), max);
  }

  /** Eight bytes as a number; zeros where the address has ended. */
  private static long bits(byte[] address, int from) {
    long bits = 0;
    for (int i = from; i < from + 8; i++) {
      bits = bits << 8 | (i < address.length ? address[i] & 0xFF : 0);
    }
    return bits;
  }

  private static int prefix(String digits) {
    boolean plain = !digits.isEmpty() && digits.length() <= 3;
    for (int i = 0; i < digits.length(); i++) {
      plain &= digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
    }
    return plain ? Integer.parseInt(digits) : -1;
  }
}
