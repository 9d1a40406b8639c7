/**
 * Runs the language specs: files {@code src/test/resources/cql/**}{@code /*.spec}, each a list of
 * cases with a query, its events and the rows it must give. To add one, add a case to a file or a
 * file to the folder; {@link dev.lanner.cql.spec.SpecFile} says how a case is written.
 */
package dev.lanner.cql.spec;
