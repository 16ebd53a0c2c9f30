import { SEALING_FACTS } from "#domain/closure.ts";
import type { EquipmentEventKind } from "#domain/equipment-state.ts";
import type { ImportFieldName } from "#domain/import-field.ts";
import type { RowDifference } from "./import-draft.ts";
import { problem } from "./problems.ts";
import type { ResolvedRow } from "./resolve-row.ts";
import type { RoomContext, RowOutcome } from "./rooms.ts";
import { knownMachines, missingFields, placeOf, unknownSubjectProblems } from "./row-needs.ts";

/** The columns of a sealing sheet, and the event each day stands for. */
export const SEALING_EVENTS = [
  ["stoppedOn", "stopped"],
  ["waterCutOn", "waterCut"],
  ["powerCutOn", "powerCut"],
  ["driveRemovedOn", "driveRemoved"],
  ["sealedOn", "sealed"],
  ["dismantledOn", "dismantled"],
] as const satisfies readonly (readonly [ImportFieldName, EquipmentEventKind])[];

/** Holds the days of a sealing sheet against the events of its machines. */
export function sealingOutcome(row: ResolvedRow, context: RoomContext): RowOutcome {
  const problems = [
    ...unknownSubjectProblems(row),
    ...missingFields(row, ["equipment", "department", "source"]),
  ];
  const given = SEALING_EVENTS.flatMap(([field, event]) => {
    const day = row.values[field]?.value ?? null;
    return day === null ? [] : [{ field, event, day }];
  });
  const missing = SEALING_FACTS.filter((fact) => !given.some(({ event }) => event === fact.id));
  if (given.length === 0)
    problems.push(
      problem("error", placeOf(row, "sealedOn"), "一个日期也没有写", "写上各项完成的日期"),
    );
  else if (missing.length > 0 && !given.some(({ event }) => event === "dismantled"))
    problems.push(
      problem(
        "warning",
        placeOf(row, "sealedOn"),
        `还缺${missing.map((fact) => fact.name).join("、")}，四项不全不算已封存`,
        "补齐日期；没有完成的留空",
      ),
    );
  const events = knownMachines(row).map((id) => context.register.eventsOf.get(id) ?? []);
  const differences: RowDifference[] = [];
  let isAdded = events.length === 0;
  for (const { field, event, day } of given)
    for (const known of events) {
      const last = known.findLast((entry) => entry.event === event);
      if (last === undefined) isAdded = true;
      else if (last.on !== day) differences.push({ field, before: last.on, after: day });
    }
  const action = isAdded ? "add" : differences.length > 0 ? "change" : "keep";
  return { action, continues: null, differences, problems };
}
