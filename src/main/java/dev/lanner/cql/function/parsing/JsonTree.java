package dev.lanner.cql.function.parsing;

import dev.lanner.cql.value.Json;
import dev.lanner.cql.value.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Puts fields named by paths back together to a JSON object. */
final class JsonTree {
  private static final Set<String> WORDS = Set.of("true", "false", "null");

  /** An object or an array while it grows; a leaf has a text. */
  private static final class Branch {
    final Map<String, Branch> members = new LinkedHashMap<>();
    final TreeMap<Integer, Branch> elements = new TreeMap<>();
    String text;

    boolean isLeaf() {
      return text != null;
    }

    boolean isEmpty() {
      return members.isEmpty() && elements.isEmpty() && !isLeaf();
    }
  }

  private final Branch root = new Branch();

  /** Whether nothing was put in. */
  boolean isEmpty() {
    return root.isEmpty();
  }

  /** Adds a field; one that has no place beside those there is left out. */
  void put(String path, String text) {
    Branch branch = root;
    int depth = 0;
    int at = 0;
    while (at < path.length()) {
      int close = path.charAt(at) == '[' ? path.indexOf(']', at) : -1;
      int index = close > 0 ? index(path, at + 1, close) : -1;
      if (branch.isLeaf() || ++depth > Json.MAX_DEPTH) {
        return;
      }
      if (index >= 0) {
        if (!branch.members.isEmpty()) {
          return;
        }
        branch = branch.elements.computeIfAbsent(index, i -> new Branch());
        at = close + 1;
      } else {
        if (!branch.elements.isEmpty()) {
          return;
        }
        int end = endOfName(path, at);
        branch = branch.members.computeIfAbsent(path.substring(at, end), name -> new Branch());
        at = end;
      }
      at += at < path.length() && path.charAt(at) == '.' ? 1 : 0;
    }
    if (branch.isEmpty()) {
      branch.text = text;
    }
  }

  private static int endOfName(String path, int from) {
    int end = from + 1;
    while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
      end++;
    }
    return end;
  }

  private static int index(String path, int from, int to) {
    if (to == from || to - from > 4) {
      return -1;
    }
    int index = 0;
    for (int i = from; i < to; i++) {
      char c = path.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      index = index * 10 + c - '0';
    }
    return index;
  }

  /** The object. */
  Json json() {
    return json(root);
  }

  private static Json json(Branch branch) {
    if (branch.isLeaf()) {
      boolean literal = WORDS.contains(branch.text) || isNumber(branch.text);
      return literal ? new Json.Literal(branch.text) : new Json.Str(branch.text);
    }
    if (!branch.elements.isEmpty()) {
      List<Json> elements = new ArrayList<>();
      branch.elements.values().forEach(element -> elements.add(json(element)));
      return new Json.Arr(elements);
    }
    Map<String, Json> members = new LinkedHashMap<>();
    branch.members.forEach((name, member) -> members.put(name, json(member)));
    return new Json.Obj(members);
  }

  private static boolean isNumber(String text) {
    return Numbers.mayBeNumber(text)
        && Json.parse(text).filter(Json.Literal.class::isInstance).isPresent();
  }
}
