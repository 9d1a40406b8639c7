package dev.lanner.events.decode;

import dev.lanner.cql.event.Deliveries;
import dev.lanner.cql.event.Event;
import dev.lanner.cql.event.FieldTable;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * One line of the Falcon Data Replicator as an event. Answers the names on the line and those that
 * LogScale adds: {@code #event_simpleName} for {@code event_simpleName} and the reverse, {@code
 * @timestamp}, {@code @rawstring}, {@code FileName} and so on (SCHEMA section 5). What is on the line
 * always wins, an empty text too.
 *
 * <p>Belongs to its decoder and is valid until that decodes the next line; the bytes of the line are
 * not copied. Not thread-safe.
 */
public final class FdrEvent implements Event, Decoded {
  /** How far sensor time may be ahead of {@code timestamp} (DESIGN section 4, Time). */
  static final long MAX_AHEAD_MILLIS = 5 * 60 * 1000L;

  private static final int MILLIS_DIGITS = 13;

  private final FieldPlan plan;
  private final Values values;
  private final LineScanner scanner;
  private final Keeper keeper = new Keeper();
  private final Deliveries deliveries = new Deliveries();
  private final int simpleNameSlot;
  private final int typeTagSlot;
  private final int atTimestampSlot;
  private final int timestampSlot;
  private final int utcTimestampSlot;
  private final int cidSlot;
  private final int aidSlot;
  private final int idSlot;
  private final FieldPlan.Written[] written;
  private final int fileNameId;
  private final boolean asksForLine;
  private byte[] resolved = new byte[512];

  private byte[] bytes;
  private long delivery;
  private int from;
  private int to;
  private long timestampMillis;
  private boolean scanned;
  private EventIdentity identity;
  private Map<String, String> all;

  FdrEvent(FieldPlan plan) {
    this.plan = plan;
    this.values = new Values(plan.places());
    this.scanner = new LineScanner(plan.namesOnLine(), values);
    this.simpleNameSlot = plan.slot("event_simpleName");
    this.typeTagSlot = plan.slot("#event_simpleName");
    this.atTimestampSlot = plan.slot("@timestamp");
    this.timestampSlot = plan.slot("timestamp");
    this.utcTimestampSlot = plan.slot("UTCTimestamp");
    this.cidSlot = plan.slot("cid");
    this.aidSlot = plan.slot("aid");
    this.idSlot = plan.slot("id");
    this.written = plan.written().toArray(FieldPlan.Written[]::new);
    this.asksForLine = plan.table().find("@rawstring") >= 0;
    this.fileNameId = plan.slot(Derived.FILE_NAME);
  }

  /** Notes the fields of a line that is not read by the scanner. */
  private final class Keeper implements JsonFields.Sink {
    @Override
    public boolean wants(String name) {
      return plan.keyOnLine(name) != null;
    }

    @Override
    public void field(String name, String text) {
      FieldPlan.Key key = plan.keyOnLine(name);
      if (key == null) {
        return;
      }
      if (key.own >= 0) {
        values.set(key.own, text);
      }
      if (key.standIn >= 0) {
        values.set(key.standIn, text);
      }
    }
  }

  /** Reads another line, plain or not; returns what is wrong with it, or null. */
  DecodeFailure reset(byte[] bytes, int from, int to, boolean plain) {
    this.bytes = bytes;
    delivery = deliveries.next();
    this.from = from;
    this.to = to;
    identity = null;
    all = null;
    timestampMillis = EventTime.NONE;
    values.clear(bytes);
    scanned = scanner.scan(bytes, from, to, plain);
    if (!scanned) {
      values.clear(bytes);
      DecodeFailure failure = JsonFields.read(bytes, from, to, keeper);
      if (failure != null) {
        return failure;
      }
    }
    timestampMillis = findTimestamp();
    return null;
  }

  private long findTimestamp() {
    long millis = millis(atTimestampSlot);
    if (millis == EventTime.NONE) {
      millis = millis(timestampSlot);
    }
    return millis != EventTime.NONE
        ? millis
        : EventTime.millisOrSeconds(values.text(ownPlace(utcTimestampSlot)));
  }

  private long millis(int slot) {
    int place = ownPlace(slot);
    if (!values.has(place)) {
      return EventTime.NONE;
    }
    // Thirteen digits are milliseconds after 2001 and before 2287.
    if (values.isPlain(place) && values.to(place) - values.from(place) == MILLIS_DIGITS) {
      long millis = EventTime.digits(bytes, values.from(place), values.to(place));
      if (millis >= 0) {
        return millis;
      }
    }
    return EventTime.millis(values.text(place));
  }

  @Override
  public FieldTable fields() {
    return plan.table();
  }

  @Override
  public String text(int field) {
    return field < plan.tableSize() ? atSlot(field) : text(plan.table().name(field));
  }

  @Override
  public long delivery(int field) {
    return delivery;
  }

  @Override
  public String text(String name) {
    int slot = plan.slot(name);
    if (slot >= 0) {
      return atSlot(slot);
    }
    String text = all().get(name);
    return text != null ? text : all().get(name.startsWith("#") ? name.substring(1) : "#" + name);
  }

  private String atSlot(int slot) {
    String text = values.text(slot);
    if (text != null) {
      return text;
    }
    Function<FdrEvent, String> derivation = plan.derivation(slot);
    text = derivation == null ? null : derivation.apply(this);
    return text != null ? text : values.text(plan.standIn(slot));
  }

  @Override
  public boolean has(int field) {
    return field < plan.tableSize() && values.has(field) || text(field) != null;
  }

  /** A value from the line itself, of a name that the plan has under either spelling. */
  String own(String name) {
    return values.text(ownPlace(plan.slot(name)));
  }

  /** The tenant, or null; what {@link #text} gives for {@code cid}. */
  public String cid() {
    return atSlot(cidSlot);
  }

  /** The sensor, or null; what {@link #text} gives for {@code aid}. */
  public String aid() {
    return atSlot(aidSlot);
  }

  /** Where the line's own value of a slot is, under whichever spelling. */
  private int ownPlace(int slot) {
    return values.has(slot) ? slot : plan.standIn(slot);
  }

  /**
   * Finds the bytes of a field's value, as UTF-8: in the line itself if they stand there, else
   * somewhere valid until the next call.
   *
   * @return false if the event does not have the field
   */
  public boolean find(int field, ByteRange into) {
    if (field < plan.tableSize() && !values.has(field)) {
      int source = plan.source(field);
      int place = source >= 0 ? ownPlace(source) : plan.standIn(field);
      boolean asItStands = source >= 0 || plan.derivation(field) == null;
      if (asItStands && !values.has(place)) {
        return false;
      }
      if (asItStands && values.isPlain(place)) {
        read(place, into);
        return field != fileNameId || cutPath(into);
      }
    } else if (field < plan.tableSize() && values.isPlain(field)) {
      read(field, into);
      return true;
    }
    String text = text(field);
    if (text == null) {
      return false;
    }
    byte[] made = text.getBytes(StandardCharsets.UTF_8);
    into.set(made, 0, made.length);
    return true;
  }

  private void read(int place, ByteRange into) {
    int first = values.from(place);
    int end = values.to(place);
    if (!values.isEscaped(place)) {
      into.set(bytes, first, end);
      return;
    }
    if (resolved.length < end - first) {
      resolved = new byte[2 * (end - first)];
    }
    into.set(resolved, 0, JsonString.resolve(bytes, first, end, resolved));
  }

  /** Leaves what stands behind the last separator of a path; false if nothing does. */
  private static boolean cutPath(ByteRange path) {
    int i = path.to();
    while (i > path.from() && path.bytes()[i - 1] != '/' && path.bytes()[i - 1] != '\\') {
      i--;
    }
    path.set(path.bytes(), i, path.to());
    return i < path.to();
  }

  /**
   * {@inheritDoc}
   *
   * <p>First the fields of the line in its order, {@code event_simpleName} under its tag name, then
   * the derived ones by name.
   */
  @Override
  public void forEach(FieldVisitor visitor) {
    Map<String, String> line = all();
    boolean tagged = line.containsKey("#event_simpleName");
    line.forEach(
        (name, text) -> {
          if (!name.equals("event_simpleName")) {
            visitor.field(name, text);
          } else if (!tagged) {
            visitor.field("#event_simpleName", text);
          }
        });
    for (String name : Derived.names()) {
      if (Derived.isShown(name) && !shownFromLine(line, name)) {
        String text = Derived.of(name).apply(this);
        if (text != null) {
          visitor.field(name, text);
        }
      }
    }
  }

  private static boolean shownFromLine(Map<String, String> line, String name) {
    return line.containsKey(name)
        || name.equals("#event_simpleName") && line.containsKey("event_simpleName");
  }

  /** All fields of the line in its order, read again on the first call. */
  private Map<String, String> all() {
    if (all == null) {
      Map<String, String> fields = new LinkedHashMap<>();
      JsonFields.read(
          bytes,
          from,
          to,
          new JsonFields.Sink() {
            @Override
            public boolean wants(String name) {
              return true;
            }

            @Override
            public void field(String name, String text) {
              if (text == null) {
                fields.remove(name);
              } else {
                fields.put(name, text);
              }
            }
          });
      all = fields;
    }
    return all;
  }

  /**
   * The event type, {@code event_simpleName}; null for an event that has none (platform events).
   */
  public String simpleName() {
    return atSlot(simpleNameSlot);
  }

  /** Whether the line names its type in both ways, with and without {@code #}. */
  public boolean hasTypeTwice() {
    return values.has(simpleNameSlot) && values.has(typeTagSlot);
  }

  /** Whether the line says when it reached the cloud. */
  public boolean hasTimestamp() {
    return timestampMillis != EventTime.NONE;
  }

  /**
   * When the event reached the cloud, epoch milliseconds: {@code @timestamp} if the line has it,
   * else {@code timestamp}, else {@code UTCTimestamp}; ISO 8601 texts are understood.
   *
   * @throws IllegalStateException if {@link #hasTimestamp} is false
   */
  public long timestampMillis() {
    if (!hasTimestamp()) {
      throw new IllegalStateException("the event has no time");
    }
    return timestampMillis;
  }

  /** The time as {@code @timestamp} shows it, or null. */
  String timestampText() {
    return hasTimestamp() ? Long.toString(timestampMillis) : null;
  }

  /**
   * When the event happened on the host, epoch milliseconds: {@code ContextTimeStamp}, else {@code
   * ProcessStartTime}, else {@link #timestampMillis}. A time more than five minutes ahead of {@code
   * timestamp} is a wrong clock and is replaced by it.
   *
   * @see #sensorClockAhead
   */
  public long sensorTimeMillis() {
    long sensor = readSensorTime();
    return sensor == EventTime.NONE || isAhead(sensor) ? timestampMillis() : sensor;
  }

  /** Whether the sensor's time was ignored because it is too far ahead; to be counted. */
  public boolean sensorClockAhead() {
    return hasTimestamp() && isAhead(readSensorTime());
  }

  private boolean isAhead(long sensorMillis) {
    return sensorMillis > timestampMillis() + MAX_AHEAD_MILLIS;
  }

  /**
   * A field that holds epoch seconds with a fraction, or an ISO 8601 date, in milliseconds; empty
   * if it is absent or holds no time.
   */
  public OptionalLong secondsField(String name) {
    long millis = EventTime.seconds(text(name));
    return millis == EventTime.NONE ? OptionalLong.empty() : OptionalLong.of(millis);
  }

  private long readSensorTime() {
    long millis = EventTime.seconds(own("ContextTimeStamp"));
    return millis != EventTime.NONE ? millis : EventTime.seconds(own("ProcessStartTime"));
  }

  /** What tells this event from others and a second delivery from a first. */
  public EventIdentity identity() {
    if (identity == null) {
      String type = simpleName();
      identity =
          hasIds()
              ? EventIdentity.ofFields(
                  values.text(ownPlace(cidSlot)),
                  values.text(ownPlace(aidSlot)),
                  values.text(ownPlace(idSlot)),
                  type == null ? "" : type,
                  timestampMillis)
              : EventIdentity.ofLine(bytes, from, to - from);
    }
    return identity;
  }

  private boolean hasIds() {
    return isGiven(cidSlot) && isGiven(aidSlot) && isGiven(idSlot);
  }

  private boolean isGiven(int slot) {
    int place = ownPlace(slot);
    return values.has(place) && !values.text(place).isEmpty();
  }

  /**
   * The line as it stands, with the names that the decoder keeps and no others: an event decoded
   * from it answers these names alike and has the same {@link #identity}.
   *
   * @return null if there is no shorter line of which that is true
   */
  public byte[] excerpt() {
    if (!scanned || asksForLine || !hasIds()) {
      return null;
    }
    int length = 1;
    for (FieldPlan.Written name : written) {
      if (values.has(name.place())) {
        length += name.name().length + values.writtenLength(name.place()) + 1;
      }
    }
    byte[] excerpt = new byte[length];
    int at = 0;
    for (FieldPlan.Written name : written) {
      if (values.has(name.place())) {
        excerpt[at] = (byte) (at == 0 ? '{' : ',');
        System.arraycopy(name.name(), 0, excerpt, at + 1, name.name().length);
        at = values.write(name.place(), excerpt, at + 1 + name.name().length);
      }
    }
    excerpt[at] = '}';
    return excerpt;
  }

  /** The line as text, without byte order mark and line end: what {@code @rawstring} holds. */
  public String line() {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  /** The buffer that holds the line, from {@link #offset} on, {@link #length} bytes. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where the line begins in {@link #bytes}, behind a byte order mark. */
  public int offset() {
    return from;
  }

  /** How many bytes the line has, without its line end. */
  public int length() {
    return to - from;
  }
}
