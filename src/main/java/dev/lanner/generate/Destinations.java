package dev.lanner.generate;

/**
 * Where ordinary traffic goes. Public services are spread over sixteen thousand addresses each, so
 * that no address gets many connections in a few minutes even at live rates; inside, a handful of
 * servers on their own ports.
 */
final class Destinations {

  /** A public service: its name and the first two parts of its addresses. */
  private record Service(String domain, String network) {}

  /** A server inside. */
  record Server(String domain, String address, int port, int protocol) {}

  private static final Service[] SERVICES = {
    new Service("outlook.office365.com", "52.98."),
    new Service("teams.microsoft.com", "52.113."),
    new Service("login.microsoftonline.com", "20.190."),
    new Service("graph.microsoft.com", "20.20."),
    new Service("v10.events.data.microsoft.com", "20.42."),
    new Service("settings-win.data.microsoft.com", "51.104."),
    new Service("edge.microsoft.com", "13.107."),
    new Service("onedrive.live.com", "13.104."),
    new Service("fe2cr.update.microsoft.com", "40.126."),
    new Service("www.google.com", "142.250."),
    new Service("fonts.gstatic.com", "142.251."),
    new Service("clients4.google.com", "172.217."),
    new Service("safebrowsing.googleapis.com", "216.58."),
    new Service("www.youtube.com", "173.194."),
    new Service("github.com", "140.82."),
    new Service("objects.githubusercontent.com", "185.199."),
    new Service("registry.npmjs.org", "104.16."),
    new Service("deb.debian.org", "199.232."),
    new Service("registry-1.docker.io", "44.208."),
    new Service("s3.eu-central-1.amazonaws.com", "52.219."),
    new Service("sqs.eu-central-1.amazonaws.com", "3.68."),
    new Service("d1.cloudfront.example", "99.84."),
    new Service("www.icloud.com", "17.248."),
    new Service("gateway.push-apple.com.example", "17.57."),
    new Service("slack.com", "54.93."),
    new Service("wss-primary.slack.com", "18.159."),
    new Service("www.wikipedia.org", "185.15."),
    new Service("news.example.net", "151.139."),
    new Service("cdn.shop.example", "23.47."),
    new Service("api.payments.example", "34.90."),
    new Service("telemetry.agent.example", "35.198."),
    new Service("ads.media.example", "23.205.")
  };

  private static final String[] SUBDOMAINS = {"api", "assets", "cdn", "img", "static", "edge"};

  private static final Server[] WINDOWS_INSIDE = {
    server("dc01.corp.example", "10.1.0.11", 88),
    server("dc01.corp.example", "10.1.0.11", 389),
    server("dc02.corp.example", "10.1.0.12", 445),
    server("dc02.corp.example", "10.1.0.12", 3268),
    server("dc01.corp.example", "10.1.0.11", 135),
    server("fs01.corp.example", "10.1.2.21", 445),
    server("fs02.corp.example", "10.1.2.22", 445),
    server("db-finance.corp.example", "10.1.3.31", 1433),
    server("proxy.corp.example", "10.1.4.8", 8080),
    new Server("ns.corp.example", "10.1.0.53", 53, NetworkEvents.UDP)
  };

  private static final Server[] UNIX_INSIDE = {
    server("pg-portal.corp.example", "10.1.3.41", 5432),
    server("cache-portal.corp.example", "10.1.3.51", 6379),
    server("kafka-1.corp.example", "10.1.3.61", 9092),
    server("kafka-2.corp.example", "10.1.3.62", 9092),
    server("git.corp.example", "10.1.4.20", 443),
    server("proxy.corp.example", "10.1.4.8", 8080),
    new Server("ns.corp.example", "10.1.0.53", 53, NetworkEvents.UDP)
  };

  /** Networks of the IPv6 addresses, written out in full as the sensor does. */
  private static final String[] IP6_NETWORKS = {
    "2603:1026:2405:0:0:0:",
    "2a00:1450:4014:80b:0:0:",
    "2606:4700:0:0:0:6812:",
    "2a01:111:f100:0:0:0:"
  };

  private Destinations() {}

  /** A name on the internet, sometimes of a host that serves one user only. */
  static String publicDomain(Draws draws) {
    Service service = draws.oneOf(SERVICES);
    return switch (draws.below(8)) {
      case 0 -> draws.oneOf(SUBDOMAINS) + "-" + draws.hex(8) + "." + service.domain();
      case 1 -> draws.oneOf(SUBDOMAINS) + draws.below(100) + "." + service.domain();
      default -> service.domain();
    };
  }

  static String publicAddress(Draws draws) {
    return draws.oneOf(SERVICES).network() + draws.below(64) + "." + draws.between(1, 254);
  }

  static String publicAddress6(Draws draws) {
    return draws.oneOf(IP6_NETWORKS)
        + Integer.toHexString(draws.between(1, 0xffff))
        + ":"
        + Integer.toHexString(draws.between(1, 0xffff));
  }

  static Server inside(Draws draws, Platform platform) {
    return draws.oneOf(platform == Platform.WINDOWS ? WINDOWS_INSIDE : UNIX_INSIDE);
  }

  /** A workstation that talks to a server. */
  static String insideClient(Draws draws) {
    return "10.40." + draws.below(200) + "." + draws.between(2, 251);
  }

  private static Server server(String domain, String address, int port) {
    return new Server(domain, address, port, NetworkEvents.TCP);
  }
}
