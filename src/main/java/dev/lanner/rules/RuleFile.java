package dev.lanner.rules;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that may hold a rule, as found below a path somebody gave.
 *
 * @param kind what it looks like
 * @param path the file; of a folder, its {@code rule.cql}
 * @param named whether somebody gave this very file, so that it must be a rule
 */
record RuleFile(Kind kind, Path path, boolean named) {
  static final String QUERY = "rule.cql";
  static final String SETTINGS = "rule.yml";

  enum Kind {
    /** A folder with {@code rule.cql} and {@code rule.yml}. */
    FOLDER,
    /** A query and nothing else. */
    BARE,
    /** A YAML file that may hold a query. */
    YAML
  }

  /** The file's name in messages. */
  String name() {
    return path.toString();
  }

  /** The name without its ending: the id of a rule that has no other. */
  String id() {
    String name = path.getFileName().toString();
    return name.substring(0, name.lastIndexOf('.'));
  }

  /** Reads a text file: UTF-8, without byte order mark, with line ends as {@code \n}. */
  static SourceText read(Path path) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path));
    CharBuffer chars = CharBuffer.allocate(bytes.remaining());
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(bytes, chars, true);
    String text = chars.flip().toString();
    if (result.isError()) {
      var read = new dev.lanner.cql.syntax.SourceText("", text);
      int end = text.length();
      throw new IOException("it is not UTF-8 at " + read.line(end) + ":" + read.column(end));
    }
    String content = text.startsWith("\ufeff") ? text.substring(1) : text;
    return new SourceText(path.toString(), content.replace("\r\n", "\n"));
  }
}
