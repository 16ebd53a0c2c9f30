import { execFileSync, spawnSync } from "node:child_process";
import { chownSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of a PostgreSQL server to make databases on; null where none is to be had. */
    postgres: string | null;
  }
}

/** Where packages put the programs of a server, which are seldom on the path. */
const INSTALLED = [
  "/usr/lib/postgresql/*/bin/initdb",
  "/usr/pgsql-*/bin/initdb",
  "/opt/homebrew/opt/postgresql@*/bin/initdb",
] as const;
const CLUSTER = ["-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C"];

/**
 * The PostgreSQL that tests use: the server TEST_DATABASE_URL names, or a cluster of our own in a
 * temporary folder where its programs are installed. Where neither is, tests use PGlite alone.
 */
export default function findPostgres(project: TestProject): (() => void) | undefined {
  const named = process.env.TEST_DATABASE_URL;
  const cluster = named ? null : startCluster();
  project.provide("postgres", named ?? cluster?.url ?? null);
  return cluster?.stop;
}

interface Cluster {
  url: string;
  stop: () => void;
}

/** Starts a cluster reached through a socket in its own folder; null where that cannot be done. */
function startCluster(): Cluster | null {
  const programs = findPrograms();
  const owner = ownerOfCluster();
  if (programs === undefined || owner === null) return null;
  const folder = mkdtempSync(join(tmpdir(), "postgres-"));
  if ("uid" in owner) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, "data");
  const log = join(folder, "log");
  const run = (program: string, ...args: string[]) =>
    // Not a pipe: the server would hold it open, and we would wait for its end.
    spawnSync(join(programs, program), args, { cwd: folder, stdio: "ignore", ...owner });
  const options = `-c listen_addresses='' -c max_connections=300 -k ${folder}`;
  const isUp =
    run("initdb", "-D", data, "--no-sync", ...CLUSTER).status === 0 &&
    run("pg_ctl", "start", "-w", "-D", data, "-l", log, "-o", options).status === 0;
  const stop = () => {
    run("pg_ctl", "stop", "-D", data, "-m", "immediate");
    rmSync(folder, { recursive: true, force: true });
  };
  if (isUp) return { url: `postgres://postgres@localhost/postgres?host=${folder}`, stop };
  console.warn(`PostgreSQL in ${programs} does not start:\n${readLog(log)}`);
  stop();
  return null;
}

function findPrograms(): string | undefined {
  const onPath = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, "initdb"));
  const found = onPath.find(existsSync) ?? INSTALLED.flatMap((place) => globSync(place)).at(-1);
  return found && dirname(found);
}

/** PostgreSQL refuses to run as root; Debian's package brings a user for it. */
function ownerOfCluster(): { uid: number; gid: number } | Record<string, never> | null {
  if (process.getuid?.() !== 0) return {};
  try {
    const id = (kind: string) => Number(execFileSync("id", [kind, "postgres"], { stdio: "pipe" }));
    return { uid: id("-u"), gid: id("-g") };
  } catch {
    return null;
  }
}

function readLog(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}
