import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { TODAY } from "./build-site.ts";

/** The real server in a process of its own, with folders of its own. */
export interface RunningServer {
  origin: string;
  folder: string;
  /** Where its database and releases lie. */
  dataDir: string;
  /** Everything it has printed so far. */
  output: () => string;
  /** Runs the desk on the command line beside it; gives what it printed. */
  desk: (...args: string[]) => Promise<string>;
  /** Runs the command for accounts of the staff beside it; gives what it printed. */
  staff: (...args: string[]) => Promise<string>;
  stop: () => Promise<number | null>;
  /** Ends it as a power cut does, and gives when it is gone. */
  kill: () => Promise<void>;
}

/**
 * Starts the server, its source or the bundle `program`, on the built site below `site`, or on the
 * releases of the data folder named in `more`, on a free port.
 */
export async function startServer(
  site: string | null,
  more: Record<string, string> = {},
  program = "server/index.ts",
): Promise<RunningServer> {
  const folder = mkdtempSync(join(tmpdir(), "server-"));
  const env = {
    PATH: process.env.PATH,
    PORT: "0",
    ...(site === null ? {} : { SITE_DIR: site }),
    DATA_DIR: join(folder, "data"),
    SECRETS_DIR: join(folder, "secrets"),
    TODAY,
    ...more,
  };
  const server = spawn(process.execPath, [program], { env, stdio: "pipe" });
  const lines: string[] = [];
  createInterface({ input: server.stderr }).on("line", (line) => lines.push(line));
  const origin = await listening(server, lines);
  const passphraseFile = join(folder, "passphrase");
  const passphrase = lines
    .map((line) => /^ {4}((?:\w{4}-){5}\w{4})$/.exec(line)?.[1])
    .find(Boolean);
  writeFileSync(passphraseFile, passphrase ?? "");

  const command = async (script: string, args: string[]) => {
    const options = [script, ...args, "--passphrase-file", passphraseFile];
    return (await promisify(execFile)(process.execPath, options, { env })).stdout;
  };

  return {
    origin,
    folder,
    dataDir: env.DATA_DIR,
    output: () => lines.join("\n"),
    desk: (...args) => command("scripts/desk.ts", args),
    staff: (...args) => command("scripts/staff.ts", args),
    kill: async () => {
      server.kill("SIGKILL");
      if (server.exitCode === null && server.signalCode === null) await once(server, "exit");
    },
    stop: async () => {
      if (server.exitCode === null && server.signalCode === null) {
        server.kill("SIGTERM");
        await once(server, "exit");
      }
      rmSync(folder, { recursive: true, force: true });
      return server.exitCode;
    },
  };
}

function listening(server: ChildProcess, lines: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    if (server.stdout === null) return reject(new Error("no output"));
    createInterface({ input: server.stdout }).on("line", (line) => {
      lines.push(line);
      const origin = /^listening on (\S+)/.exec(line)?.[1];
      if (origin !== undefined) resolve(origin);
    });
    server.once("exit", () => reject(new Error(`the server stopped:\n${lines.join("\n")}`)));
  });
}
