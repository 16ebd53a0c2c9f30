import { equipmentCapacity } from "#domain/equipment.ts";
import { emptiedCells } from "./emptied-cells.ts";
import type { ImportProblem, RowDifference } from "./import-draft.ts";
import { eventFindings } from "./machine-events.ts";
import { problem } from "./problems.ts";
import { placeOf } from "./read-rows.ts";
import type { Register } from "./register.ts";
import type { ResolvedRow } from "./resolve-row.ts";
import type { RoomContext, RowOutcome } from "./rooms.ts";
import {
  knownMachines,
  missingFields,
  newEnterpriseProblems,
  newMachineProblems,
} from "./row-needs.ts";

const COMPARED = ["name", "creditCode", "area", "address", "industry"] as const;
const OPTIONAL = ["creditCode", "address"] as const;

/** Holds the facts of a firm (随州附表1) against the register. */
export function enterpriseOutcome(
  row: ResolvedRow,
  { register, columns }: RoomContext,
): RowOutcome {
  const problems = [
    ...missingFields(row, ["name"]),
    ...newEnterpriseProblems(row),
    ...newMachineProblems(row),
    ...otherCapacities(row, register),
  ];
  const firm =
    row.enterprise.is === "known" ? register.enterprises.get(row.enterprise.id) : undefined;
  const hasNewMachine = row.machines.some((match) => match.is === "new");
  if (firm === undefined) return { action: "add", continues: null, differences: [], problems };
  const onRecord = OPTIONAL.map((field) => [field, firm[field] ?? ""] as const);
  problems.push(...emptiedCells(row, columns, onRecord));
  const stated = COMPARED.flatMap((field): RowDifference[] => {
    const after = row.values[field]?.value ?? null;
    const before = firm[field] ?? "";
    return after === null || after === before ? [] : [{ field, before, after }];
  });
  const machines = knownMachines(row).map((id) => register.eventsOf.get(id) ?? []);
  const events = eventFindings(row.values, machines);
  const differences = [...stated, ...events.differences];
  const action =
    hasNewMachine || events.isAdded ? "add" : differences.length > 0 ? "change" : "keep";
  return { action, continues: firm.id, differences, problems };
}

/** A capacity on record is not changed by a sheet that says otherwise: several figures make it up. */
function otherCapacities(row: ResolvedRow, { machines }: Register): ImportProblem[] {
  const read = row.values.capacity?.value ?? [];
  if (read.length !== row.machines.length) return [];
  const others = row.machines.flatMap((match, at) => {
    const machine = match.is === "known" ? machines.get(match.id) : undefined;
    const capacity = machine && equipmentCapacity(machine);
    if (!capacity) return [];
    const { value, unit } = capacity;
    return value === read[at]?.value && unit === read[at]?.unit ? [] : [`${value}${unit}`];
  });
  if (others.length === 0) return [];
  const message = `登记的产能是 ${others.join("、")}，这里写“${row.values.capacity?.text}”，不会改`;
  return [problem("warning", placeOf(row, "capacity"), message, "确要改的，用更正表单改这台设备")];
}
