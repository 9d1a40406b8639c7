/**
 * What travels between operators and lies in their state: flat values with a {@link
 * dev.lanner.detect.wire.Codec} each, which writes and reads them field by field under a version.
 *
 * <p>No logic and no Kryo. A value is never changed after it was handed on, because operators run
 * with object reuse; the one exception is {@link dev.lanner.detect.wire.Partial}, which says so.
 */
package dev.lanner.detect.wire;
