import type { ImportProblem } from "./import-draft.ts";
import { problem } from "./problems.ts";
import { placeOf } from "./read-rows.ts";
import type { ResolvedRow } from "./resolve-row.ts";
import { knownMachines } from "./row-needs.ts";

/** What is on record about machines of a firm. */
interface Recorded {
  id: string;
  equipment: readonly string[];
}

/** The record a row continues, or none; with what makes that doubtful. */
export interface Continuation<Kind> {
  before: Kind | undefined;
  problems: ImportProblem[];
}

/**
 * The record that a row says again: the one whose number it bears, else the one that `choose` picks
 * among those about the very same machines. What is about some of them and not about others, on the
 * same occasion (`isSameOccasion`), is neither the same nor another: an error says so.
 */
export function continuedRecord<Kind extends Recorded>(
  row: ResolvedRow,
  records: readonly Kind[],
  claimed: ReadonlyMap<string, string>,
  choose: (alike: readonly Kind[]) => Kind | undefined | "unclear",
  isSameOccasion: (record: Kind) => boolean,
): Continuation<Kind> {
  const free = records.filter(({ id }) => !claimed.has(id));
  const machines = new Set(knownMachines(row));
  const isSame = ({ equipment }: Recorded) =>
    equipment.length === machines.size && equipment.every((id) => machines.has(id));
  const number = row.values.entry?.value ?? null;
  if (number !== null) return byNumber(row, number, free, isSame, claimed);
  const chosen = choose(free.filter(isSame));
  if (chosen === "unclear") return fault(row, "name", UNCLEAR);
  if (chosen !== undefined) return { before: chosen, problems: [] };
  const half = free.find(
    (record) => isSameOccasion(record) && record.equipment.some((id) => machines.has(id)),
  );
  return half === undefined
    ? { before: undefined, problems: [] }
    : fault(row, "equipment", other(half));
}

function byNumber<Kind extends Recorded>(
  row: ResolvedRow,
  number: string,
  free: readonly Kind[],
  isSame: (record: Kind) => boolean,
  claimed: ReadonlyMap<string, string>,
): Continuation<Kind> {
  const before = free.find(({ id }) => id === number);
  if (before !== undefined && isSame(before)) return { before, problems: [] };
  if (before !== undefined) return fault(row, "equipment", other(before));
  const user = claimed.get(number);
  return fault(row, "entry", [
    user === undefined
      ? `这家企业没有编号 ${number} 的有效记录`
      : `记录编号 ${number} 在 ${user} 已经用过`,
    "新的记录不写编号；旧的照抄已公布的编号",
  ]);
}

const UNCLEAR = [
  "同样的记录不止一份，分不清是哪一份",
  "加一栏“记录编号”，从已公布的数据里抄来",
] as const;

function other({ id }: Recorded) {
  return [
    `已公布的 ${id} 说的不是同样几台设备`,
    "同一份记录照已公布的写设备；设备写错了的，先撤销那一份，再登记",
  ] as const;
}

function fault(
  row: ResolvedRow,
  field: "entry" | "name" | "equipment",
  [message, remedy]: readonly [string, string],
): Continuation<never> {
  return { before: undefined, problems: [problem("error", placeOf(row, field), message, remedy)] };
}
