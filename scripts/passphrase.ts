import { readFileSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";

/** The recovery passphrase, from a file or typed without being shown; never an argument. */
export async function askPassphrase(file: string | undefined): Promise<string> {
  if (file !== undefined) return readFileSync(file, "utf8").trim();
  process.stderr.write("恢复口令：");
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const prompt = createInterface({ input: process.stdin, output: silent, terminal: true });
  const typed = await prompt.question("");
  prompt.close();
  process.stderr.write("\n");
  return typed.trim();
}
