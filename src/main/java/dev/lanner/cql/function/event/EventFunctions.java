package dev.lanner.cql.function.event;

import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec.Group;
import java.util.List;

/** The functions of this package. */
public final class EventFunctions {
  private EventFunctions() {}

  /** All of them. */
  public static List<CqlFunction> all() {
    return List.of(
        new BetaParam(),
        new Coalesce(),
        new CreateEvents(),
        new Default(),
        new Drop(),
        new DropEvent(),
        new Eval(),
        new GetField(),
        new If(),
        new In(),
        new ReadFile(),
        new Rename(),
        new Sample(),
        new Select(),
        new SetField(),
        new SetTimeInterval(),
        SizeOfEvent.bytes(),
        SizeOfEvent.fields(),
        new Test(),
        new Wildcard(),
        new Refused(
            "beta:repeating",
            Group.EVENT,
            "there is no repeated historical query here; a job repeats windows by itself"),
        new Refused(
            "copyEvent", Group.EVENT, "it belongs to parsers, which run before events get here"),
        new Refused(
            "eventInternals",
            Group.EVENT,
            "it shows where LogScale stores an event, and there is no such place here"),
        new Refused("lookup", Group.JOIN, "LogScale removed it; write match(file=…, strict=false)"),
        new Refused("holtwinters", Group.AGGREGATE, "LogScale removed it in 1.69"));
  }
}
