import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { CHAINS, hashOfRow } from "#db/queries/chain.ts";
import { openSqlite } from "#db/sqlite.ts";
import { headFolder } from "#server/secrets/head-files.ts";
import type { Head } from "#server/secrets/heads.ts";
import { readSigning } from "#server/secrets/keyring.ts";
import { checkChains } from "#server/services/check-chains.ts";

interface EventRow {
  position: number;
  tip_id: string;
  at: string;
  act: string;
  status: string;
  by: string;
  actor: string;
  sealed_note: Buffer | null;
  previous_hash: string;
  hash: string;
}

/** A copy of a house's folder for somebody who owns the machine to tamper with. */
export interface Tampered {
  folder: string;
  /** The database, its triggers dropped. */
  sql: (text: string, ...values: unknown[]) => void;
  /** Changes an event and gives it the right hash for its place; `follow` mends all after it. */
  forge: (position: number, change: Partial<EventRow>, follow?: boolean) => void;
  /** Changes every line of every file of heads; null leaves a line out. */
  headLines: (change: (line: string, index: number) => string | null) => void;
  check: (known?: readonly Head[]) => ReturnType<typeof checkChains>;
  drop: () => void;
}

export function tamperWith(original: string): Tampered {
  const folder = mkdtempSync(join(tmpdir(), "tampered-"));
  cpSync(original, folder, { recursive: true });
  const file = join(folder, "data", "tips.sqlite");
  const secrets = join(folder, "secrets");
  const within = <T>(work: (db: Sqlite.Database) => T): T => {
    const db = new Sqlite(file);
    try {
      return work(db);
    } finally {
      db.close();
    }
  };
  within((db) => {
    const triggers = db.prepare("select name from sqlite_master where type = 'trigger'").all();
    for (const { name } of triggers as { name: string }[]) db.exec(`drop trigger "${name}"`);
  });

  return {
    folder,
    sql: (text, ...values) => within((db) => void db.prepare(text).run(...values)),
    forge: (position, change, follow = false) =>
      within((db) => forge(db, position, change, follow)),
    headLines: (change) => {
      for (const name of readdirSync(headFolder(secrets))) {
        const path = join(headFolder(secrets), name);
        const lines = readFileSync(path, "utf8").split("\n").filter(Boolean);
        const left = lines.map(change).filter((line) => line !== null);
        writeFileSync(path, left.map((line) => `${line}\n`).join(""));
      }
    },
    check: async (known = []) => {
      const db = openSqlite(file);
      try {
        const signing = readSigning(secrets);
        return await checkChains({ read: db.read, signing, folder: headFolder(secrets), known });
      } finally {
        await db.close();
      }
    },
    drop: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Tables whose rows the database must refuse to change. */
export const CHAINED_TABLES = Object.values(CHAINS).map((name) =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
);

function forge(
  db: Sqlite.Database,
  position: number,
  change: Partial<EventRow>,
  follow: boolean,
): void {
  const read = (at: number) =>
    db.prepare("select * from tip_events where position = ?").get(at) as EventRow | undefined;
  for (let at = position; ; at += 1) {
    const row = read(at);
    if (row === undefined || (at > position && !follow)) return;
    const changed = {
      ...row,
      ...(at === position ? change : {}),
      previous_hash: read(at - 1)?.hash ?? "",
    };
    const { tip_id, sealed_note, previous_hash, hash: _, ...same } = changed;
    const link = { ...same, tipId: tip_id, sealedNote: sealed_note, previousHash: previous_hash };
    db.prepare(
      `update tip_events set tip_id = @tip_id, at = @at, act = @act, status = @status, by = @by,
       actor = @actor, sealed_note = @sealed_note, previous_hash = @previous_hash, hash = @hash
       where position = @position`,
    ).run({ ...changed, hash: hashOfRow("tip-events", link) });
  }
}
