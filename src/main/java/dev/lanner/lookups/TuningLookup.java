package dev.lanner.lookups;

import dev.lanner.cql.run.CompactTable;
import dev.lanner.cql.run.Environment.LookupFile;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The lookup files that the exceptions of rules rely on (DESIGN section 6). A site fills them;
 * where one is missing or has no rows, no exception holds by it, and someone is told.
 */
public enum TuningLookup {
  /** Workstations of the security team. */
  SOC_HOSTS("ComputerName"),
  /** Hosts that scan with permission. */
  SCANNER_HOSTS("ComputerName"),
  /** Accounts of services, with or without their domain. */
  SERVICE_ACCOUNTS("UserName"),
  /** Where orchestration keeps its scripts. */
  SOAR_SCRIPT_PREFIXES("prefix"),
  /** Who may attack, where and how long. */
  ENGAGEMENTS("ComputerName,UserName,from,until"),
  /** Networks outside that scan with permission. */
  TRUSTED_SOURCES("cidr");

  private static final String LAST_DAY = "until";
  private static final String EXAMPLE = ".example.com";

  private final String header;

  TuningLookup(String header) {
    this.header = header;
  }

  /** The name queries use, {@code soc_hosts.csv}. */
  public String file() {
    return name().toLowerCase(Locale.ROOT) + ".csv";
  }

  /** Stands in for a missing file: its columns, no rows. */
  LookupFile empty() {
    return CompactTable.empty(List.of(header.split(",")));
  }

  /**
   * How many rows of its file have a last day before {@code today}; rows about {@code .example.com}
   * are examples.
   */
  int expired(LookupFile file, LocalDate today) {
    int until = file.columns().indexOf(LAST_DAY);
    int expired = 0;
    for (int row = 0; until >= 0 && row < file.rows().size(); row++) {
      List<String> texts = file.rows().get(row);
      boolean example = texts.stream().anyMatch(text -> text != null && text.endsWith(EXAMPLE));
      expired += !example && isBefore(texts.get(until), today) ? 1 : 0;
    }
    return expired;
  }

  /** What is no day is for rules to judge. */
  private static boolean isBefore(String day, LocalDate today) {
    return day != null
        && day.matches("\\d{4}-\\d{2}-\\d{2}")
        && day.compareTo(today.toString()) < 0;
  }

  /** The tuning lookup of that file name. */
  public static Optional<TuningLookup> ofFile(String name) {
    for (TuningLookup lookup : values()) {
      if (lookup.file().equals(name)) {
        return Optional.of(lookup);
      }
    }
    return Optional.empty();
  }
}
