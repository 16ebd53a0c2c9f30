import { isNode, LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { explain } from "./explain.ts";
import type { ContentFolder } from "./folder.ts";

/** Reads one YAML file with a schema: of a list what is right, else all of it or undefined. */
export function readYaml<T>(
  folder: ContentFolder,
  file: string,
  schema: z.ZodType<T>,
): T | undefined {
  const text = folder.read(file);
  return text === undefined ? undefined : parseYaml(folder, file, text, schema, 0);
}

/**
 * Parses YAML text that begins after `linesBefore` lines of `file` (front matter begins after one).
 * Every object of the result remembers its line.
 */
export function parseYaml<T>(
  folder: ContentFolder,
  file: string,
  text: string,
  schema: z.ZodType<T>,
  linesBefore: number,
): T | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
  });
  for (const error of document.errors)
    folder.report(
      { file, line: lines.linePos(error.pos[0]).line + linesBefore },
      "",
      `YAML 写法有误：${error.message}`,
      "检查缩进、冒号后的空格、引号和重复的项",
    );
  if (document.errors.length > 0) return undefined;

  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let depth = path.length; depth >= 0; depth -= 1) {
      const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line + linesBefore;
    }
    return 1 + linesBefore;
  };
  const input = expand(folder, file, document);
  if (input === undefined) return undefined;
  const result = schema.safeParse(input);
  if (result.success) {
    rememberAll(folder, file, result.data, [], lineOf);
    return result.data;
  }
  for (const issue of result.error.issues) {
    const { path, message, remedy } = explain(issue, input);
    folder.report({ file, line: lineOf(path) }, path.map(String).join("."), message, remedy);
  }
  const wrong = new Set(result.error.issues.map(({ path }) => path[0]));
  return readRest(folder, file, schema, input, wrong, lineOf);
}

/**
 * The entries of a list that are right although others are wrong: left out with them, everything
 * that names one of them would be reported as well, and bury the entry that is to be mended.
 */
function readRest<T>(
  folder: ContentFolder,
  file: string,
  schema: z.ZodType<T>,
  input: unknown,
  wrong: ReadonlySet<PropertyKey | undefined>,
  lineOf: (path: readonly PropertyKey[]) => number,
): T | undefined {
  if (!(schema instanceof z.ZodArray) || !Array.isArray(input)) return undefined;
  const places = [...input.keys()].filter((place) => !wrong.has(place));
  const rest = schema.safeParse(places.map((place) => input[place]));
  if (!rest.success) return undefined;
  places.forEach((place, at) => {
    rememberAll(folder, file, (rest.data as unknown[])[at], [place], lineOf);
  });
  return rest.data as T;
}

/** Turns the tree into values; refuses a file whose aliases multiply without end. */
function expand(folder: ContentFolder, file: string, document: ReturnType<typeof parseDocument>) {
  try {
    return document.toJS({ maxAliasCount: 100 }) ?? null;
  } catch (fault) {
    const message = fault instanceof Error ? fault.message : String(fault);
    folder.report({ file, line: 1 }, "", `YAML 引用无法展开：${message}`, "不要使用 & 和 * 引用");
    return undefined;
  }
}

function rememberAll(
  folder: ContentFolder,
  file: string,
  value: unknown,
  base: PropertyKey[],
  lineOf: (path: readonly PropertyKey[]) => number,
): void {
  if (typeof value !== "object" || value === null) return;
  folder.remember(value, { file, lineOf: (path) => lineOf([...base, ...path]) });
  for (const [key, inner] of Object.entries(value))
    rememberAll(folder, file, inner, [...base, Array.isArray(value) ? Number(key) : key], lineOf);
}
