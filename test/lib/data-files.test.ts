import { createHash } from "node:crypto";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { monthTables } from "#domain/figure-count.ts";
import type { Outcome } from "#domain/outcome.ts";
import type { EnterpriseStatement } from "#domain/statement.ts";
import type { MonthFigures } from "#domain/tip-figure.ts";
import { dataFiles } from "#lib/data-files.ts";
import { dataPackage } from "#lib/data-package.ts";
import { REGISTER_TABLES } from "#lib/register-tables.ts";
import { indexOf } from "#lib/snapshot-index.ts";
import { readContent } from "#registry/read-content.ts";
import type { Snapshot } from "#registry/snapshot.ts";

const TODAY = "2026-11-21";
const { snapshot: committed } = readContent("content");
if (!committed) throw new Error("the content is not sound");
/** The content with what nobody is said to have said: an outcome, a statement, a scan, figures, all invented. */
const snapshot = {
  ...committed,
  outcomes: [inventedOutcome(committed)],
  statements: [inventedStatement(committed)],
  pictures: [inventedPicture(committed)],
  figures: [inventedFigures()],
};
const files = dataFiles(indexOf(snapshot), TODAY);
const described = dataPackage(snapshot, files, {
  siteUrl: "https://example.org",
  today: TODAY,
  isSample: true,
});

function inventedOutcome({ enterprises: [firm] }: Snapshot): Outcome {
  if (!firm) throw new Error("no enterprise in the content");
  return {
    id: `${firm.jurisdiction}-otest`,
    jurisdiction: firm.jurisdiction,
    by: "miit",
    category: "ditiaogang",
    enterprise: firm.id,
    finding: "substantiated",
    summary: "反映的情况",
    measure: "处理情况",
    sample: true,
    versions: [{ version: 1, change: "disclosed", on: TODAY }],
  };
}

function inventedPicture({ acceptances: [opinion] }: Snapshot): Snapshot["pictures"][number] {
  if (!opinion) throw new Error("no acceptance in the content");
  const sha256 = "a".repeat(64);
  const copy = { copySha256: "b".repeat(64), copyType: "pdf", copyBytes: 12_000 } as const;
  const record = { record: opinion.id, jurisdiction: "ankang" };
  return { ...record, phase: "scan", sha256, isPublic: true, ...copy };
}

function inventedStatement({ enterprises: [firm] }: Snapshot): EnterpriseStatement {
  if (!firm) throw new Error("no enterprise in the content");
  return {
    id: `${firm.id}-s1`,
    jurisdiction: firm.jurisdiction,
    enterprise: firm.id,
    record: firm.id,
    statedOn: TODAY,
    publishedOn: TODAY,
    source: "《情况说明》（演示）",
    text: "设备已经拆除。",
    sample: true,
  };
}

function inventedFigures(): MonthFigures {
  const noise = { desk: "miit", category: "noise", area: "unknown" };
  const happenings = Array.from({ length: 6 }, () => ({ ...noise, figures: ["overdue" as const] }));
  const { totals, tables } = monthTables(happenings);
  const of = { jurisdiction: "ankang", month: "2026-10", countedOn: TODAY, isSample: true };
  return { ...of, totals, ...tables };
}

type JsonRow = Record<string, unknown>;
const csvRows = (text: string): Record<string, string>[] =>
  parse(text, { columns: true, bom: true });
const textOf = (path: string) => files.find((file) => file.path === path)?.text ?? "";
const jsonRows = (path: string) => JSON.parse(textOf(path)) as JsonRow[];

describe("open data", () => {
  test.each([...Map.groupBy(files, ({ table }) => table.name)])(
    "%s says the same in CSV and in JSON",
    (_, [csv, json]) => {
      const flat = (value: unknown) =>
        Array.isArray(value) ? value.join(";") : value === null ? "" : String(value);
      const wanted = (JSON.parse(json?.text ?? "") as JsonRow[]).map((row) =>
        Object.fromEntries(Object.entries(row).map(([name, value]) => [name, flat(value)])),
      );
      expect(wanted.length).toBeGreaterThan(0);
      expect(csvRows(csv?.text ?? "")).toEqual(wanted);
    },
  );

  test("holds every enterprise, machine, pledge and announcement", () => {
    const counts = Object.fromEntries(files.map(({ path, rows }) => [path, rows]));
    expect(counts["enterprises.csv"]).toBe(snapshot.enterprises.length);
    expect(counts["equipment.json"]).toBe(snapshot.equipment.length);
    expect(counts["pledges.csv"]).toBe(snapshot.pledges.length);
    expect(counts["announcements.json"]).toBe(snapshot.announcements.length);
  });

  test("names nobody in a row that was withdrawn or has expired", () => {
    const silent = jsonRows("list-entries.json").filter(({ change }) =>
      ["withdrawn", "expired"].includes(String(change)),
    );
    expect(silent.length).toBeGreaterThan(0);
    for (const row of silent)
      expect([row.enterprise, row.name, row.printedName, row.creditCode]).toEqual([
        null,
        null,
        null,
        null,
      ]);
  });

  test("every row of demonstration data says so", () => {
    for (const { name } of REGISTER_TABLES) {
      const rows = jsonRows(`${name}.json`);
      expect(rows.length, name).toBeGreaterThan(0);
      expect(
        rows.filter(({ isSample }) => isSample !== true),
        name,
      ).toEqual([]);
    }
  });
});

describe("datapackage.json", () => {
  test("tells size and hash of each file as it is served", () => {
    expect(described.resources.map(({ path }) => path)).toEqual(files.map(({ path }) => path));
    for (const { path, bytes, hash } of described.resources) {
      const served = new TextEncoder().encode(textOf(path));
      expect(bytes).toBe(served.length);
      expect(hash).toBe(`sha256:${createHash("sha256").update(served).digest("hex")}`);
    }
  });

  test("describes each column of a file, in its order, with a type its values have", () => {
    const isOfType: Record<string, (value: unknown) => boolean> = {
      string: (value) => typeof value === "string",
      integer: Number.isInteger,
      number: (value) => typeof value === "number",
      boolean: (value) => typeof value === "boolean",
      date: (value) => typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value),
      array: Array.isArray,
    };
    for (const { path, format, schema } of described.resources) {
      if (format !== "json") continue;
      for (const row of jsonRows(path)) {
        expect(Object.keys(row)).toEqual(schema.fields.map(({ name }) => name));
        for (const { name, type } of schema.fields)
          expect(row[name] === null || isOfType[type]?.(row[name]), `${path} ${name}`).toBe(true);
      }
    }
  });

  test("a primary key is unique and never empty", () => {
    for (const { path, format, schema } of described.resources) {
      if (format !== "json") continue;
      const keys = jsonRows(path).map((row) => schema.primaryKey.map((name) => row[name]));
      expect(
        keys.flat().filter((part) => part === null || part === undefined),
        path,
      ).toEqual([]);
      expect(new Set(keys.map(String)).size, path).toBe(keys.length);
    }
  });

  test("gives licence, sources and day, and says that the data are invented", () => {
    expect(described.licenses).toEqual([
      expect.objectContaining({ name: snapshot.site.licence.id, path: snapshot.site.licence.url }),
    ]);
    expect(described.sources).toHaveLength(snapshot.jurisdictions.length);
    expect(described.created).toBe("2026-11-21T00:00:00+08:00");
    expect(described.description).toContain("演示数据");
  });
});
