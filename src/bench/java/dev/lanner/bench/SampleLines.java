package dev.lanner.bench;

import dev.lanner.generate.Background;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The first lines of a generated fleet's day: the same on every machine. */
public final class SampleLines {
  private static final int HOSTS = 500;

  /** 2026-11-01T00:00:00Z. */
  private static final long START = 1_793_491_200_000L;

  private SampleLines() {}

  /** That many lines in UTF-8, without line feeds. */
  public static List<byte[]> of(int count) {
    Background background = new Background(7, HOSTS, START, Background.usualRate(HOSTS));
    List<byte[]> lines = new ArrayList<>();
    while (lines.size() < count) {
      lines.add(background.next().event().toJson().getBytes(StandardCharsets.UTF_8));
    }
    return lines;
  }
}
