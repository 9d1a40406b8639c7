/**
 * What the comparison (src/bench/compare.py) runs beside Lanner: a bare inflater and two engines
 * for SQL that do the same work, and synthetic rules in both languages. The benchmarks of single
 * parts lie in the packages of those parts.
 *
 * <p>Compiled by the Maven profile {@code bench} only; nothing of it is in the jar.
 */
package dev.lanner.bench;
