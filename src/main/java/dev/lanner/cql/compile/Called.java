package dev.lanner.cql.compile;

import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.run.Node;

/**
 * A function bound to its arguments.
 *
 * @param output the field its value goes to as a step, or null if it has none
 */
record Called(Node node, FunctionSpec spec, String output) {}
