package dev.lanner.cql.function.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms: RFC 4291 section 2.2, RFC 6943 section 3.1.1 (strict dotted form). */
class IpAddressTest {
  private static final IPAddressStringParameters STRICT =
      new IPAddressStringParameters.Builder()
          .allowEmpty(false)
          .allowSingleSegment(false)
          .allowAll(false)
          .allowPrefix(false)
          .allowMask(false)
          .allowWildcardedSeparator(false)
          .setRangeOptions(inet.ipaddr.AddressStringParameters.RangeParameters.NO_RANGE)
          .getIPv4AddressParametersBuilder()
          .allow_inet_aton(false)
          .allow_inet_aton_joined_segments(false)
          .allowLeadingZeros(false)
          .allowBinary(false)
          .getParentBuilder()
          .getIPv6AddressParametersBuilder()
          .allowUnlimitedLeadingZeros(false)
          .allowBase85(false)
          .allowBinary(false)
          .allowZone(false)
          .getEmbeddedIPv4AddressParametersBuilder()
          .allow_inet_aton(false)
          .allow_inet_aton_joined_segments(false)
          .allowLeadingZeros(false)
          .allowBinary(false)
          .getEmbeddedIPv4AddressParentBuilder()
          .getParentBuilder()
          .toParams();

  @Test
  void readsDottedQuads() {
    assertEquals(0L, IpAddress.v4("0.0.0.0"));
    assertEquals(0xFFFFFFFFL, IpAddress.v4("255.255.255.255"));
    assertEquals(0xC6336401L, IpAddress.v4("198.51.100.1"));
    assertEquals("198.51.100.1", IpAddress.print(0xC6336401L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.",
        ".1.2.3",
        "1..2.3",
        "256.1.1.1",
        "01.2.3.4",
        "1.2.3.4 ",
        "1.2.3.4/8",
        "0x1.2.3.4",
        "1.2.3.-4",
        "a.b.c.d",
        "1.2.3.4567",
        "١.٢.٣.٤"
      })
  void refusesOtherDottedTexts(String text) {
    assertEquals(-1, IpAddress.v4(text));
    assertNull(IpAddress.parse(text));
  }

  @Test
  void readsVersion6() {
    byte[] one = new byte[16];
    one[15] = 1;
    assertArrayEquals(one, IpAddress.v6("::1"));
    assertArrayEquals(new byte[16], IpAddress.v6("::"));
    byte[] example = new byte[16];
    example[0] = 0x20;
    example[1] = 0x01;
    example[2] = 0x0d;
    example[3] = (byte) 0xb8;
    assertArrayEquals(example, IpAddress.v6("2001:DB8::"));
    assertArrayEquals(example, IpAddress.v6("2001:0db8:0:0:0:0:0:0"));
    byte[] mapped = new byte[16];
    mapped[10] = mapped[11] = (byte) 0xff;
    mapped[12] = 127;
    mapped[15] = 1;
    assertArrayEquals(mapped, IpAddress.v6("::ffff:127.0.0.1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":",
        ":::",
        "1",
        "1:2",
        "1::2::3",
        "12345::",
        "g::",
        "::1%eth0",
        "[::1]",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8::",
        "1:2:3:4:5:6:7:",
        ":1:2:3:4:5:6:7",
        "::1.2.3",
        "1.2.3.4::",
        "::01.2.3.4",
        "1:2:3:4:5:6:7:1.2.3.4"
      })
  void refusesOtherTextsWithColons(String text) {
    assertNull(IpAddress.v6(text));
  }

  /** Another implementation, com.github.seancfoley:ipaddress, is the reference. */
  @Test
  void agreesWithAnotherParser() {
    long seed = 20261122L;
    Random random = new Random(seed);
    String alphabet = "0012f:::.255";
    for (int i = 0; i < 200_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = 2 + random.nextInt(16);
      for (int k = 0; k < length; k++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      IPAddressString other = new IPAddressString(text.toString(), STRICT);
      byte[] expected =
          other.isValid() && other.isIPAddress() ? other.getAddress().getBytes() : null;
      assertArrayEquals(expected, IpAddress.parse(text.toString()), "seed " + seed + ": " + text);
    }
  }

  @Test
  void asksSubnets() {
    Subnets.Builder builder = new Subnets.Builder();
    for (String subnet :
        List.of(
            "10.0.0.0/8",
            "10.1.0.0/16",
            "192.0.2.1",
            "198.51.100.77/24",
            "2001:db8::/32",
            "fe80::1")) {
      assertTrue(builder.add(subnet), subnet);
    }
    for (String wrong :
        List.of("", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "x/8", "::/129", "10.0.0/8")) {
      assertFalse(builder.add(wrong), wrong);
    }
    Subnets subnets = builder.build();
    for (String in :
        List.of(
            "10.0.0.0",
            "10.255.255.255",
            "192.0.2.1",
            "198.51.100.0",
            "2001:db8:ffff::1",
            "fe80::1")) {
      assertTrue(subnets.contains(in), in);
    }
    for (String out :
        List.of(
            "9.255.255.255",
            "11.0.0.0",
            "192.0.2.2",
            "198.51.101.0",
            "2001:db9::",
            "fe80::2",
            "x",
            "")) {
      assertFalse(subnets.contains(out), out);
    }
  }

  @Test
  void keepsTheFamiliesApart() {
    Subnets.Builder all4 = new Subnets.Builder();
    all4.add("0.0.0.0/0");
    assertTrue(all4.build().contains("203.0.113.9"));
    assertFalse(all4.build().contains("::1"));
    Subnets.Builder all6 = new Subnets.Builder();
    all6.add("::/0");
    assertTrue(all6.build().contains("::1"));
    assertFalse(all6.build().contains("203.0.113.9"));
  }
}
