import type { RowDifference } from "./import-draft.ts";
import { eventFindings } from "./machine-events.ts";
import type { ResolvedRow } from "./resolve-row.ts";
import type { RoomContext, RowOutcome } from "./rooms.ts";
import { knownMachines, missingFields, newEnterpriseProblems } from "./row-needs.ts";

const COMPARED = ["name", "creditCode", "area", "address", "industry"] as const;

/** Holds the facts of a firm (随州附表1) against the register. */
export function enterpriseOutcome(row: ResolvedRow, { register }: RoomContext): RowOutcome {
  const problems = [...missingFields(row, ["name"]), ...newEnterpriseProblems(row)];
  const firm =
    row.enterprise.is === "known" ? register.enterprises.get(row.enterprise.id) : undefined;
  const hasNewMachine = row.machines.some((match) => match.is === "new");
  if (firm === undefined) return { action: "add", continues: null, differences: [], problems };
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
