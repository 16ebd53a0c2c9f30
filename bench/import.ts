/**
 * `npm run bench -- import [--rows N]`: a workbook of N rows (default 100,000) about the firms of a
 * register of 10,000, imported with progress; half of its rows name firms that are known.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { XlsxStreamWriter } from "hucre/xlsx";
import { equipmentLabel } from "#domain/equipment.ts";
import { importSpreadsheet } from "#importing/import-spreadsheet.ts";
import { readWorkbook } from "#importing/workbook/read-workbook.ts";
import { readContent } from "#registry/read-content.ts";
import type { Snapshot } from "#registry/snapshot.ts";
import { generateSample } from "../scripts/sample/generate.ts";
import { peakMemory, print, seconds } from "./figures.ts";

const TODAY = "2026-11-21";
const HEADER = [
  "县（市、区）",
  "行业",
  "企业名称",
  "统一社会信用代码",
  "设备型号及数量",
  "涉及产能",
  "淘汰类别",
  "列入依据",
];

export async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rows: { type: "string", default: "100000" },
      enterprises: { type: "string", default: "10000" },
    },
  });
  const rows = Number(values.rows);
  const snapshot = sampleOf(Number(values.enterprises));
  const bytes = await workbookOf(snapshot, rows);
  print("rows", rows.toLocaleString("en"));
  print("file", `${(bytes.length / 1e6).toFixed(1)} MB`);
  print("memory before", peakMemory());
  const started = performance.now();
  await readWorkbook(bytes, "bench.xlsx");
  print("reading the workbook", seconds(performance.now() - started));
  const again = performance.now();
  const before = process.cpuUsage();
  const result = await importSpreadsheet(bytes, REQUEST, snapshot, tell);
  if ("refused" in result) throw new Error(JSON.stringify(result.refused));
  print("whole import", seconds(performance.now() - again));
  const { user, system } = process.cpuUsage(before);
  print("of it, processor time", seconds((user + system) / 1000));
  print("rows found", JSON.stringify(result.draft.counts));
  print("memory at the peak", peakMemory());
}

const REQUEST = {
  fileName: "bench.xlsx",
  jurisdiction: "chongqing",
  kind: "closed",
  statedAs: null,
  replaces: "none",
  answers: {},
  today: TODAY,
} as const;

function tell(done: number, total: number): void {
  if (done % 25_000 === 0) print("progress", `${done} / ${total}`);
}

function sampleOf(enterprises: number): Snapshot {
  const out = mkdtempSync(join(tmpdir(), "bench-import-"));
  try {
    const options = { seed: 7, today: TODAY, content: "content", out, entriesOnly: false };
    generateSample({ ...options, enterprises });
    const { snapshot } = readContent(out);
    if (snapshot === undefined) throw new Error("the sample is not sound");
    return snapshot;
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** Known firms and their machines, then firms nobody knows. */
function workbookOf(snapshot: Snapshot, rows: number): Promise<Uint8Array> {
  const place = snapshot.jurisdictions.find(({ id }) => id === REQUEST.jurisdiction);
  const areas = new Map(place?.areas.map((area) => [area.id, area.name]));
  const industries = new Map(snapshot.industries.map(({ id, name }) => [id, name]));
  const firms = snapshot.enterprises.filter((firm) => firm.jurisdiction === REQUEST.jurisdiction);
  const machines = Map.groupBy(snapshot.equipment, (machine) => machine.enterprise);
  const writer = new XlsxStreamWriter({ name: "名单" });
  writer.addRow(["关闭企业名单"]);
  writer.addRow(HEADER);
  for (let row = 0; row < rows; row++) {
    const firm = firms[row % firms.length];
    const [machine] = machines.get(firm?.id ?? "") ?? [];
    const isKnown = row % 2 === 0;
    writer.addRow([
      areas.get(firm?.area ?? "") ?? "",
      industries.get(firm?.industry ?? "") ?? "",
      isKnown ? (firm?.name ?? "") : `第${row}号新厂`,
      isKnown ? (firm?.creditCode ?? "") : "",
      isKnown && machine ? equipmentLabel(machine) : `LY-${row}冷床1台`,
      "12万吨/年",
      "能耗、环保",
      "经整改仍不达标，依法关闭",
    ]);
  }
  return writer.finish();
}
