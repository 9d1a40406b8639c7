package dev.lanner.detect.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * Several texts as one, for keys: each with its length before it, so that no two lists give the
 * same key whatever characters they hold, and the parts can be read back.
 */
public final class Keys {
  private Keys() {}

  /** The key made of {@code parts}, none of them null. */
  public static String join(String... parts) {
    StringBuilder key = new StringBuilder(16 * parts.length);
    for (String part : parts) {
      append(key, part);
    }
    return key.toString();
  }

  /** The key made of {@code head} and then {@code tail}. */
  public static String join(List<String> head, List<String> tail) {
    StringBuilder key = new StringBuilder(64);
    head.forEach(part -> append(key, part));
    tail.forEach(part -> append(key, part));
    return key.toString();
  }

  /** The parts of a key. */
  public static List<String> split(String key) {
    List<String> parts = new ArrayList<>();
    int at = 0;
    while (at < key.length()) {
      int colon = key.indexOf(':', at);
      int end = colon + 1 + Integer.parseInt(key, at, colon, 10);
      parts.add(key.substring(colon + 1, end));
      at = end;
    }
    return parts;
  }

  /** The last {@code number} parts of a key, as they stand there. */
  public static String last(String key, int number) {
    int[] starts = new int[number];
    int parts = 0;
    int at = 0;
    while (at < key.length()) {
      starts[parts++ % number] = at;
      int colon = key.indexOf(':', at);
      at = colon + 1 + Integer.parseInt(key, at, colon, 10);
    }
    return key.substring(starts[parts % number]);
  }

  /** A hash of a key in which all its characters count. */
  public static long hash(String key) {
    long hash = key.length();
    for (int i = 0; i < key.length(); i++) {
      hash = (hash ^ key.charAt(i)) * 0x9e3779b97f4a7c15L;
      hash ^= hash >>> 29;
    }
    return hash;
  }

  private static void append(StringBuilder key, String part) {
    key.append(part.length()).append(':').append(part);
  }
}
