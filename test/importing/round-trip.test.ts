import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ListRow } from "#domain/list-row.ts";
import type { DraftRow, ImportDraft } from "#importing/import-draft.ts";
import { listColumns } from "#lib/list-columns.ts";
import { csvFile, type TableColumn, xlsxFile } from "#lib/table-file.ts";
import { readContent } from "#registry/read-content.ts";
import type { Snapshot } from "#registry/snapshot.ts";
import { generateSample } from "../../scripts/sample/generate.ts";
import { draftOf, listsOf } from "./exported.ts";
import { CONTENT } from "./reading.ts";

const LIST_COLUMNS = listColumns({
  jurisdictionName: "安康市",
  name: "退出企业名单",
  label: "红牌",
  asOf: "2026-11-21",
});

/** Each starts many threads or writes whole content folders; machines may be busy. */
const SLOW = 180_000;

test("every kind of list that a place publishes is read back below", () => {
  const kinds = new Set(listsOf(CONTENT).map(({ kind }) => kind));
  const published = new Set(
    CONTENT.jurisdictions.flatMap((place) => place.publishedLists.map(({ kind }) => kind)),
  );
  expect([...published].filter((kind) => !kinds.has(kind))).toEqual([]);
});

describe("what the site gives out reads back as what is published", () => {
  test("as .csv, every list", async () => {
    for (const list of listsOf(CONTENT))
      await readsBack(CONTENT, list, "csv", Buffer.from(csvFile(LIST_COLUMNS, list.rows)));
  });

  test(
    "as .xlsx, the longest lists",
    async () => {
      const longest = listsOf(CONTENT)
        .sort((a, b) => b.rows.length - a.rows.length)
        .slice(0, 6);
      for (const list of longest)
        await readsBack(CONTENT, list, "xlsx", await xlsxFile("名单", LIST_COLUMNS, list.rows));
    },
    SLOW,
  );
});

test(
  "whatever the register holds, a list that is given out and read again changes nothing",
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 100_000 }), async (seed) => {
        const out = mkdtempSync(join(tmpdir(), "import-"));
        try {
          const options = { enterprises: 50, seed, today: "2026-11-21", content: "content", out };
          generateSample({ ...options, entriesOnly: false });
          const { snapshot } = readContent(out);
          if (snapshot === undefined) throw new Error("sample is not sound");
          for (const list of listsOf(snapshot))
            await readsBack(snapshot, list, "csv", Buffer.from(csvFile(LIST_COLUMNS, list.rows)));
        } finally {
          rmSync(out, { recursive: true, force: true });
        }
      }),
      { numRuns: 4 },
    );
  },
  SLOW,
);

async function readsBack(
  snapshot: Snapshot,
  { jurisdiction, kind, rows }: { jurisdiction: string; kind: string; rows: ListRow[] },
  format: string,
  bytes: Uint8Array,
): Promise<void> {
  const request = { fileName: `a.${format}`, jurisdiction, kind, replaces: "all" } as const;
  const draft = await draftOf(snapshot, bytes, request);
  const where = `${jurisdiction}/${kind}`;
  expect(draft.counts, where).toMatchObject({
    add: 0,
    change: 0,
    keep: rows.length,
    held: 0,
    vanish: 0,
  });
  draft.rows.forEach((row, at) => {
    expect(saidBy(row), where).toEqual(published(rows[at] as ListRow));
  });
}

/** The values of a row as they were read. */
function saidBy({ values, continues, enterprise, machines }: DraftRow) {
  return {
    entry: continues,
    name: values.name?.value ?? values.subject?.value ?? null,
    creditCode: values.creditCode?.value ?? null,
    area: values.area?.value ?? null,
    industry: values.industry?.value ?? null,
    enterprise: enterprise.is === "known" ? enterprise.id : null,
    equipment: machines.map((match) => (match.is === "known" ? match.id : null)),
    labels: (values.equipment?.value ?? []).map(({ name, model, quantity, measureWord }) =>
      [name, model, `${quantity}${measureWord}`].filter((part) => part !== null).join(" "),
    ),
    capacities: (values.capacity?.value ?? []).map(({ text: _, ...capacity }) => capacity),
    aspects: values.aspects?.value ?? [],
    ground: values.ground?.value ?? null,
    startedOn: values.startedOn?.value ?? null,
    dueOn: values.dueOn?.value ?? null,
    extendedTo: values.extendedTo?.value ?? null,
    metOn: values.metOn?.value ?? null,
    remark: values.remark?.value ?? null,
  };
}

/** The same values as they are published. */
function published(row: ListRow) {
  const { entry, name, creditCode, area, industry, enterprise, aspects, ground, remark } = row;
  const { startedOn, dueOn, extendedTo, metOn } = row;
  return {
    entry,
    name,
    creditCode,
    area,
    industry,
    enterprise,
    equipment: row.equipment.map(({ id }) => id),
    labels: row.equipment.map(({ label }) => label),
    capacities: row.capacities,
    aspects,
    ground,
    startedOn,
    dueOn,
    extendedTo,
    metOn,
    remark,
  };
}

/** What somebody may do to a row of a published list. */
const EDITS = ["keep", "drop", "ground", "remark", "aspects", "capacity", "quantity"] as const;
type Edit = (typeof EDITS)[number];

const LISTS = listsOf(CONTENT).filter(
  ({ rows, kind }) =>
    rows.length >= 6 && ["exit", "plan", "rectification", "legally-exited"].includes(kind),
);

test(
  "any edit of a published list gives exactly the rows added, changed, kept and vanished",
  async () => {
    expect(LISTS.length).toBeGreaterThanOrEqual(5);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...LISTS),
        fc.array(fc.constantFrom(...EDITS), { minLength: 40, maxLength: 40 }),
        fc.nat({ max: 4 }),
        fc.boolean(),
        async ({ jurisdiction, kind, rows }, plan, added, hasNumbers) => {
          const edits = rows.map((row, at) => [row, possible(row, plan[at] ?? "keep")] as const);
          const kept = edits.filter(([, edit]) => edit !== "drop");
          const lines = [
            ...kept.map(([row, edit]) => edited(row, edit)),
            ...Array.from({ length: added }, (_, n) => newRow(jurisdiction, n)),
          ];
          const columns = LIST_COLUMNS.filter(({ header }) => hasNumbers || header !== "行号");
          const table = columns.map(
            ({ header }): TableColumn<Record<string, string | number | null>> => ({
              header,
              cell: (line) => line[header] ?? null,
            }),
          );
          const bytes = Buffer.from(csvFile(table, lines));
          const request = { fileName: "a.csv", jurisdiction, kind, replaces: "all" } as const;
          const draft = await draftOf(CONTENT, bytes, request);
          const of = (...wanted: Edit[]) =>
            edits.filter(([, edit]) => wanted.includes(edit)).map(([row]) => row.entry);
          expect(continued(draft, "keep")).toEqual(of("keep").sort());
          expect(continued(draft, "change")).toEqual(
            of("ground", "remark", "aspects", "capacity", "quantity").sort(),
          );
          expect(draft.vanished.map(({ entry }) => entry).sort()).toEqual(of("drop").sort());
          expect(draft.counts).toMatchObject({ add: added, held: 0 });
        },
      ),
      { numRuns: 60 },
    );
  },
  SLOW,
);

function continued(draft: ImportDraft, action: DraftRow["action"]): (string | null)[] {
  return draft.rows
    .filter((row) => row.action === action)
    .map((row) => row.continues)
    .sort();
}

/** An edit that a row cannot have leaves it as it is. */
function possible(row: ListRow, edit: Edit): Edit {
  if (edit === "capacity" && row.capacities.length === 0) return "keep";
  if (edit === "quantity" && row.equipment.length === 0) return "keep";
  return edit;
}

function edited(row: ListRow, edit: Edit): Record<string, string | number | null> {
  const line = Object.fromEntries(LIST_COLUMNS.map(({ header, cell }) => [header, cell(row)]));
  const again: Partial<Record<Edit, [string, (text: string) => string]>> = {
    ground: ["列入依据", (text) => `${text}，另据复查`],
    remark: ["备注", (text) => `${text}已核对`],
    aspects: ["淘汰类别", (text) => (text === "其他" ? "能耗" : "其他")],
    capacity: ["产能", (text) => text.replace(/^\d/, (digit) => (digit === "9" ? "8" : "9"))],
    quantity: [
      "设备",
      (text) => text.replace(/(\d+)(?=\D+$)/, (count) => String(Number(count) + 7)),
    ],
  };
  const change = again[edit];
  return change ? { ...line, [change[0]]: change[1](String(line[change[0]] ?? "")) } : line;
}

function newRow(jurisdiction: string, n: number): Record<string, string> {
  const place = CONTENT.jurisdictions.find((entry) => entry.id === jurisdiction);
  return {
    "企业（事项）名称": `${"甲乙丙丁戊"[n]}字第${n}号新铸造厂`,
    地区: place?.areas[0]?.name ?? "",
    行业: "铸造",
    设备: `ZK-9${n}冲天炉1座`,
    产能: "3吨/日",
    淘汰类别: "技术",
    列入依据: "新列入",
    整改开始: "2026-01-05",
  };
}
