package dev.lanner.ruletest;

import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes results as a JUnit XML report: a suite a file, without times, so that runs compare. */
public final class JunitXml {
  private JunitXml() {}

  /** Writes the report. */
  public static void write(List<CaseResult> results, Writer out) throws IOException {
    Map<String, List<CaseResult>> byPath =
        results.stream()
            .collect(
                Collectors.groupingBy(
                    CaseResult::path, LinkedHashMap::new, Collectors.toUnmodifiableList()));
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuites");
      for (Map.Entry<String, List<CaseResult>> file : byPath.entrySet()) {
        suite(file.getKey(), file.getValue(), xml);
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.flush();
    } catch (XMLStreamException e) {
      throw new IOException("the JUnit report cannot be written", e);
    }
  }

  private static void suite(String path, List<CaseResult> results, XMLStreamWriter xml)
      throws XMLStreamException {
    long failed = results.stream().filter(result -> !result.passed()).count();
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", path);
    xml.writeAttribute("tests", Integer.toString(results.size()));
    xml.writeAttribute("failures", Long.toString(failed));
    for (CaseResult result : results) {
      xml.writeStartElement("testcase");
      xml.writeAttribute("classname", legal(result.ruleTitle()));
      xml.writeAttribute("name", legal(result.name()));
      xml.writeAttribute("file", path);
      xml.writeAttribute("line", Integer.toString(result.line()));
      if (!result.passed()) {
        xml.writeStartElement("failure");
        xml.writeAttribute("message", legal(result.differences().get(0)));
        xml.writeCharacters(legal(String.join("\n", result.differences())));
        xml.writeEndElement();
      }
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  /** Values of events can hold what XML cannot. */
  private static String legal(String text) {
    StringBuilder legal = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c >= ' ' && c != 0xfffe && c != 0xffff || c == '\n' || c == '\t' ? c : 0xfffd)
        .map(c -> c >= 0xd800 && c <= 0xdfff ? 0xfffd : c)
        .forEach(legal::appendCodePoint);
    return legal.toString();
  }
}
