package dev.lanner.cli;

/** How rows are printed. */
enum RowFormat {
  /** Aligned columns, or one block a row if there are too many columns. */
  TABLE,
  /** Comma-separated values with a heading. */
  CSV,
  /** One JSON list of objects. */
  JSON,
  /** One JSON object a line. */
  NDJSON
}
