/**
 * What becomes of results: a detection, dead letter or late event as one JSON line, written in
 * parts by the job and sorted into one file when it is over; the account as JSON.
 *
 * <p>Parts are unordered and may hold a line twice after a restart; the last step orders by a key
 * and drops repeats, so that the files of two runs over the same input are equal byte for byte.
 */
package dev.lanner.sink;
