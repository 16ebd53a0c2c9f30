import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { RECORD_ROOMS, type RecordRoom } from "#domain/record-batch.ts";
import type { ImportDraft } from "#importing/import-draft.ts";
import { recordRows, type SheetRow } from "#lib/record-sheets.ts";
import { indexOf } from "#lib/snapshot-index.ts";
import { readContent } from "#registry/read-content.ts";
import type { Snapshot } from "#registry/snapshot.ts";
import { generateSample } from "../../scripts/sample/generate.ts";
import { draftOf, TODAY } from "./exported.ts";
import { CONTENT } from "./reading.ts";

const ROOMS = RECORD_ROOMS.map(({ id }) => id);

test("every kind of record is read back below", () => {
  for (const room of ROOMS)
    expect(
      placesOf(CONTENT).flatMap((place) => recordRows(indexOf(CONTENT), place, room)).length,
      room,
    ).toBeGreaterThan(5);
});

test("what is published of firms, acceptances, seals and pledges reads back as nothing new", async () => {
  await readsBack(CONTENT);
});

test("whatever the register holds, its records read back unchanged", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 100_000 }), async (seed) => {
      const out = mkdtempSync(join(tmpdir(), "records-"));
      try {
        const options = { enterprises: 50, seed, today: TODAY, content: "content", out };
        generateSample({ ...options, entriesOnly: false });
        const { snapshot } = readContent(out);
        if (snapshot === undefined) throw new Error("sample is not sound");
        await readsBack(snapshot);
      } finally {
        rmSync(out, { recursive: true, force: true });
      }
    }),
    { numRuns: 3 },
  );
}, 180_000);

async function readsBack(snapshot: Snapshot): Promise<void> {
  for (const jurisdiction of placesOf(snapshot))
    for (const room of ROOMS) {
      const rows = recordRows(indexOf(snapshot), jurisdiction, room);
      if (rows.length === 0) continue;
      const draft = await read(snapshot, jurisdiction, room, rows);
      const where = `${jurisdiction}/${room}`;
      const told = draft.problems.filter(({ severity }) => severity === "error");
      const differences = draft.rows.flatMap((row) => row.differences);
      expect({ told, differences, ...draft.counts }, where).toMatchObject({
        told: [],
        differences: [],
        add: 0,
        change: 0,
        held: 0,
        keep: rows.length,
      });
    }
}

const placesOf = ({ jurisdictions }: Snapshot) => jurisdictions.map(({ id }) => id);

/** The rows under the headings that the sheets bear. */
async function read(
  snapshot: Snapshot,
  jurisdiction: string,
  kind: RecordRoom,
  rows: readonly SheetRow[],
): Promise<ImportDraft> {
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))] as (keyof SheetRow)[];
  const { fields: headings } = snapshot.importing.headers;
  const head = fields.map((field) => headings[field]?.[0] ?? field);
  const cells = rows.map((row) => fields.map((field) => row[field] ?? ""));
  const bytes = new TextEncoder().encode(stringify([head, ...cells]));
  return await draftOf(snapshot, bytes, { fileName: "a.csv", jurisdiction, kind });
}
