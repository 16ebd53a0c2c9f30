/**
 * Asks a running server for pages of every sort, at a steady rate, while releases are switched under
 * it and one is built beside it: `npm run bench -- release`. Every answer must be whole.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { addDays } from "#domain/calendar-date.ts";
import { currentId, listReleases, releasesIn, switchTo } from "#server/releases/release-store.ts";
import { release } from "#support/release-command.ts";
import { startServer } from "#support/running-server.ts";
import { print, quantile, seconds } from "./figures.ts";

const DAY = "2026-11-21";
const SWITCH_EVERY = 1000;

/** What is asked for in turn: files, pages made on demand, the API, what is kept in memory. */
const PATHS = [
  "/",
  "/lists/",
  "/enterprises/ankang-demo-e00001/",
  "/enterprises/ankang-demo-e00001/data.json",
  "/data/enterprises.csv",
  "/search/?q=%E6%B0%B4%E6%B3%A5",
  "/lists/ankang/exit/?q=%E6%B0%B4%E6%B3%A5",
  "/report/",
  "/api/v1/routing?jurisdiction=ankang&category=ditiaogang&area=610902",
  "/announcements/",
] as const;
/** The twins search the whole index and are limited to a few at once: asked for now and then. */
const RARE = /\?q=/;
const RARE_EVERY = 10;

const OPTIONS = {
  rate: { type: "string", default: "200" },
  seconds: { type: "string", default: "30" },
} as const;

export async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const [rate, duration] = [Number(values.rate), Number(values.seconds)];
  const data = mkdtempSync(join(tmpdir(), "bench-release-"));
  const settings = { DATA_DIR: data, CONTENT_DIR: "content" };
  const dates = [DAY, addDays(DAY, 1)];
  for (const TODAY of dates) await built({ ...settings, TODAY });
  const server = await startServer(null, { ...settings, LOG_LEVEL: "silent" });
  try {
    const switching = new AbortController();
    const switches = switchAround(releasesIn(data), switching.signal);
    const building = built({ ...settings, TODAY: addDays(DAY, 2) });
    const answers = await askSteadily(server.origin, rate, duration);
    switching.abort();
    await building;
    const times = answers.map((answer) => answer.milliseconds);
    const failures = answers.filter((answer) => answer.fault !== null);
    print("requests", `${answers.length}, ${(answers.length / duration).toFixed(0)} a second`);
    print("switches of the release", String(await switches));
    print("built meanwhile", "1");
    print("failures", String(failures.length));
    print(
      "median, p99, longest",
      [0.5, 0.99, 1].map((q) => `${quantile(times, q).toFixed(1)} ms`).join(", "),
    );
    for (const { fault } of failures.slice(0, 5)) console.log(fault);
    if (failures.length > 0) process.exitCode = 1;
  } finally {
    await server.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

async function built(settings: Record<string, string>): Promise<void> {
  const started = performance.now();
  const { code, output } = await release(["build"], settings);
  if (code !== 0) throw new Error(output);
  print(`release of ${settings.TODAY}`, seconds(performance.now() - started));
}

async function switchAround(root: string, signal: AbortSignal): Promise<number> {
  let switches = 0;
  while (!signal.aborted) {
    const ids = listReleases(root).map((entry) => entry.id);
    const next = ids[(ids.indexOf(currentId(root) ?? "") + 1) % ids.length];
    if (next !== undefined) switchTo(root, next);
    switches += 1;
    await wait(SWITCH_EVERY);
  }
  return switches;
}

interface Answer {
  milliseconds: number;
  fault: string | null;
}

/** Open loop: asks on time whether or not earlier answers have come. */
async function askSteadily(origin: string, rate: number, duration: number): Promise<Answer[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 200 });
  const started = performance.now();
  const asked: Promise<Answer>[] = [];
  for (let n = 0; n < rate * duration; n += 1) {
    const due = started + (n * 1000) / rate;
    if (due > performance.now()) await wait(due - performance.now());
    asked.push(ask(origin, pathOf(n), agent));
  }
  const answers = await Promise.all(asked);
  agent.destroy();
  return answers;
}

function pathOf(n: number): string {
  const path = PATHS[n % PATHS.length] ?? "/";
  const isTurn = Math.floor(n / PATHS.length) % RARE_EVERY === 0;
  return RARE.test(path) && !isTurn ? "/lists/" : path;
}

/** Whole means: 200, all the bytes announced, and a page that ends. */
function ask(origin: string, path: string, agent: Agent): Promise<Answer> {
  const started = performance.now();
  return new Promise((resolve) => {
    const end = (fault: string | null) =>
      resolve({ milliseconds: performance.now() - started, fault: fault && `${path}: ${fault}` });
    get(origin + path, { agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.once("end", () => {
        const body = Buffer.concat(chunks).toString();
        const isHtml = response.headers["content-type"]?.startsWith("text/html");
        if (response.statusCode !== 200) return end(String(response.statusCode));
        return end(isHtml && !body.trimEnd().endsWith("</html>") ? "cut off" : null);
      });
      response.once("error", (error) => end(error.message));
    }).once("error", (error) => end(error.message));
  });
}
