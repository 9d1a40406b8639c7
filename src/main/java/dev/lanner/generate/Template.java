package dev.lanner.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with holes that are filled anew each time: {@code {user}} the account's name, {@code
 * {number}} one to six digits, {@code {hex}} eight hexadecimal digits, {@code {guid}} a UUID.
 */
final class Template {

  private enum Hole {
    USER,
    NUMBER,
    HEX,
    GUID
  }

  private static final Pattern HOLE = Pattern.compile("\\{(user|number|hex|guid)\\}");

  private final String[] texts;
  private final Hole[] holes;

  private Template(String[] texts, Hole[] holes) {
    this.texts = texts;
    this.holes = holes;
  }

  static Template of(String text) {
    List<String> texts = new ArrayList<>();
    List<Hole> holes = new ArrayList<>();
    Matcher matcher = HOLE.matcher(text);
    int from = 0;
    while (matcher.find()) {
      texts.add(text.substring(from, matcher.start()));
      holes.add(
          switch (matcher.group(1)) {
            case "user" -> Hole.USER;
            case "number" -> Hole.NUMBER;
            case "hex" -> Hole.HEX;
            default -> Hole.GUID;
          });
      from = matcher.end();
    }
    texts.add(text.substring(from));
    return new Template(texts.toArray(String[]::new), holes.toArray(Hole[]::new));
  }

  static Template[] all(String... texts) {
    Template[] templates = new Template[texts.length];
    for (int i = 0; i < texts.length; i++) {
      templates[i] = of(texts[i]);
    }
    return templates;
  }

  String fill(Draws draws, String user) {
    if (holes.length == 0) {
      return texts[0];
    }
    StringBuilder filled = new StringBuilder(texts[0]);
    for (int i = 0; i < holes.length; i++) {
      switch (holes[i]) {
        case USER -> filled.append(user);
        case NUMBER -> filled.append(draws.below(1_000_000));
        case HEX -> filled.append(draws.hex(8));
        case GUID -> filled.append(draws.uuid());
      }
      filled.append(texts[i + 1]);
    }
    return filled.toString();
  }
}
