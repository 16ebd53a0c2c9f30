import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatProblem } from "#registry/problem.ts";
import { readContent } from "#registry/read-content.ts";
import type { SearchRecord } from "#search/record.ts";
import { generateSample } from "../scripts/sample/generate.ts";
import { searchRecords } from "../src/lib/search-records.ts";
import { indexOf } from "../src/lib/snapshot-index.ts";

/** The day on which the demonstration entries are told and read. */
const TODAY = "2026-11-21";

/** The records that the site would search over this content folder. */
export function contentRecords(content: string): SearchRecord[] {
  const { snapshot, problems } = readContent(content);
  if (!snapshot) throw new Error(problems.map(formatProblem).join("\n"));
  return [...searchRecords(indexOf(snapshot), TODAY)];
}

/** 演示数据 as `npm run sample` writes it, read from a folder that is removed again. */
export function sampleRecords(enterprises: number, seed: number): SearchRecord[] {
  const out = mkdtempSync(join(tmpdir(), "search-bench-"));
  try {
    const options = { enterprises, seed, today: TODAY, content: "content", entriesOnly: false };
    const result = generateSample({ ...options, out });
    if (!("written" in result)) throw new Error(JSON.stringify(result));
    return contentRecords(out);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}
