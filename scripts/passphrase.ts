import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";

/**
 * The recovery passphrase, from a file or typed without being shown; never an argument. Empty where
 * nobody can type, as in a timer: it opens nothing, so that the command says so and ends.
 */
export async function askPassphrase(file: string | undefined): Promise<string> {
  if (file !== undefined) return readFileSync(file, "utf8").trim();
  process.stderr.write("恢复口令：");
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const prompt = createInterface({ input: process.stdin, output: silent, terminal: true });
  const ended = once(prompt, "close").then(() => "");
  const typed = await Promise.race([prompt.question(""), ended]);
  prompt.close();
  process.stderr.write("\n");
  return typed.trim();
}
