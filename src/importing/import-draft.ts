import type { Aspect } from "#domain/aspect.ts";
import type { CalendarDate } from "#domain/calendar-date.ts";
import type { Capacity, CapacityUnit } from "#domain/capacity.ts";
import type { AcceptanceLevel, KeepingReason } from "#domain/closure.ts";
import type { IMPORT_FIELDS, ImportFieldName } from "#domain/import-field.ts";

/**
 * What an official spreadsheet amounts to, held against what is published: plain JSON, nothing of
 * it published yet. Restricted values (phones, staff, debts) are not in it and cannot be.
 */
export interface ImportDraft {
  format: 1;
  jurisdiction: string;
  target: ImportTarget;
  /** The official form it was recognised as (id in `forms.yaml` of the place); null: a plain table. */
  form: string | null;
  /** For forms that hold plans and closures alike (安康统计表): which it is. Null: the form says it. */
  statedAs: "plan" | "closure" | null;
  /** False where the place has no duty to publish such a list: it may be recorded, never published. */
  isPublishable: boolean;
  source: ImportSource;
  rows: DraftRow[];
  /** Published rows the file was held against and does not hold any more. Each needs a reason. */
  vanished: VanishedRow[];
  questions: ImportQuestion[];
  /** Everything found, in the order of the file. An error or an open question blocks publishing. */
  problems: ImportProblem[];
  counts: ImportCounts;
}

/** Where the rows belong: a list of the place, or the facts that its guards need. */
export type ImportTarget =
  | { room: "lists"; kind: string }
  | { room: "acceptances" }
  | { room: "sealings" }
  | { room: "pledges" }
  | { room: "enterprises" };

export interface ImportSource {
  /** Name of the file, without its folder. */
  file: string;
  /** Of its bytes, 64 lower-case hexadecimal digits. */
  sha256: string;
  bytes: number;
  /** Sheets rows were taken from, and in which column each field stands (`name` → `D`). */
  sheets: { name: string; headerRow: number; columns: Partial<Record<ImportFieldName, string>> }[];
  /** True where a cell, a column or a sheet holds what must not be published: never offer the file. */
  isRestricted: boolean;
}

/** What is to be done with a row. `held`: an error or an open question stands in the way. */
export type RowAction = "add" | "change" | "keep" | "held";

export interface DraftRow {
  /** Unique in the draft: `<sheet>!<row>`, with `#n` where one row of cells gives several rows. */
  key: string;
  sheet: string;
  /** Row of the sheet, from 1. */
  row: number;
  action: RowAction;
  /** The published thing it continues: id of a list entry, acceptance or pledge. Null: none. */
  continues: string | null;
  enterprise: EnterpriseMatch;
  machines: MachineMatch[];
  values: DraftValues;
  /** Against what is published; empty unless `change`. */
  differences: RowDifference[];
}

/** A value with the cell it came from. */
export interface Read<Value> {
  /** As printed, untouched. */
  text: string;
  /** Address in the sheet of the row: `D5`. */
  cell: string;
  /** Null where the text could not be read; a problem says why. */
  value: Value | null;
}

/** What a cell of each kind is read as. */
interface Readings {
  text: string;
  /** Paragraphs, parted by an empty line. */
  paragraphs: string;
  /** Upper case, without spaces; it may fail its check (then a warning says so). */
  creditCode: string;
  /** Id of an area of the place. */
  area: string;
  /** Id in `industries.yaml`. */
  industry: string;
  machines: ReadMachine[];
  capacities: ReadCapacity[];
  aspects: Aspect[];
  /** Only a whole day; `2024年8月` stays text with a problem. */
  date: CalendarDate;
  /** Names of files that come with the sheet. */
  files: string[];
  yesNo: boolean;
  count: number;
  /** Id of a department of the place. */
  department: string;
  level: AcceptanceLevel;
  keepingReason: KeepingReason;
  /** Whole web address. */
  address: string;
}

/** A machine as a cell names it: `Φ3.2×13m水泥磨1台`. */
export interface ReadMachine {
  text: string;
  name: string;
  model: string | null;
  quantity: number | null;
  measureWord: string | null;
}

/** A capacity as a cell names it; `product` and `basis` only where they are printed. */
export interface ReadCapacity {
  text: string;
  value: number;
  unit: CapacityUnit;
  product: string | null;
  basis: Capacity["basis"] | null;
}

/** The cells of a row that were not empty, by field. */
export type DraftValues = {
  [Field in ImportFieldName]?: Read<Readings[(typeof IMPORT_FIELDS)[Field]["reads"]]>;
};

/** Which firm a row is about. A doubtful one is asked, never guessed. */
export type EnterpriseMatch =
  | { is: "known"; id: string; by: "code" | "name" | "former-name" | "entry" | "answer" }
  | { is: "new"; proposed: ProposedEnterprise }
  | { is: "asked"; question: string }
  /** The row is about a matter, not a firm; or names nobody, and an error says so. */
  | { is: "none" };

/** A firm to be given an id when the draft is published. Same `key`: same firm in several rows. */
export interface ProposedEnterprise {
  key: string;
  name: string;
  creditCode: string | null;
  area: string | null;
  address: string | null;
  industry: string | null;
}

/** Which machine of the firm is meant, in the order of the cell. */
export type MachineMatch =
  | { is: "known"; id: string }
  | { is: "new"; proposed: ReadMachine; capacity: ReadCapacity | null }
  | { is: "asked"; question: string };

export interface RowDifference {
  field: ImportFieldName;
  before: string;
  after: string;
}

/** A published row that is not in the file any more. */
export interface VanishedRow {
  entry: string;
  /** `<year>-<batch>` it was published in. */
  batch: string;
  name: string;
}

/** Something only a person can decide. */
export interface ImportQuestion {
  /** The same for the same doubt, whatever its row: usable as key of an answers file. */
  id: string;
  about: "enterprise" | "equipment";
  text: string;
  rows: string[];
  /** Answer with the id of one of these … */
  candidates: { id: string; label: string; reasons: string[] }[];
  /** … or with `new`. */
  answer: string | null;
}

export const IMPORT_SEVERITIES = [
  { id: "error", name: "错误", meaning: "这一行不能用，要先改" },
  { id: "warning", name: "提醒", meaning: "请人看一眼，改不改由人定" },
  { id: "hint", name: "说明", meaning: "程序怎样理解的" },
] as const;
export type ImportSeverity = (typeof IMPORT_SEVERITIES)[number]["id"];

/** Something found, said so that a clerk can mend it. It never repeats a restricted value. */
export interface ImportProblem {
  severity: ImportSeverity;
  /** Null: the file as a whole. */
  sheet: string | null;
  row: number | null;
  /** Column letter; null: the row as a whole. */
  column: string | null;
  /** What is wrong. */
  message: string;
  /** How to mend it. */
  remedy: string;
}

export interface ImportCounts {
  add: number;
  change: number;
  keep: number;
  held: number;
  vanish: number;
  errors: number;
  warnings: number;
  hints: number;
}
