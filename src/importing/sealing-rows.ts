import { SEALING_FACTS } from "#domain/closure.ts";
import { eventFindings, givenEvents } from "./machine-events.ts";
import { problem } from "./problems.ts";
import { placeOf } from "./read-rows.ts";
import type { ResolvedRow } from "./resolve-row.ts";
import type { RoomContext, RowOutcome } from "./rooms.ts";
import { knownMachines, missingFields, unknownSubjectProblems } from "./row-needs.ts";

/** Holds the days of a sealing sheet against the events of its machines. */
export function sealingOutcome(row: ResolvedRow, { register }: RoomContext): RowOutcome {
  const problems = [
    ...unknownSubjectProblems(row),
    ...missingFields(row, ["equipment", "department", "source"]),
  ];
  const given = givenEvents(row.values).map(({ event }) => event);
  const missing = SEALING_FACTS.filter((fact) => !given.includes(fact.id));
  if (given.length === 0)
    problems.push(
      problem("error", placeOf(row, "sealedOn"), "一个日期也没有写", "写上各项完成的日期"),
    );
  else if (missing.length > 0 && !given.includes("dismantled"))
    problems.push(
      problem(
        "warning",
        placeOf(row, "sealedOn"),
        `还缺${missing.map((fact) => fact.name).join("、")}，四项不全不算已封存`,
        "补齐日期；没有完成的留空",
      ),
    );
  const machines = knownMachines(row).map((id) => register.eventsOf.get(id) ?? []);
  const { isAdded, differences } = eventFindings(row.values, machines);
  const isNew = isAdded || machines.length === 0;
  const action = isNew ? "add" : differences.length > 0 ? "change" : "keep";
  return { action, continues: null, differences, problems };
}
