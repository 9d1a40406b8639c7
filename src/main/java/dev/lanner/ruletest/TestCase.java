package dev.lanner.ruletest;

import dev.lanner.lookups.Lookups;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A few events, the world around them, and what a rule must make of them.
 *
 * @param name what it shows; unique within its file
 * @param line where it stands in its file, from 1
 * @param lines the events as FDR lines; their order means nothing, they carry their times
 * @param hosts ComputerName by aid
 * @param users UserName by UserSid, or by UID on each of the hosts
 * @param lookups the lookup files it brings along
 * @param expected what must come of it
 */
public record TestCase(
    String name,
    int line,
    List<String> lines,
    Map<String, String> hosts,
    Map<String, String> users,
    Lookups lookups,
    Expected expected) {
  public TestCase {
    Objects.requireNonNull(name);
    lines = List.copyOf(lines);
    hosts = ordered(hosts);
    users = ordered(users);
    Objects.requireNonNull(lookups);
    Objects.requireNonNull(expected);
  }

  private static Map<String, String> ordered(Map<String, String> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
