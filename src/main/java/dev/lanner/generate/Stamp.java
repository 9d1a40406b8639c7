package dev.lanner.generate;

/**
 * Whose event it is and when: what every event has besides its own fields, and the order-free parts
 * of its envelope.
 *
 * @param host the sensor that reports
 * @param sensorMillis when it happened by the clock of the host, epoch milliseconds
 * @param timestamp when it arrived in the cloud, epoch milliseconds
 * @param id the event's UUID
 */
record Stamp(Host host, long sensorMillis, long timestamp, String id) {

  /** The fields that stand in front on most lines. */
  Fields open(Fields fields, String type) {
    return fields
        .put("event_simpleName", type)
        .putSeconds("ContextTimeStamp", sensorMillis)
        .put("ConfigStateHash", host.configStateHash());
  }

  /** As {@link #open}, for the types that carry no sensor time. */
  Fields openUntimed(Fields fields, String type) {
    return fields.put("event_simpleName", type).put("ConfigStateHash", host.configStateHash());
  }

  /** The fields that stand in the middle: public address, build, platform. */
  Fields middle(Fields fields) {
    return fields
        .put("aip", host.aip())
        .put("ConfigBuild", host.sensor().configBuild(host.platform()))
        .put("event_platform", host.platform().code());
  }

  /** The fields that end most lines, then the event. */
  GeneratedEvent close(Fields fields, String type, int version) {
    fields.put("Entitlements", "15").put("name", host.platform().schemaName(type, version));
    if (host.sensor().atLeast(Sensor.CURRENT)) {
      fields.put("EventOrigin", "1");
    }
    return fields
        .put("id", id)
        .put("EffectiveTransmissionClass", host.isWindows() ? "3" : "2")
        .put("aid", host.aid())
        .put("timestamp", timestamp)
        .put("cid", host.cid())
        .build(timestamp);
  }
}
