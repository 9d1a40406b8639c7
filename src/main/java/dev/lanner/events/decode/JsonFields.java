package dev.lanner.events.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.lanner.events.decode.DecodeFailure.Cause;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Walks over the one JSON object of a line and shows its scalars under flat names: {@code a},
 * {@code a.b} below an object, {@code a[0]} below a list. The only class that knows how JSON is
 * read.
 */
final class JsonFields {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          // Names come from outside: neither may they stay in memory for good, nor may a clash of
          // their hashes end the reading.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          // The length of a line is bounded where lines are read.
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(FdrDecoder.MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /** Receives what is in a line, and says beforehand what it wants to see. */
  interface Sink {
    /** Whether the value of this name is wanted, or that of a name below it. */
    boolean wants(String name);

    /** One scalar: its text as written (strings unescaped), or null for a JSON null. */
    void field(String name, String text);
  }

  private final byte[] bytes;
  private final int from;
  private final Sink sink;
  private final StringBuilder path = new StringBuilder();
  private JsonParser parser;

  private JsonFields(byte[] bytes, int from, Sink sink) {
    this.bytes = bytes;
    this.from = from;
    this.sink = sink;
  }

  /** Shows the fields of a line to {@code sink}; returns what is wrong with the line, or null. */
  static DecodeFailure read(byte[] bytes, int from, int to, Sink sink) {
    DecodeFailure early = lookAt(bytes, from, to);
    return early != null ? early : new JsonFields(bytes, from, sink).read(to);
  }

  private static DecodeFailure lookAt(byte[] bytes, int from, int to) {
    int first = from;
    while (first < to && isWhite(bytes[first])) {
      first++;
    }
    if (first == to) {
      return new DecodeFailure(Cause.EMPTY, 0);
    }
    int wrong = Utf8.firstError(bytes, from, to);
    if (wrong >= 0) {
      return new DecodeFailure(Cause.NOT_UTF8, wrong - from);
    }
    // The parser would take zero bytes at the start for another encoding.
    for (int i = first; i < Math.min(first + 4, to); i++) {
      if (bytes[i] == 0) {
        return new DecodeFailure(Cause.NOT_JSON, i - from);
      }
    }
    return null;
  }

  private static boolean isWhite(byte b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }

  private DecodeFailure read(int to) {
    try (JsonParser json = JSON.createParser(bytes, from, to - from)) {
      parser = json;
      JsonToken first = json.nextToken();
      if (first != JsonToken.START_OBJECT) {
        json.skipChildren();
        return new DecodeFailure(Cause.NOT_AN_OBJECT, 0);
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (sink.wants(name)) {
          path.setLength(0);
          path.append(name);
          show(value);
        } else {
          json.skipChildren();
        }
      }
      return json.nextToken() == null ? null : failure(Cause.MORE_THAN_ONE, tokenStart());
    } catch (StreamConstraintsException e) {
      return failure(Cause.TOO_DEEP, byteOffset());
    } catch (JsonEOFException e) {
      return failure(Cause.CUT_OFF, to - from);
    } catch (JsonParseException e) {
      return failure(Cause.NOT_JSON, (int) Math.max(0, e.getLocation().getByteOffset()));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  /** Shows the value the parser stands on, under the name in {@link #path}. */
  private void show(JsonToken value) throws IOException {
    int length = path.length();
    switch (value) {
      case START_OBJECT -> {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          path.append('.').append(parser.currentName());
          show(parser.nextToken());
          path.setLength(length);
        }
      }
      case START_ARRAY -> {
        int index = 0;
        for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
          path.append('[').append(index++).append(']');
          show(t);
          path.setLength(length);
        }
      }
      case VALUE_NULL -> sink.field(Utf8.wellFormed(path.toString()), null);
      default -> sink.field(Utf8.wellFormed(path.toString()), Utf8.wellFormed(parser.getText()));
    }
  }

  private int tokenStart() {
    return (int) parser.currentTokenLocation().getByteOffset();
  }

  private int byteOffset() {
    return (int) parser.currentLocation().getByteOffset();
  }

  private static DecodeFailure failure(Cause cause, int at) {
    return new DecodeFailure(cause, at);
  }
}
