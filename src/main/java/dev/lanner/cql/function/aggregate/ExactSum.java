package dev.lanner.cql.function.aggregate;

import dev.lanner.cql.run.Wire;
import dev.lanner.cql.value.Value;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A sum of numbers without rounding, so that the order of adding does not show. Whole numbers stay
 * in a {@code long}; fractions, and what overflows it, are summed as decimals. A number written
 * with an exponent counts as the double it stands for, which bounds the digits kept to some
 * hundreds.
 */
final class ExactSum {
  private long whole;
  private BigDecimal rest;

  /** Adds a number; {@code number} must be one. */
  void add(Value number) {
    if (number.isWhole()) {
      add(number.asLong());
    } else {
      add(decimal(number));
    }
  }

  /** Adds the product of two numbers. */
  void addProduct(Value a, Value b) {
    if (a.isWhole() && b.isWhole() && fitsInt(a.asLong()) && fitsInt(b.asLong())) {
      add(a.asLong() * b.asLong());
    } else {
      add(decimal(a).multiply(decimal(b)));
    }
  }

  /** Adds another sum. */
  void add(ExactSum other) {
    add(other.whole);
    if (other.rest != null) {
      add(other.rest);
    }
  }

  /** The sum as a value: whole if it is, else the nearest double; null beyond the doubles. */
  Value value() {
    if (rest == null) {
      return Value.of(whole);
    }
    BigDecimal total = exact();
    if (isWhole(total) && total.toBigInteger().bitLength() < Long.SIZE) {
      return Value.of(total.longValueExact());
    }
    return Value.of(total.doubleValue());
  }

  /** The sum without rounding. */
  BigDecimal exact() {
    BigDecimal total = BigDecimal.valueOf(whole);
    return rest == null ? total : total.add(rest);
  }

  /** Writes the sum; equal sums write equal bytes. */
  void write(DataOutput out) throws IOException {
    if (rest == null) {
      out.writeBoolean(true);
      out.writeLong(whole);
      return;
    }
    BigDecimal total = exact().stripTrailingZeros();
    BigInteger digits = isWhole(total) ? total.toBigInteger() : null;
    boolean plain = digits != null && digits.bitLength() < Long.SIZE;
    out.writeBoolean(plain);
    if (plain) {
      out.writeLong(digits.longValueExact());
    } else {
      Wire.writeText(total.toString(), out);
    }
  }

  /** Replaces the sum by one that {@link #write} wrote. */
  void read(DataInput in) throws IOException {
    boolean plain = in.readBoolean();
    whole = plain ? in.readLong() : 0;
    rest = plain ? null : new BigDecimal(Wire.readText(in));
  }

  private void add(long number) {
    long sum = whole + number;
    if (((whole ^ sum) & (number ^ sum)) < 0) {
      add(BigDecimal.valueOf(whole));
      sum = number;
    }
    whole = sum;
  }

  private void add(BigDecimal number) {
    rest = rest == null ? number : rest.add(number);
  }

  private static BigDecimal decimal(Value number) {
    if (number.isWhole()) {
      return BigDecimal.valueOf(number.asLong());
    }
    String text = number.text();
    boolean exponent = text.indexOf('e') >= 0 || text.indexOf('E') >= 0;
    return exponent ? BigDecimal.valueOf(number.asDouble()) : new BigDecimal(text);
  }

  private static boolean isWhole(BigDecimal number) {
    return number.signum() == 0 || number.scale() <= 0 || number.stripTrailingZeros().scale() <= 0;
  }

  private static boolean fitsInt(long number) {
    return number == (int) number;
  }
}
