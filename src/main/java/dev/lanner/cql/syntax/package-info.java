/**
 * From text to tree and back: {@link dev.lanner.cql.syntax.Parser} reads a query in either dialect
 * into {@link dev.lanner.cql.syntax.Query}, reporting every {@link dev.lanner.cql.syntax.Problem}
 * with its place; {@link dev.lanner.cql.syntax.Printer} writes the tree as canonical official CQL.
 *
 * <p>Every node has a {@link dev.lanner.cql.syntax.Span}. The tree says what was written, in
 * official terms: constructs of the other dialect are rewritten while reading, and leave an {@code
 * info} problem. What names mean (functions, parameters) is not known here; see {@link
 * dev.lanner.cql.analysis}.
 *
 * <p>There is no list of tokens. {@code Reading} is one text being read, {@code Scanner} its
 * position; each reader says which token it wants there:
 *
 * <pre>
 *   PipelineParser      steps, recovery behind faults
 *     FilterParser      OR, NOT, groups, free text
 *       FieldForms      field = …, :=, =~, in, match
 *       BranchParser    case, match
 *     ExpressionParser  values and arrays; CallParser their functions
 *     PatternParser     what is compared with; Literals quotes and regexes
 *   DialectStages, ConditionParser, CallRewrites, Conditions, Branches: the other dialect
 * </pre>
 *
 * <p>How to add a construct of the other dialect: read it where its first word is looked for (a
 * command in {@code DialectStages}, a function in {@code CallRewrites}), give the official tree,
 * note it with {@code Reading.dialect}, and add a line to {@code SeedsDialectTest}.
 *
 * <p>JDK only.
 */
package dev.lanner.cql.syntax;
