/**
 * Regular expressions as CQL means them (LANGUAGE 1.4, 3.3, 3.8), over {@code java.util.regex}:
 * {@link dev.lanner.cql.regex.CqlRegex}.
 *
 * <p>Whether a pattern is found is asked of an automaton of ours ({@code Dfa}) wherever one gives
 * the engine's answer: {@code TermReader} reads the pattern, {@code Nfa} turns it into nodes,
 * {@code Dfa} searches. {@code RegexEngine} can be told to ask Vectorscan first, with the same
 * answers. The engine runs where groups are taken out and for look-around, back references and the
 * like, under a counted number of steps, so that no pattern and no event can stall whoever runs it.
 *
 * <p>Knows rows (named groups become fields), not queries or functions.
 */
package dev.lanner.cql.regex;
