import { existsSync, globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const DOCUMENTS = ["README.md", "README.zh-CN.md", ...globSync("docs/*.md")];
const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
const commands = Object.keys(scripts);
const textOf = (file: string) => readFileSync(file, "utf8");

/** Made while the register runs. */
const MADE_LATER = ["content/figures/", "content/.journal", "content/outcomes/"];

/** `npm run x` or, as npm allows for these two, `npm x`. */
function commandsIn(text: string): string[] {
  const asked = [...text.matchAll(/npm (?:run ([a-z][a-z:]*)|(start|test)\b)/g)];
  return asked.map(([, named, short]) => named ?? short ?? "");
}

/** Files and folders of this repository that a text names in code. */
function pathsIn(text: string): string[] {
  const rooms = "bench|content|db|docs|public|scripts|server|src|test";
  const named = [...text.matchAll(new RegExp(`\`((?:${rooms})/[\\w./-]*)\``, "g"))];
  return named.map(([, path = ""]) => path).filter((path) => !MADE_LATER.includes(path));
}

test("every command of package.json is explained in the README", () => {
  const text = textOf("README.md");
  const inCode = [...text.matchAll(/`([a-z:]+)`/g)].map(([, name]) => name);
  const explained = [...commandsIn(text), ...inCode];
  const missing = commands.filter((name) => !explained.includes(name));
  expect(missing).toEqual([]);
});

test.each(DOCUMENTS)("the commands that %s names are there", (file) => {
  expect(commandsIn(textOf(file)).filter((name) => !commands.includes(name))).toEqual([]);
});

test.each(DOCUMENTS)("the files that %s names are there", (file) => {
  expect(pathsIn(textOf(file)).filter((path) => !existsSync(path))).toEqual([]);
});
