import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import type { Database } from "#db/database.ts";
import {
  findPublisherLease,
  type PublisherLeaseRow,
  updatePublishedRelease,
  updatePublisherLease,
} from "#db/queries/publisher-leases.ts";
import { ledgerIds } from "#registry/read-ledger.ts";
import { currentId, findRelease, releasesIn, switchTo } from "./release-store.ts";

/** A machine that may publish: its folders, and by what name the others know it. */
export interface PublisherMachine {
  db: Database;
  name: string;
  dataDir: string;
  contentDir: string;
  now: () => Date;
}

/** What a look at the lease came to. */
export type LeaseState =
  | { isHere: true; until: string }
  /** `missing`: the release that is to be served and does not lie here; null when all is well. */
  | { isHere: false; holder: string; until: string; missing: string | null };

const TERM = 120_000;

/**
 * The name of a machine among several: that of its host and one made once for its data folder, so
 * that two copies of one data folder are two machines, and one that starts again is the same.
 */
export function machineName(dataDir: string): string {
  const file = join(dataDir, "machine-id");
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(file, `${randomUUID()}\n`, { mode: 0o600 });
  }
  return `${hostname()}/${readFileSync(file, "utf8").trim()}`;
}

/**
 * Keeps the lease, or takes one whose time is over, for two minutes; writes down which release is
 * served. Who does not hold it goes over to the release that stands there, once it lies here. Nobody
 * takes over who lacks that release, or any id of it in the content: that would publish the past.
 */
export async function lookAtLease(machine: PublisherMachine): Promise<LeaseState> {
  const { db, name: holder, dataDir, now } = machine;
  const root = releasesIn(dataDir);
  const row = await findPublisherLease(db.read);
  const at = now().toISOString();
  const expiresAt = new Date(now().getTime() + TERM).toISOString();
  if (row?.holder === holder || isOver(row, at)) {
    const mayHold = row === undefined || row.holder === holder || hasAllOf(machine, row);
    const isTaken =
      mayHold &&
      (await db.tx((queries) => updatePublisherLease(queries, { holder, now: at, expiresAt })));
    if (isTaken) {
      const release = currentId(root);
      if (release !== null && release !== row?.release)
        await db.tx((queries) => updatePublishedRelease(queries, { holder, release }));
      return { isHere: true, until: expiresAt };
    }
  }
  const other = row ?? (await findPublisherLease(db.read));
  if (other === undefined) throw new Error("the lease of the publisher is gone");
  return {
    isHere: false,
    holder: other.holder,
    until: other.expiresAt,
    missing: follow(root, other.release),
  };
}

/** Which machine publishes, and what this one lacks. */
export function leaseSentence(state: LeaseState): string {
  if (state.isHere) return "公布和生成网站由这台机器负责";
  const { holder, missing } = state;
  const lacks = missing === null ? "" : `；这台机器还没有版本 ${missing}，请把那个文件夹传过来`;
  return `公布和生成网站由另一台机器（${holder}）负责${lacks}`;
}

function isOver(row: PublisherLeaseRow | undefined, at: string): boolean {
  return row === undefined || row.expiresAt <= at;
}

/** Goes over to a release; gives its id when it does not lie here. */
function follow(root: string, release: string | null): string | null {
  if (release === null || release === currentId(root)) return null;
  if (findRelease(root, release) === null) return release;
  switchTo(root, release);
  return null;
}

/** Whether this machine could go on from where the last publisher stood. */
function hasAllOf({ dataDir, contentDir }: PublisherMachine, { release }: PublisherLeaseRow) {
  if (release === null) return true;
  const note = findRelease(releasesIn(dataDir), release);
  if (note === null) return false;
  // Asked again every twenty seconds while nobody publishes: the ledger alone is soon read.
  const ids = ledgerIds(contentDir);
  return note.identifiers.every((id) => ids.has(id));
}
