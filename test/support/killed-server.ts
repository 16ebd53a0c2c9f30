import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Database } from "#db/database.ts";
import { openSqlite } from "#db/sqlite.ts";
import { openFileFolder } from "#server/file-folder.ts";
import { headFolder } from "#server/secrets/head-files.ts";
import { readSigning } from "#server/secrets/keyring.ts";
import { CHAIN_FAULTS, checkChains } from "#server/services/check-chains.ts";
import type { House } from "#server/services/house.ts";
import { deleteLeftovers } from "#server/services/sweep-evidence.ts";
import { makeBareSite } from "./bare-site.ts";
import { pdf } from "./evidence.ts";
import { attachAt, followAt, prepareAt, sendTo } from "./filing-client.ts";
import { type RunningServer, startServer } from "./running-server.ts";

/** What a server that was killed again and again had promised, and whatever it did not keep. */
export interface KillReport {
  kills: number;
  /** Filings answered with 201, and files acknowledged. */
  acknowledged: number;
  files: number;
  /** Filings that nobody was told of, sent again under their key. */
  sentAgain: number;
  /** Of these, how many had been committed before the kill. */
  committedUnheard: number;
  /** Rows that were committed and not yet signed when the server died. */
  signedLater: number;
  /** Empty when everything was kept. */
  faults: string[];
}

interface Sent {
  body: object;
  key: string;
}
interface Acknowledged {
  receipt: unknown;
  reference: unknown;
  sha256: unknown[];
}

const CLIENTS = 12;
const SHARE_WITH_FILE = 0.3;
/** Milliseconds from the first request to the kill. */
const EARLIEST = 20;
const LATEST = 900;
const PDF = pdf();
const PDF_SHA256 = createHash("sha256").update(PDF).digest("hex");

/**
 * Starts a real server, files at it from twelve clients, kills it at a moment drawn from `random`
 * (0 to 1), and so on; after every kill looks at the database and the folders, and after every
 * start asks for everything that was acknowledged before.
 */
export async function killAgainAndAgain(kills: number, random: () => number): Promise<KillReport> {
  const folder = mkdtempSync(join(tmpdir(), "killed-"));
  const report: KillReport = {
    kills: 0,
    acknowledged: 0,
    files: 0,
    sentAgain: 0,
    committedUnheard: 0,
    signedLater: 0,
    faults: [],
  };
  try {
    let unheard: Sent[] = [];
    let last: Acknowledged[] = [];
    while (report.kills <= kills) {
      const server = await start(folder);
      await askForAll(server.origin, last, report);
      await sendAgain(server.origin, unheard, report);
      if (report.kills === kills) {
        await server.stop();
        break;
      }
      ({ unheard, acknowledged: last } = await fileUntilKilled(server, random, report));
      await server.stop();
      report.kills += 1;
      await checkWhatIsStored(folder, report);
    }
    await checkTrail(folder, report);
    return report;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function start(folder: string): Promise<RunningServer> {
  return startServer(makeBareSite(folder), {
    DATA_DIR: join(folder, "data"),
    SECRETS_DIR: join(folder, "secrets"),
    CONTENT_DIR: "test/fixtures/small-content",
    LOG_LEVEL: "error",
  });
}

async function fileUntilKilled(server: RunningServer, random: () => number, report: KillReport) {
  const acknowledged: Acknowledged[] = [];
  const unheard: Sent[] = [];
  const clients = Array.from({ length: CLIENTS }, async () => {
    for (;;) {
      const tip = await fileOne(server.origin, unheard, report);
      if (tip === null) return;
      acknowledged.push(tip);
      if (random() < SHARE_WITH_FILE) await addFile(server.origin, tip, report);
    }
  });
  await wait(EARLIEST + random() * (LATEST - EARLIEST));
  await server.kill();
  await Promise.all(clients);
  report.acknowledged += acknowledged.length;
  report.files += acknowledged.flatMap(({ sha256 }) => sha256).length;
  return { acknowledged, unheard };
}

/** Files a tip; null when the server is dead, and what was under way then is remembered. */
async function fileOne(
  origin: string,
  unheard: Sent[],
  report: KillReport,
): Promise<Acknowledged | null> {
  const sent = await prepareAt(origin).catch(() => null);
  if (sent === null) return null;
  const answer = await sendTo(origin, sent.body, sent.key).catch(() => null);
  if (answer === null) {
    unheard.push(sent);
    return null;
  }
  if (answer.status !== 201) report.faults.push(`a filing was answered ${answer.status}`);
  const { receipt, reference } = answer.body;
  return { receipt, reference, sha256: [] };
}

async function addFile(origin: string, tip: Acknowledged, report: KillReport): Promise<void> {
  const added = await attachAt(origin, tip.receipt, PDF).catch(() => null);
  if (added?.status === 201) tip.sha256.push(PDF_SHA256);
  else if (added !== null) report.faults.push(`a file was answered ${added.status}`);
}

async function askForAll(origin: string, tips: readonly Acknowledged[], report: KillReport) {
  for (const { receipt, reference, sha256 } of tips) {
    const { status, body } = await followAt(origin, receipt);
    const files = (body.attachments as { sha256: string }[] | undefined) ?? [];
    const isKept =
      status === 200 &&
      body.reference === reference &&
      sha256.every((hash) => files.some((file) => file.sha256 === hash));
    if (!isKept) report.faults.push(`${reference} was acknowledged and does not open`);
  }
}

/** Who got no answer sends the same once more, and there is still one tip. */
async function sendAgain(origin: string, unheard: readonly Sent[], report: KillReport) {
  for (const { body, key } of unheard) {
    const { body: seen } = await prepareAndSend(origin, body, key, report);
    const followed = await followAt(origin, seen.receipt);
    if (followed.body.reference !== seen.reference) {
      report.faults.push(`${seen.reference} was sent again and does not open`);
    }
  }
}

async function prepareAndSend(origin: string, body: object, key: string, report: KillReport) {
  const before = await sendTo(origin, { ...body, proof: undefined }, key);
  // Without a proof only what was committed before is answered.
  if (before.status === 201) report.committedUnheard += 1;
  const answer = await sendTo(origin, body, key);
  if (answer.status !== 201) report.faults.push(`sent again, it was answered ${answer.status}`);
  report.sentAgain += 1;
  return answer;
}

async function checkWhatIsStored(folder: string, report: KillReport): Promise<void> {
  const db = openSqlite(join(folder, "data", "tips.sqlite"));
  try {
    report.faults.push(...(await halfTips(db)), ...(await strayFiles(db, folder)));
  } finally {
    await db.close();
  }
}

/** Tips that lack a part, and gaps between their numbers. */
async function halfTips(db: Database): Promise<string[]> {
  const { tips, tipDesks, tipKeys, tipEvents, attachments } = db.read.query;
  const stored = await tips.findMany();
  const numbers = stored.map(({ reference }) => Number(reference.split("-").at(-1)));
  const gaps = numbers
    .toSorted((a, b) => a - b)
    .flatMap((number, index) => (number === index + 1 ? [] : [`number ${index + 1} is missing`]));
  const desks = Map.groupBy(await tipDesks.findMany(), ({ tipId }) => tipId);
  const keys = Map.groupBy(await tipKeys.findMany(), ({ tipId }) => tipId);
  const events = Map.groupBy(await tipEvents.findMany(), ({ tipId }) => tipId);
  const half = stored.filter(({ id }) => {
    const receiving = (desks.get(id) ?? []).filter((desk) => desk.isReceiving).length;
    const opening = (keys.get(id) ?? []).filter(({ purpose }) => purpose === "content").length;
    const submitted = (events.get(id) ?? []).filter(({ act }) => act === "submit").length;
    return receiving === 0 || opening !== receiving + 1 || submitted !== 1;
  });
  const known = new Set(stored.map(({ id }) => id));
  const ownerless = [
    await tipDesks.findMany(),
    await tipKeys.findMany(),
    await attachments.findMany(),
  ]
    .flat()
    .filter(({ tipId }) => !known.has(tipId));
  return [
    ...gaps.slice(0, 1),
    ...half.map(({ reference }) => `${reference} is half a tip`),
    ...ownerless.map(({ tipId }) => `rows without a tip: ${tipId}`),
  ];
}

/** Files without a row once the sweep was through, and rows without a file. */
async function strayFiles(db: Database, folder: string): Promise<string[]> {
  const files = openFileFolder(join(folder, "data", "attachments"));
  const later = () => new Date(Date.now() + 2 * 3_600_000);
  await deleteLeftovers({ db, files, now: later } as House);
  const left = await files.list(later());
  const rows = (await db.read.query.attachments.findMany()).map(({ file }) => file);
  const unfinished = readdirSync(join(folder, "data"), { recursive: true, encoding: "utf8" });
  return [
    ...left
      .filter((name) => !rows.includes(name.split(".")[0] ?? ""))
      .map((name) => `stray ${name}`),
    ...rows
      .filter((file) => !left.some((name) => name.startsWith(file)))
      .map((file) => `no ${file}`),
    ...unfinished.filter((name) => /\.(?:part|new|tmp)$/.test(name)).map((name) => `left ${name}`),
  ];
}

async function checkTrail(folder: string, report: KillReport): Promise<void> {
  const db = openSqlite(join(folder, "data", "tips.sqlite"));
  const secrets = join(folder, "secrets");
  const audit = { read: db.read, signing: readSigning(secrets), folder: headFolder(secrets) };
  const { chains, forgedHeads } = await checkChains(audit);
  await db.close();
  report.faults.push(...forgedHeads);
  for (const { chain, fault, adopted } of chains) {
    if (fault) report.faults.push(`${chain} ${fault.position}: ${CHAIN_FAULTS[fault.kind]}`);
    for (const [from, to] of adopted) report.signedLater += to - from + 1;
  }
}
