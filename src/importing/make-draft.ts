import type { CalendarDate } from "#domain/calendar-date.ts";
import type { JurisdictionFolder, Snapshot } from "#registry/snapshot.ts";
import { countDraft, inOrder } from "./draft-order.ts";
import { movedMachines, plannedAgain, repeatedMachines } from "./flags.ts";
import type {
  DraftRow,
  ImportDraft,
  ImportProblem,
  ImportTarget,
  VanishedRow,
} from "./import-draft.ts";
import { problem } from "./problems.ts";
import { Questions } from "./questions.ts";
import type { RawRow, RawTable } from "./raw-row.ts";
import { type ReadRow, readRow } from "./read-rows.ts";
import { type Register, registerOf } from "./register.ts";
import { type ResolvedRow, resolveRow } from "./resolve-row.ts";
import { ROOM_OUTCOMES, type RoomContext } from "./rooms.ts";
import { contradictions, type Sayings } from "./said-twice.ts";

/** What a spreadsheet is imported as. */
export interface DraftRequest {
  target: ImportTarget;
  form: string | null;
  statedAs: ImportDraft["statedAs"];
  isPublishable: boolean;
  /** Published rows the file stands for as a whole: none, all of the list, or one batch of it. */
  replaces: "none" | "all" | { batch: string };
  answers: Readonly<Record<string, string>>;
  today: CalendarDate;
}

/** Told now and then while rows are worked through. */
export type Progress = (done: number, total: number) => void;

const ROWS_BETWEEN_TELLING = 5_000;

/** Works out what tables amount to, held against what is known and published. */
export function makeDraft(
  snapshot: Snapshot,
  place: JurisdictionFolder,
  tables: readonly RawTable[],
  source: ImportDraft["source"],
  request: DraftRequest,
  tell: Progress = () => {},
): ImportDraft {
  const { target } = request;
  const kind = target.room === "lists" ? target.kind : null;
  const register = registerOf(snapshot, place, kind);
  const questions = new Questions(request.answers);
  const problems = tables.flatMap((table) => table.problems);
  const rows: DraftRow[] = [];
  const claimed = new Map<string, string>();
  const seen = new Map<string, string>();
  const sayings: Sayings = new Map();
  const total = tables.reduce((sum, table) => sum + table.rows.length, 0);
  for (const table of tables) {
    const context: RoomContext = {
      register,
      columns: columnsOf(table),
      rowSubject: snapshot.listKinds.find((entry) => entry.id === kind)?.rowSubject ?? "equipment",
      claimed,
      isPlan: request.statedAs === "plan" || kind === "plan",
      today: request.today,
    };
    for (const raw of table.rows) {
      const resolved = resolve(snapshot, context, questions, raw, table.columns);
      const { row, found } = draftRow(resolved, target, context, { seen, sayings });
      rows.push(row);
      problems.push(...found);
      if (rows.length % ROWS_BETWEEN_TELLING === 0) tell(rows.length, total);
    }
  }
  const vanished = vanishedRows(register, request.replaces, claimed);
  problems.push(...answerProblems(questions));
  const ordered = inOrder(problems, tables);
  return {
    format: 1,
    jurisdiction: place.id,
    target,
    form: request.form,
    statedAs: request.statedAs,
    isPublishable: request.isPublishable,
    source,
    rows,
    vanished,
    questions: questions.all,
    problems: ordered,
    counts: countDraft(rows, vanished, ordered),
  };
}

function columnsOf(table: RawTable): RoomContext["columns"] {
  return new Set(Object.keys(table.columns) as (keyof RawTable["columns"])[]);
}

function resolve(
  { industries, importing }: Snapshot,
  { register, rowSubject, claimed, today }: RoomContext,
  questions: Questions,
  raw: RawRow,
  columns: RawTable["columns"],
): ResolvedRow {
  const { place } = register;
  const read = readRow(raw, columns, { place, industries, words: importing.words, today });
  const published = register.entries.get(read.values.entry?.value ?? "");
  const isMatter = published ? published.latest.enterprise === undefined : rowSubject === "matter";
  return resolveRow(register, questions, isMatter ? asMatter(read) : read, published, claimed);
}

/** What a list of matters heads with 名称 is the matter, not a firm. */
function asMatter(read: ReadRow): ReadRow {
  const { name, ...others } = read.values;
  const subject = others.subject ?? name;
  return { ...read, values: subject === undefined ? others : { ...others, subject } };
}

function draftRow(
  resolved: ResolvedRow,
  target: ImportTarget,
  context: RoomContext,
  { seen, sayings }: { seen: Map<string, string>; sayings: Sayings },
): { row: DraftRow; found: ImportProblem[] } {
  const outcome = ROOM_OUTCOMES[target.room](resolved, context);
  const found = [
    ...resolved.problems,
    ...outcome.problems,
    ...(target.room === "lists"
      ? [...movedMachines(resolved, context), ...plannedAgain(resolved, context)]
      : contradictions(resolved, context.register, target.room === "enterprises", sayings)),
    ...(registersMachines(target) ? repeatedMachines(resolved, seen) : []),
  ];
  const isAsked =
    resolved.enterprise.is === "asked" || resolved.machines.some((match) => match.is === "asked");
  const isHeld = isAsked || found.some((entry) => entry.severity === "error");
  const { key, sheet, row, enterprise, machines, values } = resolved;
  const { continues, differences } = outcome;
  const action = isHeld ? "held" : outcome.action;
  return {
    row: { key, sheet, row, action, continues, enterprise, machines, values, differences },
    found,
  };
}

/** Sheets in which a machine stands once; opinions and seals may come back to it. */
function registersMachines({ room }: ImportTarget): boolean {
  return room === "lists" || room === "enterprises";
}

/** Rows that stand on the list and should be in the file, and are not. */
function vanishedRows(
  register: Register,
  replaces: DraftRequest["replaces"],
  claimed: ReadonlyMap<string, string>,
): VanishedRow[] {
  if (replaces === "none") return [];
  return [...register.entries.values()]
    .filter(({ batch }) => replaces === "all" || batch === replaces.batch)
    .filter(({ entry, isShown }) => isShown && !claimed.has(entry))
    .map(({ entry, batch, latest }) => ({
      entry,
      batch,
      name: register.enterprises.get(latest.enterprise ?? "")?.name ?? latest.subject ?? entry,
    }));
}

function answerProblems(questions: Questions): ImportProblem[] {
  const nowhere = { sheet: null, row: null, column: null };
  return questions.unusedAnswers.map((id) =>
    problem("warning", nowhere, `回答“${id}”没有用上`, "核对问题的编号和候选的编号"),
  );
}
