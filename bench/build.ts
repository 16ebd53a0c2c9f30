/**
 * Builds releases of a register of any size: `npm run bench -- build --enterprises 10000`. The first
 * one, one after a correction, and the first of the next day, when every page says another date.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { addDays } from "#domain/calendar-date.ts";
import { releasesIn } from "#server/releases/release-store.ts";
import { generateSample } from "../scripts/sample/generate.ts";
import { print, seconds } from "./figures.ts";

const DAY = "2026-11-21";
const OPTIONS = {
  enterprises: { type: "string", default: "10000" },
  seed: { type: "string", default: "7" },
} as const;

export async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const folder = mkdtempSync(join(tmpdir(), "bench-build-"));
  const content = join(folder, "content");
  try {
    generateSample({
      enterprises: Number(values.enterprises),
      seed: Number(values.seed),
      today: DAY,
      content: "content",
      out: content,
      entriesOnly: false,
    });
    const build = (TODAY: string) =>
      measured({ CONTENT_DIR: content, DATA_DIR: join(folder, "data"), TODAY });
    print("the first", build(DAY));
    correctOne(content);
    print("after one correction", build(DAY));
    print("the first of the next day", build(addDays(DAY, 1)));
    const client = join(releasesIn(join(folder, "data")), "current", "client");
    print("files", String(filesIn(client)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A build in a process of its own: how long it took, and how much the processor worked. */
function measured(settings: Record<string, string>): string {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(
    "bash",
    ["-c", "node scripts/release.ts build; code=$?; times; exit $code"],
    { env: { ...process.env, ...settings }, encoding: "utf8", maxBuffer: 1e9 },
  );
  if (status !== 0) throw new Error(`the build failed:\n${stdout}\n${stderr}`);
  const wall = performance.now() - start;
  return `${seconds(wall)}, processor ${processorTime(stdout)}`;
}

/** What `times` says of the children of the shell: the second line, user and system. */
function processorTime(output: string): string {
  const [user = 0, system = 0] = (output.trim().split("\n").at(-1) ?? "").split(" ").map((text) => {
    const [, minutes = "0", rest = "0"] = /(\d+)m([\d.]+)s/.exec(text) ?? [];
    return Number(minutes) * 60 + Number(rest);
  });
  return seconds((user + system) * 1000);
}

/** Changes the name of one firm, as a correction does. */
function correctOne(content: string): void {
  const file = join(content, "enterprises", "ankang.csv");
  const text = readFileSync(file, "utf8");
  const [, name = ""] = text.split("\n")[1]?.split(",") ?? [];
  writeFileSync(file, text.replaceAll(`,${name},`, `,${name}（更名）,`));
}

function filesIn(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).length;
}
