package dev.lanner.cql.lint;

import dev.lanner.cql.syntax.Problem.Severity;
import java.util.Locale;

/**
 * Everything a check can say, one constant a code. The name of the constant in lower case with
 * hyphens is the code.
 */
public enum Code {
  // of queries: reading and compiling
  ARGUMENT_IN_LIST(Part.QUERY, Severity.ERROR, "an argument between `[` and `]`"),
  BAD_ARGUMENT(Part.QUERY, Severity.ERROR, "an argument with a value the function cannot use"),
  BAD_CHARACTER(Part.QUERY, Severity.ERROR, "NUL or half a character"),
  BAD_LINK(Part.QUERY, Severity.ERROR, "a `<=>` that links to no query"),
  BAD_SAVED_QUERY(Part.QUERY, Severity.ERROR, "a call of a saved query that cannot be read"),
  CALL_IN_FILTER(Part.QUERY, Severity.ERROR, "a call compared where a field must stand"),
  CASE_WITHOUT_TARGET(Part.QUERY, Severity.ERROR, "`case(…)` whose value goes nowhere"),
  CHAINED_COMPARISON(Part.QUERY, Severity.ERROR, "`a < b < c`"),
  DIALECT_AS(Part.QUERY, Severity.INFO, "`f(…) as x`"),
  DIALECT_CALL_COMPARED(Part.QUERY, Severity.INFO, "a call compared in a filter"),
  DIALECT_CASE(Part.QUERY, Severity.INFO, "`case(condition, value, …)`"),
  DIALECT_CASE_ARROW(Part.QUERY, Severity.INFO, "`=>` in `case`"),
  DIALECT_CASE_VALUE(Part.QUERY, Severity.INFO, "`:= case { … => value }`"),
  DIALECT_CIDR(Part.QUERY, Severity.INFO, "`cidrMatch(…)`"),
  DIALECT_CONVERSION(Part.QUERY, Severity.INFO, "`toInt(x)` and its like"),
  DIALECT_COUNT_FILTER(Part.QUERY, Severity.INFO, "`count(filter=C)`"),
  DIALECT_DISTINCT(Part.QUERY, Severity.INFO, "`dcount(f)` and its like"),
  DIALECT_DROP(Part.QUERY, Severity.INFO, "`drop()` without fields"),
  DIALECT_EVAL(Part.QUERY, Severity.INFO, "`eval X = e`"),
  DIALECT_EXPRESSION_ARGUMENT(Part.QUERY, Severity.INFO, "an expression where a field must stand"),
  DIALECT_FALSE(Part.QUERY, Severity.INFO, "`false()`"),
  DIALECT_FILTER(Part.QUERY, Severity.INFO, "`filter { C }`"),
  DIALECT_HEAD(Part.QUERY, Severity.INFO, "`head n`"),
  DIALECT_IF(Part.QUERY, Severity.INFO, "`if(C, a, b)`"),
  DIALECT_IN(Part.QUERY, Severity.INFO, "`field in [ … ]`"),
  DIALECT_LIMIT(Part.QUERY, Severity.INFO, "`limit(n)` and `limit n`"),
  DIALECT_MATCH_REGEX(Part.QUERY, Severity.INFO, "`match(f, regex=…)`"),
  DIALECT_MATCH_VALUE(Part.QUERY, Severity.INFO, "`:= field match { … => value }`"),
  DIALECT_MULTILINE_REGEX(Part.QUERY, Severity.INFO, "a regex over several lines"),
  DIALECT_NOT(Part.QUERY, Severity.INFO, "`=~ not f(…)`"),
  DIALECT_NULL(Part.QUERY, Severity.INFO, "a comparison with `null`"),
  DIALECT_OPERATOR(Part.QUERY, Severity.INFO, "an operator written as another language does"),
  DIALECT_PRESENCE(Part.QUERY, Severity.INFO, "`isNull(f)` and `isNotNull(f)`"),
  DIALECT_REGEX_MATCH(Part.QUERY, Severity.INFO, "`=~` with a text"),
  DIALECT_ROUND(Part.QUERY, Severity.INFO, "`round(x, n)`"),
  DIALECT_SEARCH(Part.QUERY, Severity.INFO, "`search F`"),
  DIALECT_SORT(Part.QUERY, Severity.INFO, "`sort` without parentheses"),
  DIALECT_STRING(Part.QUERY, Severity.INFO, "a text in single quotes"),
  DIALECT_TABLE(Part.QUERY, Severity.INFO, "`table` without parentheses"),
  DIALECT_TAIL(Part.QUERY, Severity.INFO, "`tail n`"),
  DIALECT_TEST(Part.QUERY, Severity.INFO, "a filter in `test()`"),
  DIALECT_TIME_BUCKET(Part.QUERY, Severity.INFO, "`timeBucket(span)`"),
  DIALECT_TRUE(Part.QUERY, Severity.INFO, "`true()`"),
  DIALECT_UNION(Part.QUERY, Severity.INFO, "`union`"),
  DIALECT_WHERE(Part.QUERY, Severity.INFO, "`where`"),
  DROP_FALLS_THROUGH(Part.QUERY, Severity.WARNING, "`dropEvent()` in a clause before `*`"),
  DUPLICATE_PARAMETER(Part.QUERY, Severity.ERROR, "a parameter given twice"),
  DUPLICATE_QUERY(Part.QUERY, Severity.ERROR, "two queries of one name"),
  DUPLICATE_TABLE(Part.QUERY, Severity.ERROR, "two tables of one name"),
  EMPTY_CASE(Part.QUERY, Severity.ERROR, "`case` without a clause"),
  EMPTY_GROUP(Part.QUERY, Severity.ERROR, "`()`"),
  ENDLESS_SAVED_QUERY(Part.QUERY, Severity.ERROR, "a saved query that calls itself"),
  EXPECTED_COMMA(Part.QUERY, Severity.ERROR, "a missing comma"),
  FOREIGN_COMMAND(Part.QUERY, Severity.ERROR, "a command of another language"),
  FOREIGN_OPERATOR(Part.QUERY, Severity.ERROR, "an operator of another language"),
  FREE_TEXT_AFTER_AGGREGATE(Part.QUERY, Severity.WARNING, "free text behind an aggregate"),
  IGNORED_ARGUMENT(Part.QUERY, Severity.WARNING, "an argument without effect"),
  INVALID_FORMAT(Part.QUERY, Severity.ERROR, "a format that cannot be read"),
  INVALID_REGEX(Part.QUERY, Severity.ERROR, "a regex that cannot be read"),
  INVALID_SUBNET(Part.QUERY, Severity.ERROR, "a subnet that cannot be read"),
  MISPLACED_FUNCTION(Part.QUERY, Severity.ERROR, "a function where it may not stand"),
  MISPLACED_LINK(Part.QUERY, Severity.ERROR, "`<=>` outside `correlate`"),
  MISSING_ARGUMENT(Part.QUERY, Severity.ERROR, "a call without an argument it needs"),
  MISSING_ARROW(Part.QUERY, Severity.ERROR, "a guard without `=>`"),
  MISSING_ASSIGNMENT(Part.QUERY, Severity.ERROR, "a target without `:=`"),
  MISSING_DATABASE(Part.QUERY, Severity.WARNING, "a database that is not at hand"),
  MISSING_EXPRESSION(Part.QUERY, Severity.ERROR, "nothing where an expression must stand"),
  MISSING_FIELD(Part.QUERY, Severity.ERROR, "nothing where a field must stand"),
  MISSING_FUNCTION(Part.QUERY, Severity.ERROR, "`=~` without a function"),
  MISSING_OPERAND(Part.QUERY, Severity.ERROR, "an operator without an operand"),
  MISSING_PARAMETER(Part.QUERY, Severity.ERROR, "a call without a parameter it needs"),
  MISSING_PARAMETER_NAME(Part.QUERY, Severity.ERROR, "`?` without a name"),
  MISSING_PATTERN(Part.QUERY, Severity.ERROR, "a comparison without a value"),
  NAMED_GROUP_BELOW_OR(Part.QUERY, Severity.INFO, "a named group that only one alternative fills"),
  NOT_AN_AGGREGATE(Part.QUERY, Severity.ERROR, "a function where an aggregate must stand"),
  NOT_AN_EXPRESSION(Part.QUERY, Severity.ERROR, "a construct that is no expression"),
  NOT_A_FILTER(Part.QUERY, Severity.ERROR, "a step where a filter must stand"),
  NOT_A_FUNCTION_OF_A_FIELD(
      Part.QUERY, Severity.ERROR, "a function that takes no field behind `=~`"),
  NOT_A_NUMBER(Part.QUERY, Severity.ERROR, "an order comparison with a text"),
  NOT_A_STEP(Part.QUERY, Severity.ERROR, "an expression as a step"),
  NOT_A_VALUE(Part.QUERY, Severity.ERROR, "a step where a value must stand"),
  ODD_CHOICE(Part.QUERY, Severity.WARNING, "a value read as the choice it resembles"),
  OR_BEFORE_AND(Part.QUERY, Severity.INFO, "`or` and `and` in a condition of another language"),
  OUT_OF_RANGE(Part.QUERY, Severity.ERROR, "a number outside its range"),
  REFUSED_FUNCTION(Part.QUERY, Severity.ERROR, "a function that is CQL and not supported"),
  REGEX_ENDS_IN_BACKSLASH(Part.QUERY, Severity.ERROR, "a regex that ends in a backslash"),
  REGEX_IN_EXPRESSION(Part.QUERY, Severity.ERROR, "a regex in an expression"),
  RESERVED_WORD(Part.QUERY, Severity.ERROR, "a reserved word as free text"),
  SAME_OUTPUT(Part.QUERY, Severity.WARNING, "two functions beside each other that write one field"),
  SINGLE_EQUALS(Part.QUERY, Severity.ERROR, "`=` in an expression"),
  SMART_QUOTE(Part.QUERY, Severity.ERROR, "typographic quotes"),
  TOO_DEEP(Part.QUERY, Severity.ERROR, "a query nested too deeply"),
  TOO_LONG(Part.QUERY, Severity.ERROR, "a query with too many characters"),
  TOO_LONG_EXPRESSION(Part.QUERY, Severity.ERROR, "an expression with too many operands"),
  TOO_MANY_ROWS(Part.QUERY, Severity.WARNING, "a lookup file longer than its limit"),
  TOO_MANY_STEPS(Part.QUERY, Severity.ERROR, "a query with too many steps"),
  TOO_MANY_TABLES(Part.QUERY, Severity.ERROR, "more tables than allowed"),
  TRAILING_SLASHES(Part.QUERY, Severity.ERROR, "a word that ends in `//`"),
  UNBOUND_PARAMETER(Part.QUERY, Severity.WARNING, "a parameter without a value"),
  UNCLOSED_BRACKET(Part.QUERY, Severity.ERROR, "a bracket that is not closed"),
  UNEXPECTED_ARROW(Part.QUERY, Severity.ERROR, "`=>` where none may stand"),
  UNEXPECTED_CHARACTER(Part.QUERY, Severity.ERROR, "a character that begins nothing"),
  UNEXPECTED_COMMA(Part.QUERY, Severity.ERROR, "a comma where none may stand"),
  UNEXPECTED_SEMICOLON(Part.QUERY, Severity.ERROR, "a semicolon where none may stand"),
  UNION_OF_AGGREGATES(Part.QUERY, Severity.ERROR, "`union` with aggregates"),
  UNION_OF_NOTHING(Part.QUERY, Severity.ERROR, "`union` with an empty pipeline"),
  UNKNOWN_ATTRIBUTE(Part.QUERY, Severity.ERROR, "an attribute that `correlate` does not have"),
  UNKNOWN_COLUMN(Part.QUERY, Severity.ERROR, "a column that the lookup file lacks"),
  UNKNOWN_FUNCTION(Part.QUERY, Severity.ERROR, "a name that is no function"),
  UNKNOWN_LOOKUP(Part.QUERY, Severity.WARNING, "a lookup file or table that is not at hand"),
  UNKNOWN_PARAMETER(Part.QUERY, Severity.ERROR, "a parameter that the function lacks"),
  UNKNOWN_QUERY(Part.QUERY, Severity.ERROR, "a link to a query that is not there"),
  UNKNOWN_REGEX_FLAG(Part.QUERY, Severity.ERROR, "a flag that regexes do not have"),
  UNKNOWN_SAVED_QUERY(Part.QUERY, Severity.WARNING, "a saved query that is not at hand"),
  UNKNOWN_TIMEZONE(Part.QUERY, Severity.ERROR, "a time zone that does not exist"),
  UNKNOWN_VIEW(Part.QUERY, Severity.ERROR, "a view that is not at hand"),
  UNMATCHED_BRACKET(Part.QUERY, Severity.ERROR, "a closing bracket too many"),
  UNNAMED_ARGUMENT(Part.QUERY, Severity.ERROR, "an argument that needs a name"),
  UNNAMED_SAVED_ARGUMENT(Part.QUERY, Severity.ERROR, "an argument of a saved query without a name"),
  UNQUOTED_FIELD(Part.QUERY, Severity.ERROR, "an odd field name without quotes"),
  UNSUPPORTED_ARGUMENT(Part.QUERY, Severity.ERROR, "an argument that is not supported"),
  UNTERMINATED_BACKTICK(Part.QUERY, Severity.ERROR, "a backtick that is not closed"),
  UNTERMINATED_COMMENT(Part.QUERY, Severity.ERROR, "a comment that is not closed"),
  UNTERMINATED_REGEX(Part.QUERY, Severity.ERROR, "a regex that is not closed"),
  UNTERMINATED_STRING(Part.QUERY, Severity.ERROR, "a text that is not closed"),
  UNUSED_VALUE(Part.QUERY, Severity.ERROR, "a value that goes nowhere"),
  WRONG_CHOICE(Part.QUERY, Severity.ERROR, "a value that is none of the choices"),
  WRONG_TYPE(Part.QUERY, Severity.ERROR, "an argument of the wrong kind"),
  // of rules and their files
  AGGREGATE_NOT_ALLOWED(
      Part.RULE, Severity.ERROR, "an aggregate where single events are looked at"),
  CONFIRM_HORIZON(Part.RULE, Severity.ERROR, "evidence farther away than candidates wait"),
  EMPTY_LOOKUP(Part.RULE, Severity.WARNING, "a tuning lookup without rows"),
  EXPIRED_EXCEPTION(Part.RULE, Severity.WARNING, "an exception whose last day is past"),
  EXPIRED_LOOKUP(Part.RULE, Severity.WARNING, "rows of a tuning lookup whose last day is past"),
  FOLDED_QUERY(Part.RULE, Severity.WARNING, "folded YAML that swallows `//` comments"),
  MISSING_FILE(Part.RULE, Severity.ERROR, "a rule folder that lacks a file"),
  MISSING_PATH(Part.RULE, Severity.ERROR, "a path that does not exist"),
  NOT_A_RULE(Part.RULE, Severity.ERROR, "a file that holds no rule"),
  REPEATED_ID(Part.RULE, Severity.ERROR, "two rules of one id"),
  RULE_DISABLED(Part.RULE, Severity.INFO, "a rule that is switched off"),
  RULE_FILE(Part.RULE, Severity.ERROR, "a rule file that cannot be read as meant"),
  UNREADABLE(Part.RULE, Severity.ERROR, "a file that cannot be read"),
  WINDOW_MISSING(Part.RULE, Severity.ERROR, "an aggregate and no window"),
  WINDOW_UNUSED(Part.RULE, Severity.WARNING, "a window and no aggregate"),
  // lints
  ABSENT_IS_UNEQUAL(
      Part.LINT, Severity.WARNING, "`!=` on a field that the event type asked for does not carry"),
  ALWAYS_FIRES(Part.LINT, Severity.WARNING, "a count without a threshold in a rule"),
  ALWAYS_THERE(Part.LINT, Severity.INFO, "presence of a field that every event has"),
  ALWAYS_TRUE(Part.LINT, Severity.WARNING, "`a != x or a != y`"),
  BATCH_ONLY(Part.LINT, Severity.WARNING, "a function in a rule that no stream can run"),
  CAP_BEFORE_STEPS(
      Part.LINT, Severity.WARNING, "a silent cap at 200 rows before steps that count or filter"),
  CASE_SENSITIVE_NAME(Part.LINT, Severity.INFO, "a Windows file name compared with regard to case"),
  CONTRADICTION(Part.LINT, Severity.WARNING, "a condition that an earlier one excludes"),
  DOUBLE_NEGATION(Part.LINT, Severity.INFO, "`not` before `!=`"),
  FIELD_NOT_ON_EVENT(
      Part.LINT,
      Severity.WARNING,
      "a condition on a field that the event type asked for does not carry"),
  FREE_TEXT_RULE(Part.LINT, Severity.INFO, "free text at the beginning of a rule"),
  GROUP_CAP(Part.LINT, Severity.INFO, "a silent cap at 20000 groups by a key of many values"),
  GROUP_IN_NEGATION(Part.LINT, Severity.WARNING, "a named group in a negated regex"),
  HEAD_BEFORE_SORT(Part.LINT, Severity.INFO, "`head` before `sort`"),
  KEY_NOT_ON_EVENT(
      Part.LINT, Severity.WARNING, "a group key that an event type asked for does not carry"),
  NO_DEFAULT_CLAUSE(
      Part.LINT, Severity.INFO, "labels without a clause for the rest, which is dropped"),
  NO_GROUP_KEY(Part.LINT, Severity.WARNING, "groups by a field that no row has, or by none"),
  NOT_LINTED(Part.LINT, Severity.INFO, "a query too long for lints"),
  ONLY_STARS(Part.LINT, Severity.INFO, "several stars where one says the same"),
  OPEN_EXCLUSION(Part.LINT, Severity.WARNING, "an exclusion by text that an attacker can choose"),
  ORDER_IN_RULE(Part.LINT, Severity.INFO, "a sort at the end of a rule"),
  ORDER_LOST(Part.LINT, Severity.WARNING, "a sort whose order the next step loses"),
  OR_BINDS_TIGHTER(Part.LINT, Severity.WARNING, "`and` and `or` mixed without parentheses"),
  QUOTED_NUMBER(Part.LINT, Severity.INFO, "a number in quotes behind `<` or `>`"),
  READS_EVERY_EVENT(Part.LINT, Severity.INFO, "a rule that begins without a condition"),
  REGEX_AS_TEXT(Part.LINT, Severity.WARNING, "a text in quotes that looks like a regex"),
  REGEX_BAR_IN_CLASS(Part.LINT, Severity.WARNING, "`[a|b]`"),
  REGEX_CASE_LOST(
      Part.LINT, Severity.WARNING, "an upper-case text against a lowered field, or the reverse"),
  REGEX_EMPTY_ALTERNATIVE(
      Part.LINT, Severity.WARNING, "an empty alternative, by which everything matches"),
  REGEX_FLAG_S(Part.LINT, Severity.INFO, "the flag `s`, which CQL does not have"),
  REGEX_FOR_SUBNET(Part.LINT, Severity.INFO, "a regex where `cidr` compares addresses"),
  REGEX_IDLE_EDGE(Part.LINT, Severity.INFO, "`.*` at the beginning or end of a regex"),
  REGEX_IDLE_FLAG(Part.LINT, Severity.INFO, "a flag that changes nothing"),
  REGEX_IMPLIED_ALTERNATIVE(Part.LINT, Severity.INFO, "an alternative that a shorter one covers"),
  REGEX_MATCHES_EVERYTHING(Part.LINT, Severity.WARNING, "a regex such as `.*`"),
  REGEX_NESTED_REPETITION(Part.LINT, Severity.WARNING, "a repetition directly in a repetition"),
  REGEX_NEVER_MATCHES(Part.LINT, Severity.WARNING, "`^` behind text or text behind `$`"),
  REGEX_OPEN_DOT(Part.LINT, Severity.INFO, "an unescaped dot in a file or domain name"),
  REGEX_REPEATED_ALTERNATIVE(Part.LINT, Severity.INFO, "an alternative twice in a regex"),
  REMOVED_FIELD_LISTED(
      Part.LINT, Severity.INFO, "a field listed behind the step that took it away"),
  REMOVED_FIELD_READ(Part.LINT, Severity.WARNING, "a field read behind the step that took it away"),
  REPEATED_CONDITION(Part.LINT, Severity.WARNING, "the same condition or alternative twice"),
  REPEATED_GROUP(Part.LINT, Severity.WARNING, "two groups of one name in a regex"),
  REPEATED_VALUE(Part.LINT, Severity.INFO, "a value twice in a list"),
  ROW_CAP(Part.LINT, Severity.INFO, "a silent cap at 200 rows"),
  SELF_ASSIGNMENT(Part.LINT, Severity.INFO, "a field assigned to itself"),
  TEXT_ORDER(Part.LINT, Severity.WARNING, "an order comparison with a text in an expression"),
  UNANCHORED_DOMAIN(Part.LINT, Severity.WARNING, "a domain searched for anywhere in a name"),
  UNIQUE_KEY(Part.LINT, Severity.WARNING, "groups by a field that is unique to each event"),
  UNKNOWN_EVENT_TYPE(
      Part.LINT, Severity.WARNING, "an event type that is not known, close to one that is"),
  UNKNOWN_FIELD(Part.LINT, Severity.WARNING, "a field that no FDR event carries"),
  UNREACHABLE_CLAUSE(Part.LINT, Severity.WARNING, "a clause that an earlier one makes idle"),
  UNREAD_FIELD(Part.LINT, Severity.INFO, "an assignment that nothing reads"),
  UNREAD_GROUP(Part.LINT, Severity.INFO, "a named group of a regex that nothing reads"),
  WINDOW_STRADDLE(Part.LINT, Severity.WARNING, "a threshold over windows that do not overlap");

  /** Who reports it. */
  public enum Part {
    /** Reading, analysis and compilation of a query. */
    QUERY,
    /** Loading of a rule. */
    RULE,
    /** What runs and is probably not meant. */
    LINT
  }

  private final Part part;
  private final Severity severity;
  private final String description;

  Code(Part part, Severity severity, String description) {
    this.part = part;
    this.severity = severity;
    this.description = description;
  }

  /** The code as it is printed, in kebab case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Who reports it. */
  public Part part() {
    return part;
  }

  /** How bad it is where it is reported as usual; some are worse in a rule that is to run. */
  public Severity severity() {
    return severity;
  }

  /** What it is about, without a verb. */
  public String description() {
    return description;
  }
}
