package dev.lanner.lookups;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes small databases in MaxMind's format, version 2.0 (maxmind.github.io/MaxMind-DB): a binary
 * search tree over the bits of addresses, IPv4 below {@code ::/96}, with records of 24 bits; a data
 * section; metadata. For tests, so nothing is shared and nothing is small.
 */
public final class MaxMindWriter {
  private static final byte[] MARKER = {
    (byte) 0xAB, (byte) 0xCD, (byte) 0xEF, 'M', 'a', 'x', 'M', 'i', 'n', 'd', '.', 'c', 'o', 'm'
  };
  private static final int EMPTY = -1;

  private final String type;
  private final long builtEpochSeconds;

  /** Two records a node: another node, a place in the data ({@code -2 - offset}), or EMPTY. */
  private final List<int[]> nodes = new ArrayList<>();

  private final ByteArrayOutputStream data = new ByteArrayOutputStream();

  /** A database of that type, built at that time. */
  public MaxMindWriter(String type, long builtEpochSeconds) {
    this.type = type;
    this.builtEpochSeconds = builtEpochSeconds;
    nodes.add(new int[] {EMPTY, EMPTY});
  }

  /** Says what is known of a network, {@code 192.0.2.0/24}; networks must not overlap. */
  public MaxMindWriter network(String network, Map<String, ?> facts) throws IOException {
    String[] parts = network.split("/");
    byte[] given = InetAddress.getByName(parts[0]).getAddress();
    byte[] address = new byte[16];
    System.arraycopy(given, 0, address, 16 - given.length, given.length);
    int bits = Integer.parseInt(parts[1]) + 8 * (16 - given.length);
    int node = 0;
    for (int bit = 0; bit < bits; bit++) {
      int side = address[bit / 8] >> 7 - bit % 8 & 1;
      if (bit == bits - 1) {
        nodes.get(node)[side] = -2 - data.size();
      } else {
        if (nodes.get(node)[side] == EMPTY) {
          nodes.add(new int[] {EMPTY, EMPTY});
          nodes.get(node)[side] = nodes.size() - 1;
        }
        node = nodes.get(node)[side];
      }
    }
    value(facts, data);
    return this;
  }

  /** Writes the file. */
  public void write(Path file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int[] node : nodes) {
      for (int record : node) {
        // Beyond the nodes: one for "nothing", 16 zeros as a divider, then the data.
        int written =
            record == EMPTY
                ? nodes.size()
                : record < EMPTY ? nodes.size() + 16 + (-2 - record) : record;
        out.write(written >> 16);
        out.write(written >> 8);
        out.write(written);
      }
    }
    out.write(new byte[16]);
    data.writeTo(out);
    out.write(MARKER);
    Map<String, Object> metadata = new TreeMap<>();
    metadata.put("binary_format_major_version", 2);
    metadata.put("binary_format_minor_version", 0);
    metadata.put("build_epoch", BigInteger.valueOf(builtEpochSeconds));
    metadata.put("database_type", type);
    metadata.put("description", Map.of("en", "made by a test"));
    metadata.put("ip_version", 6);
    metadata.put("languages", List.of("en"));
    metadata.put("node_count", (long) nodes.size());
    metadata.put("record_size", 24);
    value(metadata, out);
    Files.write(file, out.toByteArray());
  }

  private static void value(Object value, ByteArrayOutputStream out) throws IOException {
    if (value instanceof String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      control(2, bytes.length, out);
      out.write(bytes);
    } else if (value instanceof Double number) {
      control(3, 8, out);
      out.write(ByteBuffer.allocate(8).putDouble(number).array());
    } else if (value instanceof Integer number) {
      control(5, 2, out);
      out.write(number >> 8);
      out.write(number);
    } else if (value instanceof Long number) {
      control(6, 4, out);
      out.write(ByteBuffer.allocate(4).putInt((int) (long) number).array());
    } else if (value instanceof Map<?, ?> map) {
      control(7, map.size(), out);
      for (Map.Entry<?, ?> entry : new TreeMap<>(map).entrySet()) {
        value(entry.getKey(), out);
        value(entry.getValue(), out);
      }
    } else if (value instanceof BigInteger number) {
      control(9, 8, out);
      out.write(ByteBuffer.allocate(8).putLong(number.longValueExact()).array());
    } else if (value instanceof List<?> list) {
      control(11, list.size(), out);
      for (Object item : list) {
        value(item, out);
      }
    } else {
      throw new IllegalArgumentException("cannot write " + value);
    }
  }

  /** A type above 7 stands in a byte of its own, and so does what a size has above 29. */
  private static void control(int type, int size, ByteArrayOutputStream out) {
    if (size >= 29 + 256) {
      throw new IllegalArgumentException("too large for a test: " + size);
    }
    out.write((type <= 7 ? type << 5 : 0) | Math.min(size, 29));
    if (type > 7) {
      out.write(type - 7);
    }
    if (size >= 29) {
      out.write(size - 29);
    }
  }
}
