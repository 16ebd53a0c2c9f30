import type { FileHandle } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { type HeadLine, lastHeadLines, openHeadFile, statementOf } from "./head-files.ts";
import type { Signing } from "./signing.ts";

/** The end of a chain, or a row that was its end when it was appended. */
export interface Head {
  chain: string;
  position: number;
  hash: string;
}

/**
 * Signs the ends of the chains outside the database, since a chain alone shows neither a cut tail
 * nor that a row which fits was written by somebody else.
 */
export interface HeadKeeper {
  /** The last position any host has vouched for; 0 when none has. */
  lastSigned: (chain: string) => number;
  /** Vouches for rows found unsigned at the start, from a position to the end of their chain. */
  adopt: (from: number, head: Head) => void;
  /** Vouches for rows that this process has appended and committed. */
  note: (heads: readonly Head[]) => void;
  /** Writes what is left and closes the file. */
  close: () => Promise<void>;
}

/** At most five writes a second, so that two hundred filings do not flush two hundred times. */
const GAP = 200;
/** Until the next try when a line could not be written; milliseconds. */
const AFTER_FAULT = 2000;

interface Vouched {
  of: HeadLine["of"];
  from: number;
  head: Head;
}

/**
 * Opens the heads in `folder`. A row is vouched for within 200 ms of its commit, and before `close`
 * returns; what cannot be written is kept and tried again, and `report` hears why.
 */
export async function openHeads(
  folder: string,
  { signing, now, report }: { signing: Signing; now: () => Date; report: (why: string) => void },
): Promise<HeadKeeper> {
  const file = await openHeadFile(folder);
  const heads = latestOf(lastHeadLines(folder));
  const closing = new AbortController();
  let pending: Vouched[] = [];
  let writing: Promise<void> | null = null;
  let isTorn = false;

  function vouch(more: readonly Vouched[]) {
    pending.push(...more);
    writing ??= write().finally(() => {
      writing = null;
    });
  }
  async function write() {
    while (pending.length > 0) {
      const batch = pending;
      pending = [];
      // After a fault half a line may stand there already.
      const isWritten = await append(file, `${isTorn ? "\n" : ""}${linesOf(batch)}`, report);
      isTorn = !isWritten;
      if (!isWritten) pending = [...batch, ...pending];
      if (!isWritten && closing.signal.aborted) return;
      const pause = wait(isWritten ? GAP : AFTER_FAULT, undefined, { signal: closing.signal });
      await pause.catch(() => undefined);
    }
  }
  function linesOf(batch: readonly Vouched[]): string {
    return (["start", "work"] as const)
      .map((of) => batch.filter((entry) => entry.of === of))
      .filter((entries) => entries.length > 0)
      .map(lineOf)
      .join("");
  }
  function lineOf(entries: readonly Vouched[]): string {
    const of = entries[0]?.of ?? "work";
    for (const { head } of entries) {
      const known = heads[head.chain]?.[0] ?? 0;
      if (head.position >= known) heads[head.chain] = [head.position, head.hash];
    }
    const unsigned = { at: now().toISOString(), of, signed: rangesOf(entries), heads };
    const line = { ...unsigned, keyId: signing.id };
    return `${JSON.stringify({ ...line, signature: signing.sign(statementOf(line)) })}\n`;
  }

  return {
    lastSigned: (chain) => heads[chain]?.[0] ?? 0,
    adopt: (from, head) => vouch([{ of: "start", from, head }]),
    note: (committed) =>
      vouch(committed.map((head) => ({ of: "work", from: head.position, head }))),
    close: async () => {
      closing.abort();
      while (writing !== null) await writing;
      await file.close();
    },
  };
}

/** The furthest end of each chain that the last lines of all hosts tell. */
function latestOf(lines: readonly HeadLine[]): HeadLine["heads"] {
  const latest: HeadLine["heads"] = {};
  for (const [chain, head] of lines.flatMap((line) => Object.entries(line.heads))) {
    if (head[0] > (latest[chain]?.[0] ?? 0)) latest[chain] = head;
  }
  return latest;
}

/** The positions of each chain, those beside each other joined. */
function rangesOf(entries: readonly Vouched[]): HeadLine["signed"] {
  const ranges: HeadLine["signed"] = {};
  for (const { from, head } of entries.toSorted((a, b) => a.from - b.from)) {
    const ofChain = ranges[head.chain] ?? [];
    ranges[head.chain] = ofChain;
    const last = ofChain.at(-1);
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], head.position);
    else ofChain.push([from, head.position]);
  }
  return ranges;
}

async function append(
  file: FileHandle,
  lines: string,
  report: (why: string) => void,
): Promise<boolean> {
  try {
    await file.appendFile(lines);
    await file.datasync();
    return true;
  } catch (error) {
    report(error instanceof Error ? error.message : String(error));
    return false;
  }
}
