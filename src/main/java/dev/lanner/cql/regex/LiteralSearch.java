package dev.lanner.cql.regex;

import java.util.List;

/**
 * Looks for any of many literal texts in one pass, without an engine: a tree of characters for
 * texts that may stand anywhere, one for those at the beginning, one read backwards for those at
 * the end.
 */
final class LiteralSearch {
  private static final class Node {
    private char[] keys = {};
    private Node[] nodes = {};
    private boolean accepts;

    Node next(char c) {
      for (int i = 0; i < keys.length; i++) {
        if (keys[i] == c) {
          return nodes[i];
        }
      }
      return null;
    }

    Node grow(char c) {
      Node next = next(c);
      if (next == null) {
        next = new Node();
        keys = java.util.Arrays.copyOf(keys, keys.length + 1);
        nodes = java.util.Arrays.copyOf(nodes, nodes.length + 1);
        keys[keys.length - 1] = c;
        nodes[nodes.length - 1] = next;
      }
      return next;
    }
  }

  private final boolean ignoreCase;
  private final Node anywhere = new Node();
  private final Node start = new Node();
  private final Node end = new Node();
  private final Node whole = new Node();
  private final boolean[] first = new boolean[128];
  private boolean searchesAnywhere;

  LiteralSearch(List<Literals.Literal> literals, boolean ignoreCase) {
    this.ignoreCase = ignoreCase;
    for (Literals.Literal literal : literals) {
      add(literal);
    }
  }

  private void add(Literals.Literal literal) {
    String text = literal.text();
    if (literal.start() && literal.end()) {
      grow(whole, text);
    } else if (literal.start()) {
      grow(start, text);
    } else if (literal.end()) {
      grow(end, new StringBuilder(text).reverse().toString());
    } else {
      grow(anywhere, text);
      searchesAnywhere = true;
      if (!text.isEmpty() && text.charAt(0) < 128) {
        first[fold(text.charAt(0))] = true;
      }
    }
  }

  private void grow(Node root, String text) {
    Node node = root;
    for (int i = 0; i < text.length(); i++) {
      node = node.grow(fold(text.charAt(i)));
    }
    node.accepts = true;
  }

  boolean find(String text) {
    return atStart(text) || atEnd(text) || isWhole(text) || anywhere(text);
  }

  private boolean anywhere(String text) {
    if (!searchesAnywhere) {
      return false;
    }
    if (anywhere.accepts) {
      return true;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = fold(text.charAt(i));
      if (c < 128 && !first[c]) {
        continue;
      }
      Node node = anywhere.next(c);
      for (int j = i + 1; node != null; j++) {
        if (node.accepts) {
          return true;
        }
        node = j < text.length() ? node.next(fold(text.charAt(j))) : null;
      }
    }
    return false;
  }

  private boolean atStart(String text) {
    Node node = start;
    for (int i = 0; node != null; i++) {
      if (node.accepts) {
        return true;
      }
      node = i < text.length() ? node.next(fold(text.charAt(i))) : null;
    }
    return false;
  }

  private boolean atEnd(String text) {
    int last = beforeLineBreak(text);
    return endsAt(text, text.length()) || last < text.length() && endsAt(text, last);
  }

  private boolean endsAt(String text, int length) {
    Node node = end;
    for (int i = length - 1; node != null; i--) {
      if (node.accepts) {
        return true;
      }
      node = i >= 0 ? node.next(fold(text.charAt(i))) : null;
    }
    return false;
  }

  private boolean isWhole(String text) {
    int last = beforeLineBreak(text);
    return isWhole(text, text.length()) || last < text.length() && isWhole(text, last);
  }

  private boolean isWhole(String text, int length) {
    Node node = whole;
    for (int i = 0; i < length && node != null; i++) {
      node = node.next(fold(text.charAt(i)));
    }
    return node != null && node.accepts;
  }

  /** The engine's {@code $} also holds before one line break at the very end. */
  private static int beforeLineBreak(String text) {
    int length = text.length();
    if (length == 0) {
      return 0;
    }
    char last = text.charAt(length - 1);
    if (last == '\n') {
      return length > 1 && text.charAt(length - 2) == '\r' ? length - 2 : length - 1;
    }
    boolean breaks = last == '\r' || last == '\u0085' || last == '\u2028' || last == '\u2029';
    return breaks ? length - 1 : length;
  }

  private char fold(char c) {
    return ignoreCase && c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
  }
}
