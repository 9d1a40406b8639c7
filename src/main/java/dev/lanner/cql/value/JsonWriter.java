package dev.lanner.cql.value;

import java.util.Map;

/** Writes JSON, on one line or indented. */
final class JsonWriter {
  private final int step;

  private JsonWriter(int step) {
    this.step = step;
  }

  static JsonWriter compact() {
    return new JsonWriter(-1);
  }

  static JsonWriter indented(int step) {
    return new JsonWriter(step);
  }

  void write(Json json, StringBuilder text) {
    write(json, 0, text);
  }

  private void write(Json json, int depth, StringBuilder text) {
    if (text.length() > Texts.MAX_LENGTH) {
      return;
    }
    if (json instanceof Json.Obj object) {
      write(object, depth, text);
    } else if (json instanceof Json.Arr array) {
      write(array, depth, text);
    } else if (json instanceof Json.Str string) {
      quote(string.text(), text);
    } else {
      text.append(((Json.Literal) json).text());
    }
  }

  private void write(Json.Obj object, int depth, StringBuilder text) {
    text.append('{');
    boolean first = true;
    for (Map.Entry<String, Json> member : object.members().entrySet()) {
      text.append(first ? "" : ",");
      newLine(depth + 1, text);
      quote(member.getKey(), text);
      text.append(step < 0 ? ":" : ": ");
      write(member.getValue(), depth + 1, text);
      first = false;
    }
    if (!first) {
      newLine(depth, text);
    }
    text.append('}');
  }

  private void write(Json.Arr array, int depth, StringBuilder text) {
    text.append('[');
    boolean first = true;
    for (Json element : array.elements()) {
      text.append(first ? "" : ",");
      newLine(depth + 1, text);
      write(element, depth + 1, text);
      first = false;
    }
    if (!first) {
      newLine(depth, text);
    }
    text.append(']');
  }

  private void newLine(int depth, StringBuilder text) {
    if (step >= 0) {
      text.append('\n').append(" ".repeat(depth * step));
    }
  }

  private static void quote(String string, StringBuilder text) {
    text.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      switch (c) {
        case '"':
          text.append("\\\"");
          break;
        case '\\':
          text.append("\\\\");
          break;
        case '\b':
          text.append("\\b");
          break;
        case '\f':
          text.append("\\f");
          break;
        case '\n':
          text.append("\\n");
          break;
        case '\r':
          text.append("\\r");
          break;
        case '\t':
          text.append("\\t");
          break;
        default:
          if (c < ' ') {
            text.append("\\u00").append(c < 16 ? '0' : '1').append(Character.forDigit(c & 15, 16));
          } else {
            text.append(c);
          }
      }
    }
    text.append('"');
  }
}
