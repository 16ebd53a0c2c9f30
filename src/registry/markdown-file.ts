import type { z } from "zod";
import type { ContentFolder } from "./folder.ts";
import { parseYaml } from "./yaml-file.ts";

const FRONT_MATTER = /^---\r?\n([\s\S]*?)\r?\n---\r?\n?([\s\S]*)$/;

/** Reads a Markdown file with YAML front matter: its facts and its body. */
export function readMarkdown<T>(
  folder: ContentFolder,
  file: string,
  schema: z.ZodType<T>,
): { facts: T; body: string } | undefined {
  const text = folder.read(file);
  if (text === undefined) return undefined;
  const match = FRONT_MATTER.exec(text);
  if (!match) {
    folder.report(
      { file, line: 1 },
      "",
      "开头没有用 --- 包起来的说明",
      "在文件开头写两行 ---，中间写字段",
    );
    return undefined;
  }
  const facts = parseYaml(folder, file, match[1] ?? "", schema, 1);
  return facts === undefined ? undefined : { facts, body: (match[2] ?? "").trim() };
}
