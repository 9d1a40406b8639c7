/**
 * What names mean and what may stand where: functions found, arguments read by the types of their
 * parameters, static checks of LANGUAGE 2.3, hints and lints. All problems at once, in the order of
 * the text; a fault that follows from an earlier one is not repeated.
 *
 * <p>May import {@code cql.syntax} and the function specs; makes no nodes.
 */
package dev.lanner.cql.analysis;
