package dev.lanner.events.enrich;

import java.io.Serializable;

/**
 * {@code ComputerName} by {@code aid} and time: a name holds until the next one of its host, and
 * the first also before. For any number of readers; travels to the tasks of a job as it is.
 */
public final class HostNames implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Knows no host. */
  public static final HostNames NONE = builder().build();

  private final NamesById names;

  HostNames(NamesById names) {
    this.names = names;
  }

  /**
   * The name of a host at some time, or null if it is not known. {@code cid} and {@code aid} may be
   * null.
   *
   * @param time epoch milliseconds
   */
  public String name(String cid, String aid, long time) {
    return names.find(cid, aid, time);
  }

  /** How many hosts are known. */
  public int size() {
    return names.size();
  }

  /** Gathers names. */
  public static Builder builder() {
    return new Builder();
  }

  /** Gathers names; the order of adding does not matter. */
  public static final class Builder {
    private NamesById names = new NamesById();

    private Builder() {}

    /**
     * One host's name at some time.
     *
     * @param cid tenant; null or empty speaks for all
     * @param aid the sensor; nothing is added without it
     * @param computerName nothing is added if it is null or empty
     * @param millis when it had the name, epoch milliseconds
     */
    public Builder add(String cid, String aid, String computerName, long millis) {
      names.add(cid, aid, computerName, millis);
      return this;
    }

    /** The names so far; the builder is used up. */
    public HostNames build() {
      HostNames built = new HostNames(names.settled());
      names = null;
      return built;
    }
  }
}
