package dev.lanner.cql.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Folding is at least as coarse as every way in which Java ignores case, for ASCII. */
class FoldingTest {
  @Test
  void noComparisonTellsApartLessThanFolding() {
    for (int code = 0; code < 0x10000; code++) {
      char c = (char) code;
      String text = String.valueOf(c);
      for (char ascii = 0; ascii < 0x80; ascii++) {
        if (text.regionMatches(true, 0, String.valueOf(ascii), 0, 1)) {
          assertEquals(
              Folding.fold(ascii), Folding.fold(c), () -> "character " + Integer.toHexString(c));
        }
      }
    }
  }

  @Test
  void smallLettersFoldToWhatTheyWereMadeOf() {
    for (int code = 0; code < 0x10000; code++) {
      String text = String.valueOf((char) code);
      char first = text.toLowerCase(Locale.ROOT).charAt(0);
      if (first < 0x80) {
        assertEquals(first, Folding.fold((char) code), () -> "character " + text);
      }
    }
  }

  @Test
  void regexesIgnoreTheCaseOfAsciiOnly() {
    for (int code = 0; code < 0x10000; code++) {
      char c = (char) code;
      if (c >= 0x80 && !Character.isSurrogate(c)) {
        Pattern pattern = Pattern.compile(String.valueOf(c), Pattern.CASE_INSENSITIVE);
        char other = Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c);
        assertEquals(c == other, pattern.matcher(String.valueOf(other)).matches());
      }
    }
  }

  @Test
  void textsAreCutWhereBytesAndCharactersDisagree() {
    assertEquals(
        List.of(new Folding.Piece("a", true, false), new Folding.Piece("b", false, true)),
        Folding.pieces("a\ud83db", false));
    assertEquals(
        List.of(new Folding.Piece("a\ud83d\ude00b", true, true)),
        Folding.pieces("a\ud83d\ude00b", false));
    assertEquals(
        List.of(new Folding.Piece("a", true, false), new Folding.Piece("b", false, true)),
        Folding.pieces("a\u00e9b", true));
    assertEquals(List.of(new Folding.Piece("a", true, false)), Folding.pieces("a\uFFFD", false));
    assertEquals(List.of(new Folding.Piece("a", false, true)), Folding.pieces("\ude00a", false));
    assertTrue(Folding.pieces("\uFFFD", false).isEmpty());
  }
}
