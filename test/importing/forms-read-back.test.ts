import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { readXlsx } from "hucre/xlsx";
import { describe, expect, test } from "vitest";
import type { DraftRow } from "#importing/import-draft.ts";
import { standingOfEquipment } from "#lib/equipment-lines.ts";
import { filledForms } from "#lib/forms/filled-forms.ts";
import { type FormFile, formFiles } from "#lib/forms/form-files.ts";
import { yearSummaries } from "#lib/forms/year-summary.ts";
import { indexOf } from "#lib/snapshot-index.ts";
import { readContent } from "#registry/read-content.ts";
import type { Snapshot } from "#registry/snapshot.ts";
import { generateSample } from "../../scripts/sample/generate.ts";
import { draftOf, TODAY } from "./exported.ts";
import { CONTENT } from "./reading.ts";

const SLOW = 180_000;
const ROOMS: Readonly<Record<string, string>> = {
  "sz-enterprise": "enterprises",
  "sz-acceptance": "acceptances",
};

/** Reads a form back: nothing is new, nothing differs, every row is known. */
async function readsBack(snapshot: Snapshot, file: FormFile): Promise<void> {
  const [jurisdiction = "", form = "", name = ""] = file.path.split("/");
  if (form === "summary") return;
  const list = /-(exit|plan)\.xlsx$/.exec(name)?.[1];
  const draft = await draftOf(snapshot, await file.write(), {
    fileName: name,
    jurisdiction,
    kind: ROOMS[form] ?? list ?? "",
    statedAs: list === undefined ? null : list === "plan" ? "plan" : "closure",
  });
  const told = draft.problems.filter(({ severity }) => severity === "error");
  // An opinion form has no field for its own source: what is read from it names the form.
  const differences = draft.rows
    .flatMap((row) => row.differences)
    .filter(({ field }) => form !== "sz-acceptance" || field !== "source");
  // The printed forms number no machines: which of two alike is meant is asked, never guessed.
  const isAsked = ({ action, enterprise, machines }: DraftRow) =>
    action === "held" &&
    enterprise.is === "known" &&
    machines.some(({ is }) => is === "asked") &&
    hasTwins(snapshot, enterprise.id);
  expect({ path: file.path, told, differences, ...draft.counts }).toMatchObject({
    told: [],
    differences: [],
    add: 0,
    held: draft.rows.filter(isAsked).length,
  });
  expect(draft.source.isRestricted, file.path).toBe(false);
  expect(draft.rows.length, file.path).toBeGreaterThan(0);
}

/** Whether a firm has two machines of one name and model. */
function hasTwins({ equipment }: Snapshot, firm: string): boolean {
  const own = equipment.filter(({ enterprise }) => enterprise === firm);
  return new Set(own.map(({ name, model }) => `${name} ${model}`)).size < own.length;
}

describe("official forms filled from the register", () => {
  const files = formFiles(indexOf(CONTENT), TODAY);

  test(
    "read back as what is published: nothing new, nothing changed",
    async () => {
      expect(new Set(files.map(({ path }) => path.split("/")[1]))).toEqual(
        new Set(["summary", "ak-statistics", "sz-enterprise", "sz-acceptance"]),
      );
      for (const file of files) await readsBack(CONTENT, file);
    },
    SLOW,
  );

  test("every row of the list that stands is in exactly one form", () => {
    const rows = filledForms(indexOf(CONTENT), TODAY)
      .filter(({ path }) => path.endsWith("-exit"))
      .flatMap(({ sheets }) => sheets.flatMap((sheet) => sheet.rows));
    const standing = [...indexOf(CONTENT).entriesByFile]
      .filter(([key]) => key.startsWith("ankang/exit/"))
      .flatMap(([, entries]) => entries)
      .filter(({ latest }) => ["listed", "updated", "corrected"].includes(latest.change));
    expect(rows.length).toBe(standing.length);
  });

  test("restricted cells stay empty, and their headings say 不公开", async () => {
    const file = files.find(({ path }) => path.includes("/sz-enterprise/"));
    const [sheet] = (await readXlsx(await (file as FormFile).write())).sheets;
    const at = sheet?.rows.findIndex((row) => row.includes("法定代表人")) ?? -1;
    const column = sheet?.rows[at]?.indexOf("法定代表人") ?? -1;
    expect(sheet?.rows[at]?.[column + 1] ?? null).toBeNull();
    const comment = sheet?.cells?.get(`${at},${column}`)?.comment;
    expect(JSON.stringify(comment)).toContain("不公开");
  });
});

test("the year's summary adds what is of one unit, product and basis only, and loses nothing", () => {
  const summaries = yearSummaries(indexOf(CONTENT));
  expect(summaries.length).toBeGreaterThan(5);
  for (const { rows } of summaries) {
    const keys = rows.map(({ value: _, enterprises: __, ...about }) => JSON.stringify(about));
    expect(new Set(keys).size).toBe(keys.length);
  }
  const pieces = summaries
    .flatMap(({ rows }) => rows)
    .filter(({ what }) => what === "设备")
    .reduce((sum, { value }) => sum + value, 0);
  const exited = CONTENT.equipment
    .filter(({ id }) => !CONTENT.equipment.some(({ parent }) => parent === id))
    .filter(({ id }) => ["dismantled", "sealed"].includes(standing(id)))
    .reduce((sum, { quantity }) => sum + quantity, 0);
  expect(pieces).toBe(exited);
});

test(
  "whatever the register holds, its forms read back unchanged",
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 100_000 }), async (seed) => {
        const out = mkdtempSync(join(tmpdir(), "forms-"));
        try {
          const options = { enterprises: 40, seed, today: TODAY, content: "content", out };
          generateSample({ ...options, entriesOnly: false });
          const { snapshot } = readContent(out);
          if (snapshot === undefined) throw new Error("sample is not sound");
          for (const file of formFiles(indexOf(snapshot), TODAY)) await readsBack(snapshot, file);
        } finally {
          rmSync(out, { recursive: true, force: true });
        }
      }),
      // 1681 holds a machine that was split into two alike.
      { numRuns: 3, examples: [[1681]] },
    );
  },
  SLOW,
);

function standing(id: string): string {
  return standingOfEquipment(indexOf(CONTENT), id).state;
}
