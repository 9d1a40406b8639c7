package dev.lanner.generate;

/**
 * The kinds of background events and how often each occurs.
 *
 * <p>The shares are assumed, for load tests: no public source gives percentages by event type.
 */
public enum EventKind {
  PROCESS_START(120),
  PROCESS_END(120),
  DNS(180),
  CONNECT(200),
  OTHER_NETWORK(80),
  FILE(150),
  /** Registry values and modules; only Windows has them. */
  CONFIGURATION(70),
  /** Logons, services, scripts, and what the sensor says of itself. */
  REST(80);

  private static final EventKind[] BY_DRAW = byDraw();

  private final int perMille;

  EventKind(int perMille) {
    this.perMille = perMille;
  }

  /** Share of this kind among background events, in thousandths. */
  public int perMille() {
    return perMille;
  }

  static EventKind draw(Draws draws) {
    return BY_DRAW[draws.below(BY_DRAW.length)];
  }

  private static EventKind[] byDraw() {
    EventKind[] byDraw = new EventKind[1000];
    int at = 0;
    for (EventKind kind : values()) {
      for (int i = 0; i < kind.perMille; i++) {
        byDraw[at++] = kind;
      }
    }
    if (at != byDraw.length) {
      throw new IllegalStateException("the shares are not a thousand: " + at);
    }
    return byDraw;
  }
}
