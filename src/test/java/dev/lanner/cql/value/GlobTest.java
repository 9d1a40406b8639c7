package dev.lanner.cql.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Globs as LANGUAGE 1.6 has them. */
class GlobTest {
  @ParameterizedTest
  @CsvSource({
    "horse, horse, true",
    "horse, Horse, false",
    "horse, horses, false",
    "hor*, horses, true",
    "*rse, horse, true",
    "*h*rse*, a hoorse!, true",
    "h*rse, hrse, true",
    "a*a, a, false",
    "ab*ba, aba, false",
    "ab*ba, abba, true",
    "a**b, axb, true",
    "*, '', true",
    "**, x, true",
    "'', '', true",
    "'', x, false",
    "a?c, abc, false",
    "a*b*c, a-b-b-c, true",
    "a*bc*bc, abc, false",
  })
  void coversTheWholeValue(String pattern, String text, boolean expected) {
    assertEquals(expected, Glob.anchored(pattern, false).matches(text));
  }

  @ParameterizedTest
  @CsvSource({"rs, hoRSe, true", "r*e, HORSE!, true", "x, horse, false", "*, horse, true"})
  void mayMatchAnywhereInAnyCase(String pattern, String text, boolean expected) {
    assertEquals(expected, Glob.contained(pattern, true).matches(text));
  }

  @ParameterizedTest
  @CsvSource({"a*b, 'a\nb', true", "*, 'a\nb', true"})
  void crossesLineBreaks(String pattern, String text, boolean expected) {
    assertEquals(expected, Glob.anchored(pattern, false).matches(text.replace("\\n", "\n")));
  }
}
