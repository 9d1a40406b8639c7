package dev.lanner.cql.function.parsing;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads XML safely: no external entities, no document types, no more than some depth. Gives null
 * for a text that is not XML.
 */
final class Xml {
  private static final int MAX_DEPTH = 100;
  private static final XMLInputFactory FACTORY = factory();

  /**
   * An element.
   *
   * @param text the text directly in it, blanks around it left out
   */
  record Element(
      String name, Map<String, String> attributes, List<Element> children, String text) {}

  private Xml() {}

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("no external entities");
        });
    return factory;
  }

  /** The outermost element, or null. */
  static Element parse(String text) {
    try {
      XMLStreamReader reader;
      synchronized (FACTORY) {
        reader = FACTORY.createXMLStreamReader(new StringReader(text.strip()));
      }
      try {
        return document(reader);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException | RuntimeException notXml) {
      // The JDK's reader answers some broken texts with unchecked exceptions.
      return null;
    }
  }

  private static Element document(XMLStreamReader reader) throws XMLStreamException {
    Element root = null;
    while (reader.hasNext()) {
      if (reader.next() == XMLStreamConstants.START_ELEMENT) {
        root = element(reader, 1);
      }
    }
    return root;
  }

  private static Element element(XMLStreamReader reader, int depth) throws XMLStreamException {
    if (depth > MAX_DEPTH) {
      throw new XMLStreamException("nested too deep");
    }
    String name = reader.getLocalName();
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    List<Element> children = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    while (true) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT:
          children.add(element(reader, depth + 1));
          break;
        case XMLStreamConstants.END_ELEMENT:
          return new Element(name, attributes, children, text.toString().strip());
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE:
          text.append(reader.getText());
          break;
        default:
          break;
      }
    }
  }
}
