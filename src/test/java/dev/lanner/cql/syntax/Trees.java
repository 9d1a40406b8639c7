package dev.lanner.cql.syntax;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random trees, of the shapes that reading gives. */
final class Trees {
  private static final Span AT = new Span(0, 0);

  private Trees() {}

  static Arbitrary<Pipeline> pipelines() {
    return pipeline(3);
  }

  private static Arbitrary<Pipeline> pipeline(int depth) {
    return step(depth).list().ofMinSize(1).ofMaxSize(4).map(steps -> new Pipeline(steps, AT));
  }

  private static Arbitrary<Name> names() {
    return Arbitraries.of(
            "aid",
            "#event_simpleName",
            "@timestamp",
            "a.b",
            "a[0].b",
            "x[]",
            "not",
            "And",
            "host-name",
            "with blank",
            "quo\"te",
            "back\\slash",
            "über",
            "x~",
            "in",
            "like",
            "case",
            "true",
            "where",
            "table",
            "日本",
            "1",
            "")
        .map(text -> new Name(text, AT));
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("ab*/\\\"'\n\t |={}()[];,?$`é日").ofMaxLength(8);
  }

  private static Arbitrary<Pattern> patterns() {
    Arbitrary<Pattern> quoted = texts().map(text -> new Pattern.Glob(text, true, AT));
    Arbitrary<Pattern> bare =
        Arbitraries.of("x", "*x*", "a/b", "~x", "docker/*", "-1", "C:\\x", "and", "a[1]")
            .map(text -> new Pattern.Glob(text, false, AT));
    return Arbitraries.oneOf(quoted, bare, regexes(), params());
  }

  private static Arbitrary<Pattern> regexes() {
    return Combinators.combine(
            Arbitraries.of("a", "/", "a/b", "[/-]", "\\\\", "a|b", "(?<x>\\w+)\\[", "\"", "{"),
            Arbitraries.of("", "i", "im", "F"))
        .as((body, flags) -> new Pattern.Regex(body, flags, AT));
  }

  private static Arbitrary<Pattern> params() {
    return Arbitraries.oneOf(
        Arbitraries.just(new Pattern.Param("p", null, AT)),
        texts().map(text -> new Pattern.Param("odd name", text, AT)));
  }

  private static Arbitrary<Step> step(int depth) {
    Arbitrary<Step> simple =
        Arbitraries.oneOf(
            filter(), assign(depth), call(depth).map(Step.Call::new), saved(), link());
    if (depth == 0) {
      return simple;
    }
    return Arbitraries.oneOf(
        simple,
        or(depth - 1),
        not(depth - 1),
        Arbitraries.lazy(() -> pipeline(depth - 1))
            .list()
            .ofMinSize(1)
            .ofMaxSize(3)
            .map(clauses -> (Step) new Step.Case(clauses, AT)),
        match(depth - 1),
        elements(depth - 1).map(elements -> (Step) new Step.Stats(elements, AT)));
  }

  private static Arbitrary<Step> filter() {
    Arbitrary<Step> test =
        Combinators.combine(names(), patterns())
            .flatAs(
                (name, pattern) ->
                    Arbitraries.of(Step.Comparison.EQ, Step.Comparison.NE, Step.Comparison.LIKE)
                        .map(comparison -> new Step.FieldTest(name, comparison, pattern, AT)));
    Arbitrary<Step> number =
        Combinators.combine(
                names(),
                Arbitraries.of(
                    Step.Comparison.LT, Step.Comparison.LE, Step.Comparison.GT, Step.Comparison.GE))
            .as(
                (name, comparison) ->
                    new Step.FieldTest(name, comparison, new Pattern.Glob("-4.5", false, AT), AT));
    Arbitrary<Step> text =
        Arbitraries.oneOf(
                texts().map(quoted -> new Pattern.Glob(quoted, true, AT)),
                Arbitraries.of("x", "*x*", "a:b", "http://x.y/", "+")
                    .map(bare -> new Pattern.Glob(bare, false, AT)),
                regexes(),
                params())
            .map(pattern -> new Step.FreeText(pattern, AT));
    Arbitrary<Step> truth = Arbitraries.of(true, false).map(value -> new Step.Truth(value, AT));
    return Arbitraries.oneOf(test, number, text, truth);
  }

  /** Operands of OR: neither an OR nor a group of one. */
  private static Arbitrary<Step> or(int depth) {
    Arbitrary<Step> operand =
        depth == 0 ? filter() : Arbitraries.oneOf(filter(), and(depth - 1), not(depth - 1));
    return operand.list().ofMinSize(2).ofMaxSize(3).map(operands -> new Step.Or(operands, AT));
  }

  private static Arbitrary<Step> and(int depth) {
    Arbitrary<Step> operand = depth == 0 ? filter() : Arbitraries.oneOf(filter(), or(depth - 1));
    return operand.list().ofMinSize(2).ofMaxSize(3).map(operands -> new Step.And(operands, AT));
  }

  private static Arbitrary<Step> not(int depth) {
    Arbitrary<Step> operand =
        depth == 0 ? filter() : Arbitraries.oneOf(filter(), or(depth - 1), and(depth - 1));
    return operand.map(step -> new Step.Not(step, AT));
  }

  private static Arbitrary<Step> match(int depth) {
    Arbitrary<Step.Guard> guard =
        Arbitraries.oneOf(
            Arbitraries.just(new Step.Guard.Any(AT)),
            patterns().map(Step.Guard.Matches::new),
            call(0).map(call -> new Step.Guard.Filter(call, true)));
    Arbitrary<Step.Arm> arm =
        Combinators.combine(guard, Arbitraries.lazy(() -> pipeline(depth)))
            .as((asked, body) -> new Step.Arm(asked, body, AT));
    return Combinators.combine(names(), arm.list().ofMinSize(1).ofMaxSize(3))
        .as((name, arms) -> new Step.Match(name, arms, AT));
  }

  private static Arbitrary<Step> assign(int depth) {
    Arbitrary<Step> plain =
        Combinators.combine(names(), expression(depth))
            .as((name, value) -> new Step.Assign(name, false, value, AT));
    Arbitrary<Step> indirect =
        expression(0).map(value -> new Step.Assign(new Name("key", AT), true, value, AT));
    return Arbitraries.oneOf(plain, plain, indirect);
  }

  private static Arbitrary<Step> saved() {
    Arbitrary<Step.SavedArgument> argument =
        Combinators.combine(
                patterns().filter(p -> !(p instanceof Pattern.Regex)).list().ofSize(1),
                Arbitraries.of(true, false))
            .as((values, array) -> new Step.SavedArgument("a", values, array, AT));
    return Combinators.combine(
            Arbitraries.of("n", "falcon/helper:enrich", "odd name"), argument.list().ofMaxSize(2))
        .as((name, arguments) -> new Step.Saved(name, arguments, AT));
  }

  private static Arbitrary<Step> link() {
    return Combinators.combine(names(), Arbitraries.of("B.x", "odd name.x"))
        .as((name, other) -> new Step.Link(name, new Name(other, AT), AT));
  }

  /** Expressions of {@code :=} and of functions that take expressions. */
  private static Arbitrary<Expression> expression(int depth) {
    Arbitrary<Expression> leaf =
        Arbitraries.oneOf(
            Arbitraries.of("5", "-5", "1.5", "2e3", "1e-5")
                .map(text -> new Expression.Num(text, AT)),
            texts().map(text -> new Expression.Str(text, AT)),
            Arbitraries.of(true, false).map(value -> new Expression.Bool(value, AT)),
            Arbitraries.of("a", "#tag", "@timestamp", "x[0].y", "like", "in", "as")
                .map(name -> new Expression.Field(name, AT)),
            texts().map(text -> new Expression.Param("p", text, AT)));
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<Expression> inner = Arbitraries.lazy(() -> expression(depth - 1));
    Arbitrary<Expression> binary =
        Combinators.combine(
                Arbitraries.of("+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">="),
                inner,
                inner)
            .as((operator, left, right) -> new Expression.Binary(operator, left, right, AT));
    Arbitrary<Expression> unary =
        Combinators.combine(Arbitraries.of('-', '!'), inner)
            .as((operator, operand) -> new Expression.Unary(operator, operand, AT));
    Arbitrary<Expression> choice =
        Combinators.combine(inner, inner, inner)
            .as(
                (condition, then, otherwise) ->
                    new Expression.Call(
                        "if",
                        List.of(
                            argument(null, condition),
                            argument("then", then),
                            argument("else", otherwise)),
                        AT,
                        AT));
    return Arbitraries.oneOf(
        leaf, binary, unary, choice, Arbitraries.lazy(() -> call(depth - 1)).map(call -> call));
  }

  private static Expression.Argument argument(String name, Expression value) {
    return new Expression.Argument(
        name == null ? null : new Name(name, AT), value, "", List.of(), AT);
  }

  private static Arbitrary<Expression.Call> call(int depth) {
    Arbitrary<Expression.Call> scalar =
        expression(depth)
            .list()
            .ofMaxSize(2)
            .map(
                values ->
                    new Expression.Call(
                        "coalesce",
                        values.stream().map(value -> argument(null, value)).toList(),
                        AT,
                        AT));
    Arbitrary<Expression.Argument> argument =
        Combinators.combine(Arbitraries.of("", "field", "odd name"), word(depth))
            .as((name, value) -> argument(name.isEmpty() ? null : name, value));
    Arbitrary<Expression.Call> other =
        Combinators.combine(
                Arbitraries.of("f", "text:split", "table"), argument.list().ofMaxSize(3))
            .as((name, arguments) -> new Expression.Call(name, arguments, AT, AT));
    return Arbitraries.oneOf(scalar, other);
  }

  /** Values of functions that take words. */
  private static Arbitrary<Expression> word(int depth) {
    Arbitrary<Expression> leaf =
        Arbitraries.oneOf(
            Arbitraries.of("*", "*x*", "15m", "a-b", "10.0.0.0/8", "-1d", "+02:00", "C:\\x")
                .map(text -> new Expression.Word(text, AT)),
            Arbitraries.of("a", "x.csv", "desc").map(name -> new Expression.Field(name, AT)),
            Arbitraries.of("5", "-5").map(text -> new Expression.Num(text, AT)),
            texts().map(text -> new Expression.Str(text, AT)),
            Arbitraries.just(new Expression.Bool(true, AT)),
            Arbitraries.just(new Expression.Regex("a/b", "i", AT)));
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<Expression> array =
        elements(depth - 1).map(elements -> new Expression.Array(elements, AT));
    Arbitrary<Expression> subquery =
        Arbitraries.lazy(() -> pipeline(depth - 1))
            .map(pipeline -> new Expression.Subquery(null, pipeline, AT));
    Arbitrary<Expression> named =
        Combinators.combine(names(), Arbitraries.lazy(() -> pipeline(depth - 1)))
            .as((name, pipeline) -> new Expression.Subquery(name, pipeline, AT));
    return Arbitraries.oneOf(leaf, array, subquery, named);
  }

  private static Arbitrary<List<Expression.Element>> elements(int depth) {
    Arbitrary<Expression.Element> plain =
        Arbitraries.lazy(() -> word(depth)).map(value -> new Expression.Element(null, value));
    Arbitrary<Expression.Element> named =
        Combinators.combine(names(), Arbitraries.lazy(() -> call(depth)))
            .as(Expression.Element::new);
    return Arbitraries.oneOf(plain, named).list().ofMaxSize(3);
  }
}
