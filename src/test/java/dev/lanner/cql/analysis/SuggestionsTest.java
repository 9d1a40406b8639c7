package dev.lanner.cql.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuggestionsTest {
  private static final List<String> NAMES = List.of("groupBy", "lower", "upper", "asc", "desc");

  @Test
  void findsASlip() {
    assertEquals(Optional.of("lower"), Suggestions.closest("lowr", NAMES));
    assertEquals(Optional.of("groupBy"), Suggestions.closest("GROUPYB", NAMES));
  }

  @Test
  void prefersTheSameFirstLetter() {
    assertEquals(Optional.of("desc"), Suggestions.closest("dsc", NAMES));
  }

  @Test
  void isSilentAboutStrangers() {
    assertEquals(Optional.empty(), Suggestions.closest("frobnicate", NAMES));
    assertEquals(Optional.empty(), Suggestions.closest("", NAMES));
  }
}
