import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";
import { IMPORT_RULES, IMPURE, type ImportRule } from "./import-rules.ts";

const ROOMS = ["src", "server", "db"];
const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^"';]*?from\s+["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)|(?:^|\n)\s*import\s+["']([^"']+)["']/g;
const { imports } = JSON.parse(readFileSync("package.json", "utf8")) as {
  imports: Record<string, string>;
};

const files = ROOMS.flatMap((room) =>
  readdirSync(room, { recursive: true, encoding: "utf8" }).map((file) => `${room}/${file}`),
).filter((file) => /\.(ts|astro)$/.test(file) && !file.endsWith(".d.ts"));

test("there are files to look at in every room of the table", () => {
  for (const rule of IMPORT_RULES)
    expect(
      files.some((file) => file.startsWith(rule.room)),
      rule.room,
    ).toBe(true);
});

test("imports go one way", () => {
  const wrong = files.flatMap((file) => {
    const rule = IMPORT_RULES.find((entry) => file.startsWith(entry.room));
    if (!rule) return [];
    return importsOf(file)
      .filter((target) => !mayImport(rule, target))
      .map((target) => `${file} → ${target}`);
  });
  expect(wrong).toEqual([]);
});

test("the domain knows no clock, chance, environment or network", () => {
  const wrong = files
    .filter((file) => file.startsWith("src/domain/"))
    .flatMap((file) =>
      IMPURE.filter((call) => call.test(withoutComments(file))).map((call) => `${file}: ${call}`),
    );
  expect(wrong).toEqual([]);
});

test("only one file of the server reads the environment", () => {
  const readers = files.filter((file) => /process\.env/.test(withoutComments(file)));
  expect(readers).toEqual(["server/env.ts"]);
});

test("there is no drawer for leftovers", () => {
  expect(files.filter((file) => /\/(utils?|helpers?|common|misc)(\/|\.)/.test(file))).toEqual([]);
});

test("the checker of imports sees a forbidden one", () => {
  const rule = { room: "src/domain/", may: ["zod"] };
  expect(mayImport(rule, "node:fs")).toBe(false);
  expect(mayImport(rule, "server/app.ts")).toBe(false);
  expect(mayImport(rule, "src/domain/text.ts")).toBe(true);
});

/** What a file imports: paths from the root for our own files, names for packages. */
function importsOf(file: string): string[] {
  return [...withoutComments(file).matchAll(IMPORT)].map((match) => {
    const name = match[1] ?? match[2] ?? match[3] ?? "";
    if (name.startsWith(".")) return normalize(join(dirname(file), name));
    const alias = Object.keys(imports).find((key) => name.startsWith(key.replace("*", "")));
    if (!alias) return name;
    const folder = (imports[alias] ?? "").replace("./", "").replace("*", "");
    return folder + name.slice(alias.length - 1);
  });
}

function mayImport({ room, may }: ImportRule, target: string): boolean {
  const isOwn = /^(src|server|db|test|scripts)\//.test(target);
  return [room, ...may].some(
    (allowed) =>
      target === allowed ||
      (allowed === "PACKAGE" && !isOwn) ||
      (/[/:]$/.test(allowed) && target.startsWith(allowed)) ||
      (!isOwn && target.startsWith(`${allowed}/`)) ||
      (allowed === "astro" && target.startsWith("astro:")),
  );
}

function withoutComments(file: string): string {
  return readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, "");
}
