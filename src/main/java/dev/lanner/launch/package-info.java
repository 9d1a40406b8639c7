/**
 * The way in by {@code java -jar}: a manifest cannot name options of the JVM, and the right ones
 * halve the start and the memory of a replay. So {@link dev.lanner.launch.Launcher} starts the same
 * {@code java} once more with them, where that pays, and otherwise goes on in this JVM.
 *
 * <p>Nothing but the JDK may be used in this room, and little of that: every class loaded here is
 * loaded twice.
 */
package dev.lanner.launch;
