package dev.lanner.cql.run;

import java.util.List;

/** A node that knows which fields the rows it hands on can have. */
public interface Columns {
  /** The names in the order in which to show them; empty if they depend on the data. */
  List<String> columns();
}
