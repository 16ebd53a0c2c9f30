import { asc, inArray } from "drizzle-orm";
import { type Queries, tablesOf } from "../database.ts";
import type { DeskChangeRow } from "./desk-changes.ts";
import type { RecordFault } from "./record-check.ts";

/** What the chain of the staff tells of a change, by what the row tells of the same. */
const TOLD = {
  "desk-change-submitted": ["submittedBy", "submittedAt"],
  "desk-change-admitted": ["decidedBy", "decidedAt"],
  "desk-change-declined": ["decidedBy", "decidedAt"],
} as const satisfies Record<string, readonly (keyof DeskChangeRow)[]>;
type ToldAct = keyof typeof TOLD;

/**
 * Holds every change of departments against what the chain of the staff says was proposed, agreed
 * or sent back, by whom and when: rows that are gone, tell another story, or that nobody proposed.
 */
export async function findDeskChangeFaults(queries: Queries): Promise<RecordFault[]> {
  const { deskChanges, staffEvents } = tablesOf(queries);
  const rows = await queries.select().from(deskChanges);
  const events = await queries
    .select()
    .from(staffEvents)
    .where(inArray(staffEvents.act, Object.keys(TOLD)))
    .orderBy(asc(staffEvents.position));
  const eventsOf = Map.groupBy(events, ({ detail }) => detail ?? "");
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const ids = [...new Set([...eventsOf.keys(), ...rowOf.keys()])];
  return ids.flatMap((id): RecordFault[] => {
    const row = rowOf.get(id);
    const told = eventsOf.get(id) ?? [];
    const fault = faultOf(row, told);
    const reference = row?.jurisdiction ?? told[0]?.jurisdiction ?? "";
    return fault === null ? [] : [{ kind: "desk-change", row: id, reference, fault }];
  });
}

function faultOf(
  row: DeskChangeRow | undefined,
  told: readonly { act: string; actor: string; at: string }[],
): RecordFault["fault"] | null {
  if (row === undefined) return "missing";
  if (told.length === 0) return "unrecorded";
  const isDecided = told.some(({ act }) => act !== "desk-change-submitted");
  const isAsTold = told.every(({ act, actor, at }) => {
    const [by, when] = TOLD[act as ToldAct];
    return row[by] === actor && row[when] === at;
  });
  return isAsTold && isDecided === (row.decidedBy !== null) ? null : "changed";
}
