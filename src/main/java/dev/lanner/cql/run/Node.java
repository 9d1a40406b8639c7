package dev.lanner.cql.run;

/** What a function or a step becomes when it is bound to its arguments: one of four shapes. */
public sealed interface Node permits Filter, Scalar, Transform, Aggregate {}
