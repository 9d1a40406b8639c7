package dev.lanner.cql.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.Row;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read again, whatever it is. */
class WireTest {
  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", "abc", "\u0000", "\u00e4\u20ac", "\ud83d\ude00", "half \ud83d of a pair"})
  void textsAreReadAsWritten(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Wire.writeText(text, new DataOutputStream(bytes));
    assertEquals(
        text, Wire.readText(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))));
  }

  @Test
  void aTextMayBeLongerThanWriteUtfAllows() throws IOException {
    textsAreReadAsWritten("x".repeat(70_000));
  }

  @Test
  void rowsKeepTheirFieldsAndTheirOrder() throws IOException {
    FieldTable fields = new FieldTable();
    fields.intern("known");
    Row row = new Row(fields).reset(null);
    row.set("known", "1");
    row.set("unknown", "");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Wire.writeRow(row, new DataOutputStream(bytes));
    Row read =
        Wire.readRow(fields, new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    assertEquals("{known=1, unknown=}", read.toString());
  }
}
