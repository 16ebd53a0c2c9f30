import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { ACCEPTANCE_LEVELS, KEEPING_REASONS } from "#domain/closure.ts";
import type { ImportFieldName } from "#domain/import-field.ts";
import { RECORD_ROOMS, type RecordRoom } from "#domain/record-batch.ts";
import { isInForce } from "#domain/record-withdrawal.ts";
import type { ImportDraft } from "#importing/import-draft.ts";
import { recordRows, type SheetRow } from "#lib/record-sheets.ts";
import { indexOf } from "#lib/snapshot-index.ts";
import { changeContent, guarded } from "#publishing/change-content.ts";
import { planChange } from "#publishing/plan-change.ts";
import type { PublicationPlan } from "#publishing/plan-publication.ts";
import { planRecords } from "#publishing/plan-records.ts";
import { readContent } from "#registry/read-content.ts";
import type { Snapshot } from "#registry/snapshot.ts";
import { type ContentCopy, copyContent } from "#support/content-copy.ts";
import { draftOf, TODAY } from "../importing/exported.ts";
import { CONTENT } from "../importing/reading.ts";

const SLOW = 240_000;
const PLACES = ["ankang", "suizhou", "diqing", "shaoguan"];
const ROOMS = RECORD_ROOMS.map(({ id }) => id);

const copies: ContentCopy[] = [];
afterEach(() => {
  for (const copy of copies.splice(0)) copy.discard();
});

/** What somebody writes over a cell; null: not possible in this row. */
type Rewriting = (row: SheetRow) => SheetRow | null;

const DAY = "2001-02-03";
const other = (table: readonly { name: string }[], said: string | undefined) =>
  table.find(({ name }) => name !== said)?.name ?? "";
const over =
  (field: ImportFieldName, write: (said: string) => string): Rewriting =>
  (row) => ({ [field]: write(row[field] ?? "") });
const ifThere =
  (field: ImportFieldName, write: (said: string) => string): Rewriting =>
  (row) =>
    row[field] === undefined ? null : { [field]: write(row[field]) };
const no: Rewriting = (row) => (row.isPassed === "是" ? { isPassed: "否" } : null);

const EDITS: Readonly<Record<RecordRoom, readonly Rewriting[]>> = {
  enterprises: [
    over("address", (said) => `${said}旧厂区`),
    over("industry", (said) => (said === "水泥" ? "钢铁" : "水泥")),
    (row) => (row.creditCode === undefined ? null : { name: `${row.name}分厂` }),
  ],
  acceptances: [
    no,
    over("acceptedOn", () => DAY),
    over("canRestart", (said) => (said === "是" ? "否" : "是")),
    over("level", (said) => other(ACCEPTANCE_LEVELS, said)),
    over("source", (said) => `${said}第二页`),
  ],
  sealings: [
    ifThere("stoppedOn", () => DAY),
    ifThere("waterCutOn", () => DAY),
    ifThere("sealedOn", () => DAY),
    ifThere("keepingReason", (said) => other(KEEPING_REASONS, said)),
  ],
  pledges: [
    over("signedOn", () => DAY),
    over("publishedOn", () => DAY),
    over("keepingReason", (said) => other(KEEPING_REASONS, said)),
    over("dismantleBy", () => "2027-03-04"),
    over("promise", (said) => `${said}并接受监督。`),
    () => ({ noticeSite: "省级网站", noticeOn: DAY }),
  ],
};

/** So unlike each other that nobody asks whether two of them are one. */
const NAMES = [
  "崭新冲天炉铸造厂",
  "鸿运机械有限公司",
  "长青锻压合作社",
  "百川电缆附件厂",
  "东来齿轮公司",
  "玉树农具社",
  "九州阀门制造厂",
  "福星炉具公司",
  "岭南翻砂作坊",
];

/** Rows about what nothing of the kind is on record for. */
function newRows(snapshot: Snapshot, place: string, room: RecordRoom, count: number): SheetRow[] {
  const index = indexOf(snapshot);
  const facts = snapshot.jurisdictions.find(({ id }) => id === place);
  const area = facts?.areas[0]?.name ?? "";
  const department = facts?.departments[0]?.name ?? "";
  const known = new Set(
    recordRows(index, place, room).flatMap(({ machineIds = "" }) => machineIds.split("；")),
  );
  const free = recordRows(index, place, "enterprises").flatMap(
    ({ name = "", equipment = "", machineIds = "" }) =>
      equipment === "" || known.has(machineIds) ? [] : [{ name, equipment, machineIds }],
  );
  const source = "现场核查记录";
  const rows: Readonly<Record<RecordRoom, readonly SheetRow[]>> = {
    // Each with a machine of its own: one that another firm has already would be asked about.
    enterprises: NAMES.map((name, nth) => ({
      area,
      industry: "铸造",
      name,
      equipment: `ZK-9${nth}冲天炉1座`,
    })).filter(({ name }) => snapshot.enterprises.every((firm) => firm.name !== name)),
    acceptances: free.map((subject) => ({
      ...subject,
      level: "县级",
      department,
      acceptedOn: DAY,
      isDismantled: "否",
      canRestart: "是",
      isPassed: "否",
      source,
    })),
    sealings: free.map((subject) => ({ ...subject, waterCutOn: DAY, department, source })),
    pledges: free.map((subject) => ({
      ...subject,
      signedBy: subject.name,
      signedOn: DAY,
      publishedOn: DAY,
      keepingReason: "国有资产处置程序未完",
      promise: "不再恢复生产。",
    })),
  };
  return rows[room].slice(0, count);
}

/** A row as it is handed in again, and what of it was written anew; null: it was left out. */
interface Handed {
  before: SheetRow;
  edit: SheetRow | null;
}

/** For each record what is done with it: 0 and 1 leave it out, 2 to 5 rewrite it, by the second number. */
const PLAN = fc.array(fc.tuple(fc.nat({ max: 9 }), fc.nat()), { minLength: 20, maxLength: 20 });
type Plan = typeof PLAN extends fc.Arbitrary<infer Value> ? Value : never;

function handedIn(snapshot: Snapshot, place: string, room: RecordRoom, plan: Plan): Handed[] {
  const restarted = new Set(
    snapshot.equipmentEvents.flatMap(({ event, equipment }, at, all) => {
      const isAgain = all.findIndex((e) => e.equipment === equipment && e.event === event) < at;
      return event === "restarted" || isAgain ? [equipment] : [];
    }),
  );
  const firms = new Map<string, number>();
  return recordRows(indexOf(snapshot), place, room).map((before, at) => {
    const { name = "", machineIds = "" } = before;
    // What a sheet says of a firm it says in all of its rows; what happened twice has an older day,
    // which comes to light when the last is moved before it.
    if (!firms.has(name)) firms.set(name, at);
    const nth = room === "enterprises" ? (firms.get(name) ?? at) : at;
    const [what, which] = plan[nth % plan.length] ?? [9, 0];
    if (what < 2) return { before, edit: null };
    const isLeft = what > 5 || (room === "sealings" && restarted.has(machineIds));
    const edits = EDITS[room];
    return { before, edit: isLeft ? {} : (edits[which % edits.length]?.(before) ?? {}) };
  });
}

function sound(root: string): Snapshot {
  const { snapshot, problems } = readContent(root);
  if (snapshot === undefined) throw new Error(JSON.stringify(problems.slice(0, 5)));
  return snapshot;
}

/** The rows under the headings that sheets bear. */
async function read(
  snapshot: Snapshot,
  jurisdiction: string,
  kind: RecordRoom,
  rows: readonly SheetRow[],
): Promise<ImportDraft> {
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))] as ImportFieldName[];
  const headings = snapshot.importing.headers.fields;
  const head = fields.map((field) => headings[field]?.[0] ?? field);
  const cells = rows.map((row) => fields.map((field) => row[field] ?? ""));
  const bytes = new TextEncoder().encode(stringify([head, ...cells]));
  return await draftOf(snapshot, bytes, { fileName: "a.csv", jurisdiction, kind });
}

function written(root: string, plan: PublicationPlan): Snapshot {
  if ("refusals" in plan) throw new Error(plan.refusals.join("\n"));
  expect(changeContent(root, guarded(root, plan.changes))).toEqual([]);
  return sound(root);
}

/** What an earlier step wrote is the same when it is written once more. */
function changedFields(before: SheetRow, edit: SheetRow): string[] {
  const fields = Object.keys(edit) as ImportFieldName[];
  return fields.filter((field) => edit[field] !== before[field]).sort();
}

/** Hands a sheet in again, publishes it, and holds what is public then against what it said. */
async function edited(
  root: string,
  before: Snapshot,
  [place, room, plan, added]: readonly [string, RecordRoom, Plan, number],
): Promise<Snapshot> {
  const handed = handedIn(before, place, room, plan);
  const again = handed.flatMap(({ before, edit }) =>
    edit === null ? [] : [{ row: { ...before, ...edit }, fields: changedFields(before, edit) }],
  );
  const fresh = newRows(before, place, room, added);
  const sheet = [...again.map(({ row }) => row), ...fresh];
  if (sheet.length === 0) return before;
  const draft = await read(before, place, room, sheet);
  const told = draft.problems.filter(({ severity }) => severity === "error");
  expect({ told, ...draft.counts }).toMatchObject({ told: [], held: 0, vanish: 0 });
  expect(
    draft.rows.map(({ action, differences }) => [
      action,
      differences.map(({ field }) => field as string).sort(),
    ]),
  ).toEqual([
    ...again.map(({ fields }) => [fields.length === 0 ? "keep" : "change", fields]),
    ...fresh.map(() => ["add", []]),
  ]);
  if (draft.counts.add + draft.counts.change === 0) return before;
  const facts = {
    title: "这一批",
    publisher: before.jurisdictions.find(({ id }) => id === place)?.departments[0]?.id ?? "",
    publishedOn: TODAY,
    revision: { change: "corrected" as const, reason: "抄错" },
  };
  const jurisdiction = before.jurisdictions.find(({ id }) => id === place);
  if (jurisdiction === undefined) throw new Error(`no ${place}`);
  const request = { snapshot: before, place: jurisdiction, room, draft, facts, today: TODAY };
  const after = written(root, planRecords(root, request));
  const now = recordRows(indexOf(after), place, room);
  const said = handed.map(({ before, edit }) => ({ ...before, ...edit }));
  expect(now).toEqual(expect.arrayContaining(said));
  expect(now.length).toBe(handed.length + fresh.length);
  keepsIds(before, after);
  const rest = await read(after, place, room, sheet);
  expect(rest.counts).toMatchObject({ keep: sheet.length, held: 0 });
  return after;
}

/** Content is not sound when an id of the ledger is nowhere: so it is enough that none leaves it. */
function keepsIds(before: Snapshot, after: Snapshot): void {
  const now = new Set(after.ledger.map(({ id }) => id));
  expect(before.ledger.filter(({ id }) => !now.has(id))).toEqual([]);
}

function withdraw(root: string, before: Snapshot, nth: number): void {
  const inForce = [...before.acceptances, ...before.pledges].filter(isInForce);
  const record = inForce[nth % inForce.length];
  const firm = before.enterprises.find(({ id }) => id === record?.enterprise);
  const place = before.jurisdictions.find(({ id }) => id === firm?.jurisdiction);
  if (record === undefined || place === undefined) throw new Error("nothing to withdraw");
  const stated = { record: record.id, reason: "材料不实", publishedOn: TODAY };
  const facts = { kind: "record-withdrawal", ...stated } as const;
  const after = written(root, planChange(root, { snapshot: before, place, facts, today: TODAY }));
  keepsIds(before, after);
  expect([...after.acceptances, ...after.pledges].map(({ id }) => id)).toContain(record.id);
}

test(
  "any edit of sheets of records is published as it was said, no more and no less, and no identifier goes",
  async () => {
    const step = fc.tuple(fc.constantFrom(...PLACES), fc.constantFrom(...ROOMS), PLAN, fc.nat(3));
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 3, maxLength: 3 }),
        fc.nat(),
        async (steps, nth) => {
          const copy = copyContent("content");
          copies.push(copy);
          let now = CONTENT;
          for (const each of steps) now = await edited(copy.root, now, each);
          withdraw(copy.root, now, nth);
        },
      ),
      { numRuns: 4, endOnFailure: true },
    );
  },
  SLOW,
);
