package dev.lanner.lookups;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.lanner.cql.run.CompactTable;
import dev.lanner.cql.run.Environment.LookupFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the two kinds of JSON lookup files that LogScale knows: a list of objects, and an object of
 * objects, whose names are the keys ({@link LookupFile#NAMELESS}). One row an object, one column a
 * name. Values below objects and lists are passed over, as LogScale does; a null is absent. Numbers
 * keep their digits.
 *
 * <p>Reads twice from front to back, for the columns and for the rows, and keeps only texts.
 */
final class JsonLookup {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final String EXPECTED =
      "write a list of objects, [{\"host\": \"a\"}, …], or an object of them by key, {\"a\": {…},"
          + " …}";

  /** Opens the file from its beginning. */
  @FunctionalInterface
  interface Source {
    InputStream open() throws IOException;
  }

  private final String file;
  private final Source source;

  /** Where each column stands, in the order of first appearance. */
  private final Map<String, Integer> columns = new LinkedHashMap<>();

  private CompactTable.Builder table;
  private String[] row = {};

  private JsonLookup(String file, Source source) {
    this.file = file;
    this.source = source;
  }

  /**
   * Reads a file.
   *
   * @param file its name in messages
   * @param size how many bytes {@code source} has
   */
  static CompactTable read(String file, Source source, long size) throws IOException {
    JsonLookup lookup = new JsonLookup(file, source);
    lookup.pass();
    lookup.table =
        new CompactTable.Builder(
            List.copyOf(lookup.columns.keySet()), (int) Math.min(size, Integer.MAX_VALUE - 8));
    lookup.row = new String[lookup.columns.size()];
    lookup.pass();
    return lookup.table.build();
  }

  private void pass() throws IOException {
    try (InputStream in = source.open();
        JsonParser json = JSON.createParser(in)) {
      JsonToken first = json.nextToken();
      if (first == JsonToken.START_ARRAY) {
        objects(json);
      } else if (first == JsonToken.START_OBJECT) {
        keyedObjects(json);
      } else {
        throw wrong(json, "neither a list nor an object of objects", EXPECTED);
      }
      if (json.nextToken() != null) {
        throw wrong(json, "more text behind the end", "one list or object is a file");
      }
    } catch (JsonEOFException e) {
      throw LookupException.at(
          file,
          e.getLocation().getLineNr(),
          "the file ends in the middle of its JSON",
          "complete it");
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      throw LookupException.at(
          file, line, "not JSON: " + e.getOriginalMessage().replaceAll("\\s+", " "), EXPECTED);
    }
  }

  private void objects(JsonParser json) throws IOException {
    int item = 1;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      object(json, "item " + item + " of the list");
      item++;
    }
  }

  private void keyedObjects(JsonParser json) throws IOException {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String key = json.currentName();
      json.nextToken();
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw wrong(json, "the value of `" + key + "` is not an object", EXPECTED);
      }
      put(LookupFile.NAMELESS, key);
      object(json, "`" + key + "`");
    }
  }

  private void object(JsonParser json, String what) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw wrong(json, what + " is not an object", EXPECTED);
    }
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      if (name.isEmpty()) {
        throw wrong(json, what + " has a value without a name", "name it");
      }
      JsonToken value = json.nextToken();
      if (value.isStructStart()) {
        json.skipChildren();
      } else {
        put(name, value == JsonToken.VALUE_NULL ? null : json.getText());
      }
    }
    endRow(json);
  }

  private void put(String column, String text) {
    if (table == null) {
      columns.putIfAbsent(column, columns.size());
    } else {
      row[columns.get(column)] = text;
    }
  }

  private void endRow(JsonParser json) {
    for (String text : row) {
      if (table != null && !table.text(text)) {
        throw wrong(json, "the file is larger than 2 GiB", "split it");
      }
    }
    Arrays.fill(row, null);
  }

  private LookupException wrong(JsonParser json, String what, String remedy) {
    return LookupException.at(file, json.currentTokenLocation().getLineNr(), what, remedy);
  }
}
