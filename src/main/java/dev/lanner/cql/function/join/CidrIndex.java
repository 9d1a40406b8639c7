package dev.lanner.cql.function.join;

import dev.lanner.cql.function.network.IpAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rows whose key column is a network ({@code 10.0.0.0/8}) or an address. The most specific network
 * wins, then the last row. IPv4 and IPv6 do not match each other; what is no network never matches.
 */
final class CidrIndex implements LookupIndex {
  /** By prefix length, longest first: the rows of each network of that length, last row first. */
  private final Map<Integer, Map<String, int[]>> byPrefix =
      new TreeMap<>(Comparator.reverseOrder());

  CidrIndex(List<String[]> keys) {
    for (int row = keys.size() - 1; row >= 0; row--) {
      add(keys.get(row)[0], row);
    }
  }

  private void add(String network, int row) {
    if (network == null) {
      return;
    }
    String text = network.trim();
    int slash = text.indexOf('/');
    byte[] address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
    if (address == null) {
      return;
    }
    int bits = slash < 0 ? address.length * 8 : prefix(text.substring(slash + 1));
    if (bits < 0 || bits > address.length * 8) {
      return;
    }
    int[] one = {row};
    byPrefix
        .computeIfAbsent(bits, length -> new HashMap<>())
        .merge(masked(address, bits), one, CidrIndex::append);
  }

  @Override
  public int[] find(String[] key, int max) {
    byte[] address = IpAddress.parse(key[0]);
    int[] found = {};
    if (address == null) {
      return found;
    }
    for (Map.Entry<Integer, Map<String, int[]>> networks : byPrefix.entrySet()) {
      if (networks.getKey() <= address.length * 8) {
        int[] more = networks.getValue().get(masked(address, networks.getKey()));
        found = more == null ? found : append(found, more);
      }
      if (found.length >= max) {
        return Arrays.copyOf(found, max);
      }
    }
    return found;
  }

  /** The first {@code bits} of an address; its length tells the two kinds of address apart. */
  private static String masked(byte[] address, int bits) {
    byte[] network = address.clone();
    for (int i = 0; i < network.length; i++) {
      int kept = Math.min(8, Math.max(0, bits - 8 * i));
      network[i] &= (byte) (0xFF << 8 - kept);
    }
    return new String(network, StandardCharsets.ISO_8859_1);
  }

  private static int prefix(String digits) {
    boolean plain = !digits.isEmpty() && digits.length() <= 3;
    for (int i = 0; i < digits.length(); i++) {
      plain &= digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
    }
    return plain ? Integer.parseInt(digits) : -1;
  }

  private static int[] append(int[] some, int[] more) {
    int[] all = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }
}
