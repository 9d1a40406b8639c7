package dev.lanner.yaml;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One YAML file as a tree of {@link YamlNode}s, with everything found wrong so far. */
public final class YamlDocument {
  private static final int MAX_DEPTH = 50;

  private static final YAMLFactory FACTORY =
      YAMLFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
          .build();

  private final String file;
  private final List<YamlProblem> problems;
  private YamlNode root;

  private YamlDocument(String file, List<YamlProblem> problems) {
    this.file = file;
    this.problems = problems;
    this.root = YamlNode.nothing(this, 1, 1);
  }

  /**
   * Reads {@code text}. Never throws because of what it says.
   *
   * @param file the name that problems carry
   */
  public static YamlDocument read(String file, String text) {
    YamlDocument document = new YamlDocument(file, new ArrayList<>());
    try (YAMLParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        document.problem(1, 1, "the file is empty");
        return document;
      }
      document.root = document.node(parser);
      if (parser.nextToken() != null) {
        JsonLocation at = parser.currentTokenLocation();
        document.problem(at.getLineNr(), at.getColumnNr(), "a second document in one file");
      }
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      document.problem(
          at == null ? 1 : Math.max(1, at.getLineNr()),
          at == null ? 1 : Math.max(1, at.getColumnNr()),
          "not YAML: " + e.getOriginalMessage().lines().findFirst().orElse("").strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return document;
  }

  /** The outermost value. */
  public YamlNode root() {
    return root;
  }

  /**
   * Puts a value in the place of another, or where there is none; does nothing where the document
   * has no keys.
   *
   * @param path a key, or section and key with a dot between
   * @param texts the value, or the items of a list
   * @param from what problems with it name as its place
   */
  public void put(String path, List<String> texts, String from) {
    YamlDocument origin = new YamlDocument(from, problems);
    YamlNode value =
        texts.size() == 1
            ? YamlNode.text(origin, 0, 0, texts.get(0))
            : YamlNode.list(
                origin, 0, 0, texts.stream().map(t -> YamlNode.text(origin, 0, 0, t)).toList());
    int dot = path.indexOf('.');
    if (dot < 0) {
      root.put(path, value);
      return;
    }
    String section = path.substring(0, dot);
    if (root.isMap() && root.get(section).isEmpty()) {
      root.put(section, YamlNode.map(origin, 0, 0, new LinkedHashMap<>()));
    }
    if (root.isMap()) {
      root.get(section).orElseThrow().put(path.substring(dot + 1), value);
    }
  }

  /** Everything found wrong so far, by place. */
  public List<YamlProblem> problems() {
    return problems.stream().sorted(YamlProblem.ORDER).distinct().toList();
  }

  void problem(int line, int column, String message) {
    problems.add(new YamlProblem(file, line, column, message));
  }

  String file() {
    return file;
  }

  /** Reads the value that begins with the parser's current token. */
  private YamlNode node(YAMLParser parser) throws IOException {
    JsonLocation at = parser.currentTokenLocation();
    int line = at.getLineNr();
    int column = at.getColumnNr();
    if (parser.isCurrentAlias()) {
      problem(line, column, "aliases are not read here; write the value out");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> YamlNode.map(this, line, column, entries(parser));
      case START_ARRAY -> YamlNode.list(this, line, column, items(parser));
      case VALUE_NULL -> YamlNode.nothing(this, line, column);
      default -> YamlNode.text(this, line, column, parser.getText());
    };
  }

  private Map<String, YamlNode.Entry> entries(YAMLParser parser) throws IOException {
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      JsonLocation at = parser.currentTokenLocation();
      parser.nextToken();
      YamlNode value = node(parser);
      if (entries.containsKey(key)) {
        problem(at.getLineNr(), at.getColumnNr(), "the key `" + key + "` is there twice");
      } else {
        entries.put(key, new YamlNode.Entry(at.getLineNr(), at.getColumnNr(), value));
      }
    }
    return entries;
  }

  private List<YamlNode> items(JsonParser parser) throws IOException {
    List<YamlNode> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node((YAMLParser) parser));
    }
    return items;
  }
}
