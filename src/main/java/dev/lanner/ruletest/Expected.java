package dev.lanner.ruletest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a case expects.
 *
 * @param fires how many detections
 * @param rows for the first detections, in order of time, fields that the row must hold; an empty
 *     value means that the row must not have the field
 * @param suppressed how many candidates are held back, by cause; causes that are not named may have
 *     any number
 */
public record Expected(
    int fires, List<Map<String, Optional<String>>> rows, Map<String, Long> suppressed) {
  public Expected {
    List<Map<String, Optional<String>>> copies = new ArrayList<>();
    rows.forEach(row -> copies.add(Collections.unmodifiableMap(new LinkedHashMap<>(row))));
    rows = List.copyOf(copies);
    suppressed = Collections.unmodifiableMap(new LinkedHashMap<>(suppressed));
  }
}
