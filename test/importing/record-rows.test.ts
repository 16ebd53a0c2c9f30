import { stringify } from "csv-stringify/sync";
import { expect, test } from "vitest";
import { equipmentLabel } from "#domain/equipment.ts";
import type { RecordRoom } from "#domain/record-batch.ts";
import type { ImportDraft } from "#importing/import-draft.ts";
import { recordRows, type SheetRow } from "#lib/record-sheets.ts";
import { indexOf } from "#lib/snapshot-index.ts";
import type { Snapshot } from "#registry/snapshot.ts";
import { draftOf } from "./exported.ts";
import { CONTENT } from "./reading.ts";

const INDEX = indexOf(CONTENT);
const HEADINGS = CONTENT.importing.headers.fields;

/** The place whose sheet of a room has rows, and the first of them. */
function published(room: RecordRoom): { place: string; row: SheetRow } {
  for (const { id } of CONTENT.jurisdictions) {
    const [row] = recordRows(INDEX, id, room);
    if (row !== undefined) return { place: id, row };
  }
  throw new Error(`no ${room}`);
}

async function read(
  room: RecordRoom,
  place: string,
  rows: readonly SheetRow[],
  snapshot: Snapshot = CONTENT,
): Promise<ImportDraft> {
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))] as (keyof SheetRow)[];
  const head = fields.map((field) => HEADINGS[field]?.[0] ?? field);
  const cells = rows.map((row) => fields.map((field) => row[field] ?? ""));
  const bytes = new TextEncoder().encode(stringify([head, ...cells]));
  return await draftOf(snapshot, bytes, { fileName: "a.csv", jurisdiction: place, kind: room });
}

const unnumbered = ({ entry: _, machineIds: __, ...row }: SheetRow): SheetRow => row;
const errors = ({ problems }: ImportDraft) =>
  problems.filter(({ severity }) => severity === "error").map(({ message }) => message);

test("a record is known again by its number, which is nobody else's and is used once", async () => {
  const { place, row } = published("acceptances");
  const moved = { ...row, level: "省级", acceptedOn: "2001-02-03" };
  const draft = await read("acceptances", place, [moved]);
  expect(draft.rows[0]).toMatchObject({ action: "change", continues: row.entry });
  expect(draft.rows[0]?.differences).toContainEqual({
    field: "level",
    before: row.level,
    after: "省（区、市）",
  });
  expect(errors(await read("acceptances", place, [row, row]))).toEqual([
    `记录编号 ${row.entry} 在 a!2 已经用过`,
  ]);
  expect(errors(await read("acceptances", place, [{ ...row, entry: "no-such" }]))).toEqual([
    "这家企业没有编号 no-such 的有效记录",
  ]);
  expect(errors(await read("acceptances", place, [{ ...row, machineIds: "no-such" }]))).toEqual([
    "这家企业没有编号 no-such 的设备",
  ]);
});

test("who failed and is inspected again gets a second opinion; who passed is corrected", async () => {
  const { place, row } = published("acceptances");
  const id = row.entry ?? "";
  const failed: Snapshot = {
    ...CONTENT,
    acceptances: CONTENT.acceptances.map((entry) =>
      entry.id === id ? { ...entry, isPassed: false, on: "2020-01-01" } : entry,
    ),
  };
  const again = unnumbered({ ...row, acceptedOn: "2026-11-01", isPassed: "是" });
  expect((await read("acceptances", place, [again], failed)).rows[0]).toMatchObject({
    action: "add",
    continues: null,
  });
  expect((await read("acceptances", place, [again])).rows[0]).toMatchObject({
    action: "change",
    continues: id,
  });
});

test("an opinion about some of the machines of another of that day is neither the same nor a new one", async () => {
  const opinion = CONTENT.acceptances.find(
    ({ enterprise }) => (INDEX.equipmentByEnterprise.get(enterprise) ?? []).length > 1,
  );
  const firm = CONTENT.enterprises.find(({ id }) => id === opinion?.enterprise);
  const machines = INDEX.equipmentByEnterprise.get(firm?.id ?? "") ?? [];
  const place = firm?.jurisdiction ?? "";
  const row = recordRows(INDEX, place, "acceptances").find(({ entry }) => entry === opinion?.id);
  const all = unnumbered({ ...row, equipment: machines.map(equipmentLabel).join("；") });
  const draft = await read("acceptances", place, [
    { ...all, machineIds: machines.map(({ id }) => id).join("；") },
  ]);
  expect(errors(draft)).toEqual([`已公布的 ${opinion?.id} 说的不是同样几台设备`]);
});

test("rows that say two things of one firm or one machine are told, and neither is taken over", async () => {
  const { place, row } = published("enterprises");
  const firms = [row, { ...row, address: "别处1号" }].map((each) => ({
    ...each,
    address: each.address ?? "某处",
  }));
  expect(errors(await read("enterprises", place, firms))).toEqual(["企业地址与 a!2 写的不一样"]);
  const sealed = published("sealings");
  const other = { ...sealed.row, stoppedOn: "2001-02-03" };
  const days = [{ ...sealed.row, stoppedOn: "2001-02-02" }, other];
  expect(errors(await read("sealings", sealed.place, days))).toEqual(["关停时间与 a!2 写的不一样"]);
});

test("another reason to stand, and other words of a pledge, are changes and not passed over", async () => {
  const rows = CONTENT.jurisdictions.flatMap(({ id }) =>
    recordRows(INDEX, id, "sealings").map((row) => ({ place: id, row })),
  );
  const standing = rows.find(({ row }) => row.keepingReason?.startsWith("国有") === false);
  if (standing === undefined) throw new Error("no machine stands for another reason");
  const sealed = { ...standing.row, keepingReason: "国有资产处置程序未完" };
  const [seal] = (await read("sealings", standing.place, [sealed])).rows;
  expect(seal).toMatchObject({
    action: "change",
    differences: [{ field: "keepingReason", before: standing.row.keepingReason }],
  });
  const { place, row } = published("pledges");
  const [pledge] = (await read("pledges", place, [{ ...row, promise: "再也不生产。" }])).rows;
  expect(pledge).toMatchObject({
    action: "change",
    differences: [{ field: "promise", before: row.promise, after: "再也不生产。" }],
  });
});

test("a cell that was emptied takes nothing away, and the clerk is told what stays", async () => {
  const pledged = CONTENT.jurisdictions
    .flatMap(({ id }) => recordRows(INDEX, id, "pledges").map((row) => ({ place: id, row })))
    .find(({ row }) => row.dismantleBy && row.noticeSite);
  if (pledged === undefined) throw new Error("no pledge has a term and a notice");
  const { place, row } = pledged;
  const empty = { ...row, dismantleBy: "", noticeSite: "", noticeUrl: "", noticeOn: "" };
  const draft = await read("pledges", place, [empty]);
  expect(draft.rows[0]?.action).toBe("keep");
  expect(draft.problems.filter(({ severity }) => severity === "hint")).toContainEqual(
    expect.objectContaining({ message: `限时拆除日期空着，已公布的“${row.dismantleBy}”不变` }),
  );
  expect(draft.counts.hints).toBeGreaterThanOrEqual(3);
  const { dismantleBy: _, ...silent } = row;
  expect((await read("pledges", place, [silent])).counts.hints).toBe(0);
});

test("a seal is told to lack only what is neither in the sheet nor on record, and which days stay", async () => {
  const { place, row } = published("sealings");
  expect(row.waterCutOn && row.sealedOn).toBeTruthy();
  const draft = await read("sealings", place, [{ ...row, waterCutOn: "" }]);
  const told = draft.problems.map(({ severity, message }) => [severity, message]);
  expect(told).toContainEqual(["hint", `断水日期空着，已公布的“${row.waterCutOn}”不变`]);
  expect(JSON.stringify(told)).not.toContain("四项不全");
  const bare: Snapshot = { ...CONTENT, equipmentEvents: [] };
  const fresh = await read("sealings", place, [{ ...row, waterCutOn: "" }], bare);
  expect(fresh.problems.map(({ message }) => message)).toContainEqual(
    expect.stringMatching(/还缺断水，四项不全/),
  );
});

test("a new pledge without a term is told so where the programme asks for one", async () => {
  const { row } = published("pledges");
  const { dismantleBy: _, ...bare } = unnumbered({ ...row, signedOn: "2026-11-02" });
  const draft = await read("pledges", "ankang", [{ ...bare, equipment: row.equipment ?? "" }]);
  expect(draft.problems.map(({ message }) => message)).toContain(
    "当地方案要求限时拆除，没有写限时拆除日期",
  );
});

test("a sheet of registrations does not change a capacity, and says so", async () => {
  const rows = CONTENT.jurisdictions.flatMap(({ id }) =>
    recordRows(INDEX, id, "enterprises").map((row) => ({ place: id, row })),
  );
  const found = rows.find(({ row }) => row.capacity !== undefined);
  const draft = await read("enterprises", found?.place ?? "", [
    { ...found?.row, capacity: "98765吨/日" },
  ]);
  expect(draft.rows[0]?.action).toBe("keep");
  expect(draft.problems.map(({ message }) => message)).toContainEqual(
    expect.stringMatching(/登记的产能是 .*，这里写“98765吨\/日”，不会改/),
  );
});
