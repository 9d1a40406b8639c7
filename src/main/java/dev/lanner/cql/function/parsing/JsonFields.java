package dev.lanner.cql.function.parsing;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.value.Json;
import dev.lanner.cql.value.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Which fields {@code parseJson} makes of a JSON value, and how they are called. */
record JsonFields(
    String prefix,
    boolean excludeEmpty,
    String handleNull,
    NamePrefixes exclude,
    NamePrefixes include,
    List<String> removePrefixes) {

  JsonFields {
    List<String> longestFirst = new ArrayList<>(removePrefixes);
    longestFirst.sort(Comparator.comparingInt(String::length).reversed().thenComparing(p -> p));
    removePrefixes = List.copyOf(longestFirst);
  }

  /** Sets the fields of a value, at most {@value Texts#MAX_ELEMENTS}. */
  void set(Json json, Row row) {
    if (json instanceof Json.Obj || json instanceof Json.Arr) {
      set("", json, row, Texts.MAX_ELEMENTS);
    }
  }

  /** Sets the fields below {@code path}; returns how many more may be set. */
  private int set(String path, Json json, Row row, int most) {
    int left = most;
    if (json instanceof Json.Obj object) {
      for (Map.Entry<String, Json> member : object.members().entrySet()) {
        if (left <= 0) {
          return 0;
        }
        String name = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
        left = set(name, member.getValue(), row, left);
      }
      return left;
    }
    if (json instanceof Json.Arr array) {
      List<Json> elements = array.elements();
      for (int i = 0; i < elements.size() && left > 0; i++) {
        left = set(path + "[" + i + "]", elements.get(i), row, left);
      }
      return left;
    }
    setOne(path, json, row);
    return left - 1;
  }

  private void setOne(String path, Json json, Row row) {
    String text = text(json);
    String name = prefix + path;
    boolean excluded = exclude.match(name) && !include.match(name);
    if (text != null && !excluded) {
      row.set(prefix + withoutPrefix(path), text);
    }
  }

  private String text(Json json) {
    if (json instanceof Json.Str string) {
      return excludeEmpty && string.text().isEmpty() ? null : string.text();
    }
    Json.Literal literal = (Json.Literal) json;
    if (!literal.isNull() || handleNull.equals("keep")) {
      return literal.text();
    }
    return handleNull.equals("empty") ? "" : null;
  }

  private String withoutPrefix(String path) {
    for (String remove : removePrefixes) {
      if (path.startsWith(remove)) {
        return path.substring(remove.length());
      }
    }
    return path;
  }
}
