/**
 * Files tips at a real server over sockets and prints what it takes: `npm run bench -- intake`.
 * On SQLite, or with DATABASE_URL on PostgreSQL. Every filing that counts was answered with 201,
 * that is, after its commit was on disk.
 */
import { randomUUID } from "node:crypto";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { type Challenge, solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import { makeReceipt, RECEIPT_BYTES } from "#domain/receipt.ts";
import { decideRouting } from "#server/services/decide-routing.ts";
import type { House } from "#server/services/house.ts";
import { createServices } from "#server/services/index.ts";
import { askQuestion } from "#server/services/proof-question.ts";
import { checkProof, newChallenge } from "#server/services/proofs.ts";
import { readFiling } from "#server/services/read-filing.ts";
import { sealTip } from "#server/services/seal-tip.ts";
import { answerTo } from "#support/answer.ts";
import { measureFsyncs } from "./disk.ts";
import { print } from "./figures.ts";
import { openIntakeHouse } from "./intake-house.ts";
import { type Asked, type Load, sendAll } from "./load.ts";

const CLIENTS = [1, 8, 64] as const;
const WARM_UP = 100;
/** How often what happens inside the process is done to be measured. */
const REPEATS = 300;
const PROOFS = 20;
const FILING = {
  jurisdiction: "ankang",
  area: "610902",
  category: "ditiaogang",
  subject: { name: "演示铸造厂", address: "演示路1号" },
  description: "演示数据：后半夜有中频炉化废钢，天亮前装车拉走。".repeat(8),
  seenOn: "2026-11-01",
  isOngoing: true,
  reporter: { as: "anonymous" },
  exclude: [],
} as const;

/** Entry of `npm run bench -- intake`; `--filings N` is how many each number of clients sends. */
export async function main(args: readonly string[]): Promise<void> {
  const options = { filings: { type: "string", default: "2000" } } as const;
  const { values } = parseArgs({ args: [...args], options });
  const { database, origin, house, folder, close } = await openIntakeHouse();
  try {
    console.log(`intake: ${database}; Node ${process.version}, ${availableParallelism()} cores`);
    console.log("Questions were made and answered beforehand; senders share the cores.");
    print("fsync of 4 KiB, before", `${Math.round(measureFsyncs(folder))} a second`);
    await sendAll(origin, filings(house, WARM_UP), 8);
    let load: Load | undefined;
    for (const clients of CLIENTS) {
      const count = Math.ceil(Number(values.filings) / (clients === 1 ? 4 : 1));
      load = await sendAll(origin, filings(house, count), clients);
      print(`filings, ${clients} client${clients === 1 ? "" : "s"}`, figuresOf(load));
    }
    print("fsync of 4 KiB, after", `${Math.round(measureFsyncs(folder))} a second`);
    const receipts = load?.bodies.map((body) => String(JSON.parse(body).receipt)) ?? [];
    print("receipts looked up", figuresOf(await sendAll(origin, receipts.map(lookUp), 64)));
    print("routing decisions", `${Math.round(routingsPerSecond(house))} a second, no socket`);
    const [whole, sealing] = [await filingCost(house), await sealingCost(house)];
    const share = `${sealing.toFixed(2)} ms, ${Math.round((100 * sealing) / whole)} % of it`;
    print("processor time of a filing", `${whole.toFixed(2)} ms, no socket; sealing ${share}`);
    const proof = await proofCost(house);
    print("of a proof of work checked", `${proof.toFixed(2)} ms more, where one is sent`);
  } finally {
    await close();
  }
}

function figuresOf({ perSecond, p50, p95, p99 }: Load): string {
  const [median, high, highest] = [p50, p95, p99].map((time) => time.toFixed(1));
  return `${Math.round(perSecond)} a second; p50 ${median}, p95 ${high}, p99 ${highest} ms`;
}

/** A filing with an answered question of the server's, made with its own key. */
function filing(house: House) {
  const { token, text } = askQuestion(house.keyring.proofKey, house.now());
  return { ...FILING, proof: { question: token, answer: answerTo(text) } };
}

function filings(house: House, count: number): Asked[] {
  return Array.from({ length: count }, () => {
    const headers = { "Content-Type": "application/json", "Idempotency-Key": randomUUID() };
    const body = JSON.stringify(filing(house));
    return { path: "/api/v1/tips", method: "POST", headers, body, expected: 201 };
  });
}

function lookUp(receipt: string): Asked {
  const headers = { Authorization: `Receipt ${receipt}` };
  return { path: "/api/v1/tips/current", method: "GET", headers, expected: 200 };
}

/** Every category in every area of every place, again and again for a second. */
function routingsPerSecond(house: House): number {
  const snapshot = house.snapshot();
  const on = house.today();
  const started = performance.now();
  let count = 0;
  while (performance.now() - started < 1000) {
    for (const place of snapshot.jurisdictions) {
      for (const { id: area } of place.areas) {
        for (const category of snapshot.tipCategories) {
          const question = { category, area, industry: undefined, exclude: [], on };
          decideRouting(snapshot, place, question);
          count += 1;
        }
      }
    }
  }
  return (count * 1000) / (performance.now() - started);
}

/** Milliseconds of the whole use case. */
async function filingCost(house: House): Promise<number> {
  const services = createServices(house);
  return await processorTime(REPEATS, async () => {
    const submission = { idempotencyKey: randomUUID(), input: filing(house), visitor: null };
    const outcome = await services.submitTip(submission);
    if ("refusal" in outcome) throw new Error(outcome.refusal);
  });
}

/** Milliseconds to seal a filing to its desks and its receipt. */
async function sealingCost(house: House): Promise<number> {
  const snapshot = house.snapshot();
  const reading = readFiling(FILING, snapshot, house.today());
  if ("problems" in reading) throw new Error(JSON.stringify(reading.problems));
  const { read } = reading;
  const { category, place } = read;
  const question = { category, area: FILING.area, industry: undefined, exclude: [] };
  const decision = decideRouting(snapshot, place, { ...question, on: house.today() });
  const receipt = makeReceipt(new Uint8Array(RECEIPT_BYTES));
  return await processorTime(REPEATS, () =>
    sealTip(house, read, decision, { isWeaklyProven: false, receipt }),
  );
}

/** Milliseconds to check a proof of work, at the price asked in quiet times. */
async function proofCost(house: House): Promise<number> {
  const challenge = (await newChallenge(house, 5000)).altcha as Challenge;
  const solution = await solveChallenge({ challenge, deriveKey });
  const altcha = btoa(JSON.stringify({ challenge, solution }));
  return await processorTime(PROOFS, async () => {
    const counting = await checkProof(house, { altcha });
    if ("problem" in counting) throw new Error(counting.problem);
  });
}

/** Milliseconds of all processors for one of many; what else the machine does is not counted. */
async function processorTime(times: number, work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  for (let time = 0; time < times; time += 1) await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / times;
}
