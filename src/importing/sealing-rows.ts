import { KEEPING_REASONS, type KeepingReason, SEALING_FACTS } from "#domain/closure.ts";
import type { EquipmentEvent } from "#domain/equipment-state.ts";
import { MACHINE_DAYS } from "#domain/machine-day.ts";
import { emptiedCells } from "./emptied-cells.ts";
import type { RowDifference } from "./import-draft.ts";
import { eventFindings, givenEvents, heldAgainst } from "./machine-events.ts";
import { problem } from "./problems.ts";
import { placeOf } from "./read-rows.ts";
import type { Register } from "./register.ts";
import type { ResolvedRow } from "./resolve-row.ts";
import type { RoomContext, RowOutcome } from "./rooms.ts";
import { knownMachines, missingFields, unknownSubjectProblems } from "./row-needs.ts";

/** Holds the days of a sealing sheet against the events of its machines. */
export function sealingOutcome(row: ResolvedRow, { register, columns }: RoomContext): RowOutcome {
  const problems = [
    ...unknownSubjectProblems(row),
    ...missingFields(row, ["equipment", "department", "source"]),
  ];
  const machines = knownMachines(row).map((id) => register.eventsOf.get(id) ?? []);
  const given = givenEvents(row.values).map(({ event }) => event);
  const missing = SEALING_FACTS.filter(
    ({ id }) => !given.includes(id) && daysOf(machines, id) === "",
  );
  const recorded = MACHINE_DAYS.map(([field, event]) => [field, daysOf(machines, event)] as const);
  problems.push(...emptiedCells(row, columns, recorded));
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
  const events = eventFindings(row.values, machines);
  const reason = reasonFindings(row, register);
  const isNew = events.isAdded || reason.isAdded || machines.length === 0;
  const differences = [...events.differences, ...reason.differences];
  const action = isNew ? "add" : differences.length > 0 ? "change" : "keep";
  return { action, continues: null, differences, problems };
}

/** The latest day of that event of every machine; empty where one of them has none since it ran again. */
function daysOf(
  machines: readonly (readonly EquipmentEvent[])[],
  event: EquipmentEvent["event"],
): string {
  const days = machines.map((events) => {
    const latest = (kind: string) =>
      events
        .flatMap((entry) => (entry.event === kind ? [entry.on] : []))
        .toSorted()
        .at(-1) ?? "";
    return latest(event) < latest("restarted") ? "" : latest(event);
  });
  return days.includes("") ? "" : [...new Set(days)].join("、");
}

/** Why machines still stand, against what is known of each; a seal after a restart has its own. */
function reasonFindings(row: ResolvedRow, { machines, eventsOf }: Register) {
  const given = row.values.keepingReason?.value ?? null;
  const again = knownMachines(row).filter((id) => !isSealedAnew(row, eventsOf.get(id) ?? []));
  const known = new Set(again.map((id) => machines.get(id)?.keepingReason));
  const others = given === null ? [] : [...known].filter((reason) => reason !== given);
  const differences = others.flatMap((reason): RowDifference[] =>
    reason === undefined
      ? []
      : [{ field: "keepingReason", before: nameOf(reason), after: nameOf(given) }],
  );
  return { isAdded: others.includes(undefined), differences };
}

function isSealedAnew({ values }: ResolvedRow, known: readonly EquipmentEvent[]): boolean {
  const isNew = givenEvents(values).every((given) => heldAgainst(known, given) === "new");
  return isNew && known.some(({ event }) => event === "restarted");
}

function nameOf(reason: KeepingReason | null): string {
  return KEEPING_REASONS.find(({ id }) => id === reason)?.name ?? "";
}
