/**
 * What runs and is probably not meant: {@link dev.lanner.cql.lint.Lints} reads the tree of a query
 * and says so, each finding with a {@link dev.lanner.cql.lint.Code}, a place, a cause and a fix.
 *
 * <p>How often each one fires on published queries is in the page on diagnostics; a lint that is
 * mostly wrong there does not belong here. How to add one: a constant in {@link
 * dev.lanner.cql.lint.Code}, the check in the class of its topic, a firing and a quiet example in
 * {@code src/test/resources/lint}, and the page rewritten by its test.
 *
 * <p>May import {@code cql.syntax}, {@code cql.analysis}, {@code cql.function}, {@code cql.regex}
 * and {@code cql.value}. Never changes what a query does, and never reports an error: what cannot
 * run is for {@link dev.lanner.cql.compile} to say.
 */
package dev.lanner.cql.lint;
