package dev.lanner.generate;

/**
 * A program that runs on background hosts.
 *
 * @param image its file
 * @param commandLine how it is started
 * @param parent base name of the program that starts it
 * @param runsAs whose account it uses
 * @param traffic what it talks to
 * @param servicePort port it accepts connections on; 0 when it does not
 */
record Program(
    Image image,
    Template commandLine,
    String parent,
    RunsAs runsAs,
    Traffic traffic,
    int servicePort) {

  /** Whose account a program uses. */
  enum RunsAs {
    SYSTEM,
    USER
  }

  /** What a program talks to. */
  enum Traffic {
    /** Nothing: it neither asks for names nor connects. */
    NONE,
    /** Services on the internet. */
    WEB,
    /** Servers inside: directory, files, databases. */
    INSIDE
  }

  static Program system(String image, String parent, String commandLine) {
    return new Program(
        Image.at(image), Template.of(commandLine), parent, RunsAs.SYSTEM, Traffic.NONE, 0);
  }

  static Program user(String image, String parent, String commandLine) {
    return new Program(
        Image.at(image), Template.of(commandLine), parent, RunsAs.USER, Traffic.NONE, 0);
  }

  Program web() {
    return new Program(image, commandLine, parent, runsAs, Traffic.WEB, servicePort);
  }

  Program inside() {
    return new Program(image, commandLine, parent, runsAs, Traffic.INSIDE, servicePort);
  }

  Program serves(int port) {
    return new Program(image, commandLine, parent, runsAs, traffic, port);
  }

  String baseName() {
    return image.baseName();
  }
}
