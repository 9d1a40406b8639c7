package dev.lanner.cql.function.parsing;

import dev.lanner.cql.value.Texts;

/** Lays XML out: an element that fits goes on one line, else its children on lines of their own. */
final class XmlLayout {
  private XmlLayout() {}

  /** The text of an element, lines as wide as {@code width} where that is possible. */
  static String print(Xml.Element root, int step, long width) {
    StringBuilder text = new StringBuilder();
    print(root, 0, step, width, text);
    return text.toString();
  }

  private static void print(
      Xml.Element element, int indent, int step, long width, StringBuilder text) {
    if (text.length() > Texts.MAX_LENGTH) {
      return;
    }
    String line = onOneLine(element, new StringBuilder()).toString();
    text.append(" ".repeat(indent));
    if (element.children().isEmpty() || indent + line.length() <= width) {
      text.append(line);
      return;
    }
    open(element, text).append('>');
    if (!element.text().isEmpty()) {
      text.append(escape(element.text()));
    }
    for (Xml.Element child : element.children()) {
      text.append('\n');
      print(child, indent + step, step, width, text);
    }
    text.append('\n').append(" ".repeat(indent)).append("</").append(element.name()).append('>');
  }

  private static StringBuilder onOneLine(Xml.Element element, StringBuilder text) {
    open(element, text);
    if (element.children().isEmpty() && element.text().isEmpty()) {
      return text.append("/>");
    }
    text.append('>').append(escape(element.text()));
    for (Xml.Element child : element.children()) {
      onOneLine(child, text);
    }
    return text.append("</").append(element.name()).append('>');
  }

  private static StringBuilder open(Xml.Element element, StringBuilder text) {
    text.append('<').append(element.name());
    element
        .attributes()
        .forEach(
            (name, value) ->
                text.append(' ').append(name).append("=\"").append(escape(value)).append('"'));
    return text;
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
