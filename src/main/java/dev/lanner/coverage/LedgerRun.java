package dev.lanner.coverage;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

/**
 * A run that says what it covered. A job that is restarted from its state is the same run.
 *
 * @param id differs from that of every other run; also how its files are called
 * @param kind {@code replay}, {@code backfill} or {@code detect}
 * @param job name of the job
 * @param started when it began
 */
public record LedgerRun(String id, String kind, String job, Instant started) {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** A new run. */
  public static LedgerRun begin(String kind, String job, Instant started) {
    String tail = UUID.randomUUID().toString().substring(0, 8);
    return new LedgerRun(
        String.join("-", kind, job, STAMP.format(started), tail), kind, job, started);
  }
}
