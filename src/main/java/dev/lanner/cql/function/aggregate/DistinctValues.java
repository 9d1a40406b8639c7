package dev.lanner.cql.function.aggregate;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.run.Bound;
import dev.lanner.cql.value.Fingerprint;
import dev.lanner.cql.value.Value;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/**
 * How many different texts a field had: exact up to {@value #EXACT_UP_TO}, as far as {@link
 * Fingerprint}s tell texts apart; beyond, an estimate by HyperLogLog with 2^14 registers (standard
 * error 0.8 %).
 *
 * <p>Both forms are functions of the set of fingerprints alone, and so is the moment of changing
 * from one to the other: any order of adding and merging gives the same number. The plain estimator
 * needs no correction here, as it is never asked about fewer than five values a register.
 */
final class DistinctValues implements ValueState<DistinctValues> {
  /** How many different values are counted without estimating. */
  static final int EXACT_UP_TO = 100_000;

  /** Most groups have one value; a table is never more than half full. */
  private static final int SMALLEST = 4;

  private static final int REGISTER_BITS = 14;
  private static final int REGISTERS = 1 << REGISTER_BITS;

  private final int field;

  /** Open addressing; 0 marks a free place, so that the fingerprint 0 is kept beside. */
  private long[] table = new long[SMALLEST];

  private int size;
  private boolean zero;
  private byte[] registers;

  DistinctValues(int field) {
    this.field = field;
  }

  /** An estimate may be larger, but not below {@link #EXACT_UP_TO}, of which nobody asks. */
  @Override
  public boolean countsRows() {
    return true;
  }

  @Override
  public String keeps() {
    return Bound.upTo(EXACT_UP_TO, "fingerprints of texts, beyond that an estimate in ")
        + String.format(Locale.ROOT, "%,d bytes", REGISTERS);
  }

  @Override
  public void add(Row row) {
    String text = row.text(field);
    if (text != null) {
      add(text);
    }
  }

  /** Takes a text into account. */
  void add(String text) {
    add(Fingerprint.of(text));
  }

  @Override
  public void merge(DistinctValues other) {
    if (other.registers != null) {
      estimate();
      for (int i = 0; i < REGISTERS; i++) {
        registers[i] = (byte) Math.max(registers[i], other.registers[i]);
      }
      return;
    }
    if (other.zero) {
      add(0);
    }
    for (long fingerprint : other.table) {
      if (fingerprint != 0) {
        add(fingerprint);
      }
    }
  }

  @Override
  public Value result() {
    return Value.of(registers == null ? count() : estimated());
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeBoolean(registers != null);
    if (registers != null) {
      out.write(registers);
      return;
    }
    long[] all = sorted();
    out.writeInt(all.length);
    for (long fingerprint : all) {
      out.writeLong(fingerprint);
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    clear();
    registers = null;
    if (in.readBoolean()) {
      registers = new byte[REGISTERS];
      in.readFully(registers);
      return;
    }
    for (int left = in.readInt(); left > 0; left--) {
      add(in.readLong());
    }
  }

  private int count() {
    return size + (zero ? 1 : 0);
  }

  private void add(long fingerprint) {
    if (registers != null) {
      register(fingerprint);
    } else if (fingerprint == 0) {
      zero = true;
    } else if (put(table, fingerprint)) {
      size++;
      if (size * 2 > table.length) {
        grow();
      }
    }
    if (registers == null && count() > EXACT_UP_TO) {
      estimate();
    }
  }

  private static boolean put(long[] table, long fingerprint) {
    int mask = table.length - 1;
    int at = (int) fingerprint & mask;
    while (table[at] != 0) {
      if (table[at] == fingerprint) {
        return false;
      }
      at = at + 1 & mask;
    }
    table[at] = fingerprint;
    return true;
  }

  private void grow() {
    long[] larger = new long[table.length * 2];
    for (long fingerprint : table) {
      if (fingerprint != 0) {
        put(larger, fingerprint);
      }
    }
    table = larger;
  }

  private void clear() {
    table = new long[SMALLEST];
    size = 0;
    zero = false;
  }

  /** All fingerprints in order, so that equal sets write equal bytes. */
  private long[] sorted() {
    long[] all = new long[count()];
    int at = zero ? 1 : 0;
    for (long fingerprint : table) {
      if (fingerprint != 0) {
        all[at++] = fingerprint;
      }
    }
    Arrays.sort(all);
    return all;
  }

  private void estimate() {
    if (registers != null) {
      return;
    }
    registers = new byte[REGISTERS];
    for (long fingerprint : sorted()) {
      register(fingerprint);
    }
    clear();
  }

  private void register(long fingerprint) {
    int index = (int) (fingerprint >>> Long.SIZE - REGISTER_BITS);
    // The guard bit ends the run of zeros where the fingerprint does.
    long tail = fingerprint << REGISTER_BITS | 1L << REGISTER_BITS - 1;
    byte rank = (byte) (Long.numberOfLeadingZeros(tail) + 1);
    registers[index] = (byte) Math.max(registers[index], rank);
  }

  private long estimated() {
    long[] byRank = new long[Long.SIZE + 1];
    for (byte rank : registers) {
      byRank[rank]++;
    }
    double sum = 0;
    for (int rank = byRank.length - 1; rank >= 0; rank--) {
      sum += byRank[rank] * StrictMath.pow(2, -rank);
    }
    double bias = 0.7213 / (1 + 1.079 / REGISTERS);
    return StrictMath.round(bias * REGISTERS * REGISTERS / sum);
  }
}
