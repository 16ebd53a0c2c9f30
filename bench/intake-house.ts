import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { settingsOrExit } from "#server/env.ts";
import { openHouse } from "#server/house.ts";
import type { House } from "#server/services/house.ts";
import { makeBareSite } from "#support/bare-site.ts";
import { startServer } from "#support/running-server.ts";

/** A server in a process of its own, and the same house opened here for what is measured inside. */
export interface IntakeHouse {
  database: string;
  origin: string;
  house: House;
  /** Where the database lies, as far as it lies in a file of ours. */
  folder: string;
  close: () => Promise<void>;
}

/**
 * Opens an empty house on SQLite, or with DATABASE_URL on a new database of that server, which is
 * dropped at the end; no table of an existing database is touched.
 */
export async function openIntakeHouse(): Promise<IntakeHouse> {
  const folder = mkdtempSync(join(tmpdir(), "intake-"));
  const own = settingsOrExit();
  const postgres = own.DATABASE_URL === undefined ? null : await newDatabase(own.DATABASE_URL);
  const places = { DATA_DIR: join(folder, "data"), SECRETS_DIR: join(folder, "secrets") };
  const server = await startServer(makeBareSite(folder), {
    ...places,
    CONTENT_DIR: own.CONTENT_DIR,
    LOG_LEVEL: "error",
    ...(postgres === null ? {} : { DATABASE_URL: postgres.url }),
  });
  const { house } = await openHouse({ ...own, ...places, DATABASE_URL: postgres?.url });
  return {
    database: postgres?.version ?? "SQLite, WAL, synchronous=FULL",
    origin: server.origin,
    house,
    folder,
    close: async () => {
      await server.stop();
      await house.db.close();
      await postgres?.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function newDatabase(server: string) {
  const name = `bench_${randomUUID().replaceAll("-", "")}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(`create database ${name}`);
  const { rows } = await client.query("show server_version");
  const url = new URL(server);
  url.pathname = `/${name}`;
  const drop = async () => {
    await client.query(`drop database ${name} with (force)`);
    await client.end();
  };
  return { url: url.href, version: `PostgreSQL ${rows[0].server_version}`, drop };
}
