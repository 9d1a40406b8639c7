package dev.lanner.cql.function.text;

import dev.lanner.cql.function.time.TimeConversion;
import dev.lanner.cql.function.time.Zones;
import dev.lanner.cql.value.Texts;
import dev.lanner.cql.value.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A {@code printf} pattern, read once: {@code
 * %[index$][flags][width][.precision][h]type[modifier]}.
 *
 * <p>Java's {@code Formatter} with LogScale's deviations (LogScale docs, functions/format): {@code
 * i} is {@code d}, a precision gives whole numbers at least so many digits, {@code h} cuts them to
 * 32 bits, decimals have at most {@value #MAX_PRECISION} places, a number may be the text of one,
 * and what is no number, no time or missing prints as {@code null}. Half a last digit is rounded
 * away from zero.
 */
final class FormatPattern {
  private static final int MAX_PRECISION = 9;
  private static final int MAX_WIDTH = 10_000;
  private static final int DEFAULT_PRECISION = 6;

  /** The pattern is wrong. */
  static final class Invalid extends Exception {
    private static final long serialVersionUID = 1L;

    Invalid(String message) {
      super(message);
    }
  }

  /** A literal (type 0), or one conversion of the argument at {@code index}. */
  private record Piece(
      String literal,
      int index,
      String flags,
      int width,
      int precision,
      boolean half,
      char type,
      TimeConversion time) {
    boolean has(char flag) {
      return flags.indexOf(flag) >= 0;
    }
  }

  private final List<Piece> pieces;
  private final ZoneId zone;

  private FormatPattern(List<Piece> pieces, ZoneId zone) {
    this.pieces = pieces;
    this.zone = zone;
  }

  /** Reads a pattern for {@code arguments} arguments. */
  static FormatPattern parse(String pattern, int arguments, ZoneId zone) throws Invalid {
    return new FormatPattern(new Reader(pattern, arguments).read(), zone);
  }

  /** The formatted text, null for a missing argument allowed; null if it would be too long. */
  String format(String[] arguments) {
    StringBuilder result = new StringBuilder();
    for (Piece piece : pieces) {
      if (piece.literal != null) {
        result.append(piece.literal);
      } else {
        pad(convert(piece, arguments[piece.index]), piece, result);
      }
      if (result.length() > Texts.MAX_LENGTH) {
        return null;
      }
    }
    return result.toString();
  }

  private static void pad(String text, Piece piece, StringBuilder result) {
    int missing = piece.width - text.length();
    if (missing <= 0) {
      result.append(text);
    } else if (piece.has('-')) {
      result.append(text).append(" ".repeat(missing));
    } else if (piece.has('0') && !text.isEmpty() && isDigit(text.charAt(text.length() - 1))) {
      int digits = Character.isDigit(text.charAt(0)) ? 0 : 1;
      result
          .append(text, 0, digits)
          .append("0".repeat(missing))
          .append(text, digits, text.length());
    } else {
      result.append(" ".repeat(missing)).append(text);
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private String convert(Piece piece, String text) {
    if (piece.type == 'b' || piece.type == 'B') {
      String truth = Boolean.toString(!"false".equals(text));
      return piece.type == 'B' ? truth.toUpperCase(Locale.ROOT) : truth;
    }
    String converted = text == null ? null : convertPresent(piece, text);
    return converted == null ? "null" : converted;
  }

  private String convertPresent(Piece piece, String text) {
    switch (piece.type) {
      case 's':
        return piece.precision >= 0 && piece.precision < text.length()
            ? text.substring(0, piece.precision)
            : text;
      case 'c':
        return firstCharacter(text);
      case 'C':
        return firstCharacter(text).toUpperCase(Locale.ROOT);
      case 't':
        return time(piece, text);
      case 'T':
        String time = time(piece, text);
        return time == null ? null : time.toUpperCase(Locale.ROOT);
      default:
        Value value = Value.of(text);
        return value.isNumber() ? number(piece, value) : null;
    }
  }

  private static String firstCharacter(String text) {
    return text.isEmpty() ? "" : text.substring(0, text.offsetByCodePoints(0, 1));
  }

  private String time(Piece piece, String text) {
    Value millis = Value.of(text);
    if (!millis.isNumber() || Math.abs(millis.asDouble()) > Zones.MAX_MILLIS) {
      return null;
    }
    long at = millis.isWhole() ? millis.asLong() : (long) Math.floor(millis.asDouble());
    return piece.time.print(Instant.ofEpochMilli(at).atZone(zone), Locale.ENGLISH);
  }

  private static String number(Piece piece, Value value) {
    switch (piece.type) {
      case 'd':
        long whole = whole(piece, value);
        String digits = whole < 0 ? Long.toString(whole).substring(1) : Long.toString(whole);
        return sign(piece, whole < 0, group(piece, leastDigits(piece, digits)));
      case 'o':
        return (piece.has('#') ? "0" : "")
            + leastDigits(piece, Long.toOctalString(whole(piece, value)));
      case 'x':
        return hex(piece, value);
      case 'X':
        return hex(piece, value).toUpperCase(Locale.ROOT);
      case 'f':
        return fixed(piece, value);
      default:
        return scientific(piece, value);
    }
  }

  private static long whole(Piece piece, Value value) {
    long whole = value.isWhole() ? value.asLong() : (long) value.asDouble();
    return piece.half ? (int) whole : whole;
  }

  private static String hex(Piece piece, Value value) {
    long whole = whole(piece, value);
    String digits = piece.half ? Integer.toHexString((int) whole) : Long.toHexString(whole);
    return (piece.has('#') && whole != 0 ? "0x" : "") + leastDigits(piece, digits);
  }

  private static String leastDigits(Piece piece, String digits) {
    int missing = piece.precision - digits.length();
    return missing > 0 ? "0".repeat(missing) + digits : digits;
  }

  private static String fixed(Piece piece, Value value) {
    int places = piece.precision < 0 ? DEFAULT_PRECISION : piece.precision;
    BigDecimal exact =
        value.isWhole() ? BigDecimal.valueOf(value.asLong()) : BigDecimal.valueOf(value.asDouble());
    BigDecimal rounded = exact.setScale(places, RoundingMode.HALF_UP);
    String digits = rounded.abs().toPlainString();
    if (places == 0 && piece.has('#')) {
      digits += ".";
    }
    return sign(piece, exact.signum() < 0, group(piece, digits));
  }

  private static String scientific(Piece piece, Value value) {
    boolean general = piece.type == 'g' || piece.type == 'G';
    int precision = piece.precision < 0 ? DEFAULT_PRECISION : piece.precision;
    String pattern =
        "%." + (general ? Math.max(precision, DEFAULT_PRECISION) : precision) + piece.type;
    double number = value.asDouble();
    return sign(piece, number < 0, String.format(Locale.ROOT, pattern, Math.abs(number)));
  }

  private static String sign(Piece piece, boolean negative, String digits) {
    if (negative) {
      return "-" + digits;
    }
    return piece.has('+') ? "+" + digits : piece.has(' ') ? " " + digits : digits;
  }

  private static String group(Piece piece, String digits) {
    if (!piece.has(',')) {
      return digits;
    }
    int point = digits.indexOf('.');
    int end = point < 0 ? digits.length() : point;
    StringBuilder grouped = new StringBuilder(digits);
    for (int i = end - 3; i > 0; i -= 3) {
      grouped.insert(i, ',');
    }
    return grouped.toString();
  }

  /** Reads a pattern. */
  private static final class Reader {
    private static final String TYPES = "diboxXfFeEgGcCsBtT";

    private final String pattern;
    private final int arguments;
    private final List<Piece> pieces = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();
    private int at;
    private int nextIndex;
    private int lastIndex = -1;

    Reader(String pattern, int arguments) {
      this.pattern = pattern;
      this.arguments = arguments;
    }

    List<Piece> read() throws Invalid {
      while (at < pattern.length()) {
        char c = pattern.charAt(at++);
        if (c == '%') {
          conversion();
        } else {
          literal.append(c);
        }
      }
      endLiteral();
      return pieces;
    }

    private void endLiteral() {
      if (literal.length() > 0) {
        pieces.add(new Piece(literal.toString(), 0, "", 0, 0, false, (char) 0, null));
        literal.setLength(0);
      }
    }

    private void conversion() throws Invalid {
      int start = at - 1;
      int index = explicitIndex();
      String flags = flags();
      int width = digits(0);
      int precision = -1;
      if (at < pattern.length() && pattern.charAt(at) == '.') {
        at++;
        precision = digits(0);
      }
      boolean half = at < pattern.length() && pattern.charAt(at) == 'h';
      if (half) {
        at++;
      }
      if (at == pattern.length()) {
        throw new Invalid("`" + pattern.substring(start) + "` ends before its type letter");
      }
      char type = pattern.charAt(at++);
      if (type == '%' || type == 'n') {
        literal.append(type == '%' ? '%' : '\n');
        return;
      }
      if (TYPES.indexOf(type) < 0) {
        throw new Invalid(
            "`" + pattern.substring(start, at) + "` has no type letter that is known");
      }
      TimeConversion time = type == 't' || type == 'T' ? time(start) : null;
      if (width > MAX_WIDTH || precision > MAX_WIDTH) {
        throw new Invalid("`" + pattern.substring(start, at) + "` is wider than " + MAX_WIDTH);
      }
      endLiteral();
      pieces.add(
          new Piece(
              null,
              argument(index, flags, start),
              flags,
              width,
              isDecimal(type) ? Math.min(precision, MAX_PRECISION) : precision,
              half,
              type == 'i' ? 'd' : type == 'F' ? 'f' : type,
              time));
    }

    private static boolean isDecimal(char type) {
      return "fFeEgG".indexOf(type) >= 0;
    }

    private TimeConversion time(int start) throws Invalid {
      if (at == pattern.length()) {
        throw new Invalid(
            "`" + pattern.substring(start) + "` ends before the letter of its time format");
      }
      return TimeConversion.of(pattern.charAt(at++))
          .orElseThrow(
              () ->
                  new Invalid(
                      "`" + pattern.substring(start, at) + "` is no time format that is known"));
    }

    private int argument(int index, String flags, int start) throws Invalid {
      int argument = flags.indexOf('<') >= 0 ? lastIndex : index > 0 ? index - 1 : nextIndex++;
      if (argument < 0 || argument >= arguments) {
        throw new Invalid(
            "`"
                + pattern.substring(start, at)
                + "` needs field number "
                + (argument + 1)
                + ", and there are "
                + arguments);
      }
      lastIndex = argument;
      return argument;
    }

    private int explicitIndex() {
      int before = at;
      int index = digits(0);
      if (index > 0 && at < pattern.length() && pattern.charAt(at) == '$') {
        at++;
        return index;
      }
      at = before;
      return 0;
    }

    private String flags() {
      int from = at;
      while (at < pattern.length() && "-+ #0,<".indexOf(pattern.charAt(at)) >= 0) {
        at++;
      }
      return pattern.substring(from, at);
    }

    private int digits(int none) {
      int number = 0;
      int from = at;
      while (at < pattern.length() && isDigit(pattern.charAt(at))) {
        number = Math.min(number * 10 + pattern.charAt(at) - '0', MAX_WIDTH + 1);
        at++;
      }
      return at == from ? none : number;
    }
  }
}
