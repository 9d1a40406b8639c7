package dev.lanner.lookups;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanner.cql.run.Environment.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Outside data in files; the layout of MaxMind's is that of dev.maxmind.com/geoip/docs. */
class DatabasesTest {
  @TempDir private Path folder;

  private Database database(String name) throws Exception {
    return Lookups.read(folder).database(name).orElseThrow();
  }

  private void write(String file, String text) throws Exception {
    Files.writeString(folder.resolve(file), text);
  }

  private void city(String file, String type, long built, String name) throws Exception {
    new MaxMindWriter(type, built)
        .network(
            "192.0.2.0/25",
            Map.of(
                "country", Map.of("iso_code", "NO", "names", Map.of("en", "Norway")),
                "city", Map.of("names", Map.of("de", "Anderswo", "en", name)),
                "location", Map.of("latitude", 59.9, "longitude", -10.0, "time_zone", "x")))
        .network("2001:db8:1::/48", Map.of("country", Map.of("iso_code", "DK")))
        .write(folder.resolve(file));
  }

  private void asn(String file, String type) throws Exception {
    new MaxMindWriter(type, 1)
        .network(
            "198.51.100.0/24",
            Map.of(
                "autonomous_system_number",
                4_200_000_000L,
                "autonomous_system_organization",
                "EXAMPLE-NET"))
        .write(folder.resolve(file));
  }

  @Test
  void placesComeFromACityDatabase() throws Exception {
    city("GeoLite2-City.mmdb", "GeoLite2-City", 1, "Oslo");
    Database places = database("geo");
    assertEquals(
        Map.of("country", "NO", "city", "Oslo", "lat", "59.9", "lon", "-10"),
        places.find("", "192.0.2.127"));
    assertEquals(Map.of("country", "DK"), places.find("", "2001:db8:1::5"));
    assertNull(places.find("", "192.0.2.128"));
    assertNull(places.find("", "localhost"));
    assertNull(places.find("", ""));
    assertTrue(Lookups.read(folder).database("asn").isEmpty());
  }

  @Test
  void networksComeFromAnAsnDatabase() throws Exception {
    asn("any-name.mmdb", "DBIP-ASN-Lite (compat=GeoLite2-ASN)");
    assertEquals(
        Map.of("asn", "4200000000", "org", "EXAMPLE-NET"),
        database("asn").find("", "198.51.100.1"));
  }

  @Test
  void theDatabaseThatTellsMoreIsTakenThenTheNewer() throws Exception {
    city("a.mmdb", "GeoIP2-Country", 9, "Country");
    city("b.mmdb", "GeoLite2-City", 3, "Newer");
    city("c.mmdb", "GeoLite2-City", 2, "Older");
    assertEquals("Newer", database("geo").find("", "192.0.2.1").get("city"));
  }

  @Test
  void aDamagedDatabaseIsNamed() throws Exception {
    write("GeoLite2-ASN.mmdb", "<html>sign in</html>");
    Lookups lookups = Lookups.read(folder);
    assertEquals(
        folder.resolve("GeoLite2-ASN.mmdb")
            + ": not a MaxMind database, or a damaged one; fetch it again, or remove it from the"
            + " folder",
        assertThrows(LookupException.class, () -> lookups.database("asn")).getMessage());
  }

  @Test
  void damageThatShowsLaterIsNamedToo() throws Exception {
    asn("asn.mmdb", "GeoLite2-ASN");
    byte[] bytes = Files.readAllBytes(folder.resolve("asn.mmdb"));
    Arrays.fill(bytes, 0, 16, (byte) 0xFF);
    Files.write(folder.resolve("asn.mmdb"), bytes);
    Database damaged = database("asn");
    assertTrue(
        assertThrows(LookupException.class, () -> damaged.find("", "198.51.100.1"))
            .getMessage()
            .startsWith(folder.resolve("asn.mmdb") + ": not a MaxMind database"));
  }

  @Test
  void indicatorsComeFromAFile() throws Exception {
    write(
        "ioc.csv",
        """
        indicator,type,malicious_confidence,labels
        2001:DB8:0::1,ip_address,low,first
        2001:db8::1,ip_address,high,last
        Bad.Example,domain,medium,
        x,hash_md5,high,
        """);
    Database indicators = database("ioc");
    assertEquals("last", indicators.find("ip_address", "2001:db8:0:0::1").get("labels"));
    assertEquals(
        Map.of(
            "indicator",
            "Bad.Example",
            "type",
            "domain",
            "malicious_confidence",
            "medium",
            "labels",
            ""),
        indicators.find("domain", "bad.EXAMPLE"));
    assertNull(indicators.find("url", "bad.example"));
    assertNull(indicators.find("ip_address", "bad.example"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ioc | ioc.csv | ip,type | :1: its columns are ip, type; indicators need indicator, type,"
            + " malicious_confidence",
        "ioc | ioc.csv | indicator,type,malicious_confidence;a,domain,sure |"
            + " : row 1 has malicious_confidence `sure`; write one of unverified, low, medium,"
            + " high",
        "ioc | ioc.json |"
            + " [{\"indicator\":\"a\",\"type\":\"ip_address\",\"malicious_confidence\":\"low\"}] |"
            + " : row 1: `a` is no address; write an address, or another type",
        "rdns | rdns.csv | address,name | :1: its columns are address, name; names of addresses"
            + " need ip, hostname",
        "rdns | rdns.csv | ip,hostname;192.0.2.7,a;b,c | : row 2: `b` is no address; write one, or"
            + " remove it",
      })
  void aFileThatDoesNotFitIsNamed(String name, String file, String text, String message)
      throws Exception {
    write(file, text.replace(';', '\n'));
    Lookups lookups = Lookups.read(folder);
    assertEquals(
        folder.resolve(file) + message,
        assertThrows(LookupException.class, () -> lookups.database(name)).getMessage());
  }

  @Test
  void namesOfAddressesComeFromAFile() throws Exception {
    write("rdns.json", "[{\"ip\":\"2001:DB8::7\",\"hostname\":\"a.example\"}]");
    Database names = database("rdns");
    assertEquals(Map.of("hostname", "a.example"), names.find("", "2001:db8::0:7"));
    assertNull(names.find("", "192.0.2.1"));
  }

  @Test
  void whatIsMissingSaysWhereToPutIt() throws Exception {
    assertEquals(
        "put GeoLite2-City.mmdb of MaxMind into `conf/lookups`, or into a folder that --lookups"
            + " names",
        Lookups.NONE.databaseRemedy("geo"));
    asn("x.mmdb", "GeoLite2-ASN");
    Lookups lookups = Lookups.read(folder);
    assertEquals(
        "looked for in `"
            + folder
            + "`; put GeoLite2-City.mmdb of MaxMind there, or name a folder by --lookups (there is"
            + " only `GeoLite2-ASN`)",
        lookups.databaseRemedy("geo"));
    for (String name : List.of("geo", "ioc", "rdns", "other")) {
      assertTrue(lookups.database(name).isEmpty(), name);
    }
  }
}
