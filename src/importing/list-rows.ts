import { entryChangeOf } from "#domain/list-entry.ts";
import { emptiedCells, type OnRecord } from "./emptied-cells.ts";
import type { ImportProblem } from "./import-draft.ts";
import { compact } from "./plain-text.ts";
import { problem } from "./problems.ts";
import { differencesFrom } from "./published-row.ts";
import { placeOf } from "./read-rows.ts";
import type { StandingEntry } from "./register.ts";
import type { ResolvedRow } from "./resolve-row.ts";
import type { RoomContext, RowOutcome } from "./rooms.ts";
import { newEnterpriseProblems, newMachineProblems } from "./row-needs.ts";
import { termProblems } from "./term-problems.ts";

/** Holds a row of a list against the rows that stand on it. */
export function listOutcome(row: ResolvedRow, context: RoomContext): RowOutcome {
  const { entry, problems } = entryOf(row, context);
  const needs = [
    ...problems,
    ...subjectProblems(row, context),
    ...newEnterpriseProblems(row),
    ...newMachineProblems(row),
    ...termProblems(row, context.register.place),
  ];
  if (entry === undefined)
    return { action: "add", continues: null, differences: [], problems: needs };
  context.claimed.set(entry.entry, row.key);
  needs.push(...emptiedCells(row, context.columns, factsOfFirm(row, context)));
  const differences = differencesFrom(context.register, entry, row, context.columns);
  const action = differences.length === 0 ? "keep" : "change";
  return { action, continues: entry.entry, differences, problems: needs };
}

/** Facts of the firm, which a list repeats and does not decide. */
function factsOfFirm(row: ResolvedRow, { register }: RoomContext): OnRecord {
  const firm =
    row.enterprise.is === "known" ? register.enterprises.get(row.enterprise.id) : undefined;
  const nameIn = (table: readonly { id: string; name: string }[], id: string | undefined) =>
    table.find((entry) => entry.id === id)?.name ?? "";
  return [
    ["creditCode", firm?.creditCode ?? ""],
    ["area", nameIn(register.place.areas, firm?.area)],
    ["industry", nameIn(register.industries, firm?.industry)],
  ];
}

interface EntryFinding {
  entry: StandingEntry | undefined;
  problems: ImportProblem[];
}

/** The published row that this one continues: by its number, else by firm and machines. */
function entryOf(row: ResolvedRow, context: RoomContext): EntryFinding {
  const number = row.values.entry?.value ?? null;
  if (number !== null) return byNumber(row, number, context);
  const free = candidatesOf(row, context).filter(
    ({ entry, isShown }) => isShown && !context.claimed.has(entry),
  );
  const machines = row.machines.flatMap((match) => (match.is === "known" ? [match.id] : []));
  const sharing = free.filter(({ latest }) => latest.equipment.some((id) => machines.includes(id)));
  const fitting = row.machines.length === 0 ? free : sharing;
  const same = fitting.filter(({ latest }) => isSameDay(row, latest.startedOn));
  const left = same.length > 0 ? same : fitting;
  const [entry] = left;
  if (left.length < 2) return { entry, problems: [] };
  const exact = left.find(
    ({ latest }) =>
      latest.equipment.length === machines.length &&
      latest.equipment.every((id) => machines.includes(id)),
  );
  if (exact) return { entry: exact, problems: [] };
  return {
    entry: undefined,
    problems: [
      at(
        row,
        "name",
        "error",
        "这家企业在名单上有几行，分不清是哪一行",
        "加一栏“行号”，从已公布的表里抄来",
      ),
    ],
  };
}

function byNumber(
  row: ResolvedRow,
  number: string,
  { register, claimed }: RoomContext,
): EntryFinding {
  const entry = register.entries.get(number);
  const fault = entryFault(row, number, entry, claimed.get(number));
  if (fault === undefined) return { entry, problems: [] };
  const problems = [at(row, "entry", "error", fault, "新的行不写行号；旧的行照抄已公布的行号")];
  return { entry: undefined, problems };
}

function entryFault(
  row: ResolvedRow,
  number: string,
  entry: StandingEntry | undefined,
  claimedBy: string | undefined,
): string | undefined {
  if (entry === undefined) return `这份名单上没有行号 ${number}`;
  if (claimedBy !== undefined) return `行号 ${number} 在 ${claimedBy} 已经用过`;
  if (!entry.isShown) return `${number} 已${entryChangeOf(entry.latest.change).name}，不能再改`;
  const { enterprise } = entry.latest;
  if (row.enterprise.is === "known" && enterprise !== undefined && row.enterprise.id !== enterprise)
    return `行号 ${number} 登记的是另一家企业`;
  return undefined;
}

function candidatesOf(row: ResolvedRow, { register, rowSubject }: RoomContext): StandingEntry[] {
  if (row.enterprise.is === "known") return [...(register.entriesOf.get(row.enterprise.id) ?? [])];
  if (rowSubject !== "matter") return [];
  return [...(register.entriesBySubject.get(compact(row.values.subject?.value ?? "")) ?? [])];
}

function isSameDay(row: ResolvedRow, day: string | undefined): boolean {
  const startedOn = row.values.startedOn?.value ?? null;
  return startedOn !== null && startedOn === day;
}

function subjectProblems(row: ResolvedRow, { rowSubject }: RoomContext): ImportProblem[] {
  const { values } = row;
  if (rowSubject === "matter" || values.subject !== undefined) {
    const isNamed = values.subject !== undefined;
    return isNamed ? [] : [at(row, "subject", "error", "没有写事项", "写明这一行说的是什么事项")];
  }
  if (values.name === undefined)
    return [
      at(
        row,
        "name",
        "error",
        "没有写企业名称",
        "写上企业名称；与上一行同一企业的，合并单元格或写“同上”",
      ),
    ];
  if (rowSubject === "equipment" && values.equipment === undefined)
    return [
      at(
        row,
        "equipment",
        "warning",
        "没有写设备（生产线）",
        "退出的是设备，不一定是整个企业；写明设备",
      ),
    ];
  return [];
}

function at(
  row: ResolvedRow,
  field: "entry" | "name" | "subject" | "equipment",
  severity: ImportProblem["severity"],
  message: string,
  remedy: string,
): ImportProblem {
  const place = placeOf(row, field);
  return problem(severity, place, message, remedy);
}
