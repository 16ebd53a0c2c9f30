import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { Snapshot } from "#registry/snapshot.ts";

/** Where each desk wants its reminders: `ankang: { miit: [duty@example.org] }`. */
export const ADDRESS_FILE = "notice-addresses.yaml";

const place = z.record(z.string(), z.array(z.email("不是邮箱地址")).min(1, "至少写一个邮箱"));
const file = z.record(z.string(), place);
export type NoticeAddresses = z.infer<typeof file>;

/**
 * Reads the operator's file in the folder of secrets; without one there is nobody to remind. Every
 * place and department in it must be one of the content. Problems never repeat an address.
 */
export function readNoticeAddresses(
  secretsDir: string,
  { jurisdictions }: Snapshot,
): { addresses: NoticeAddresses } | { problems: string[] } {
  const path = join(secretsDir, ADDRESS_FILE);
  if (!existsSync(path)) return { addresses: {} };
  const input = parsedYaml(readFileSync(path, "utf8"));
  if (input === undefined)
    return { problems: [`${ADDRESS_FILE}：不是合法的 YAML，请检查缩进和冒号`] };
  const parsed = file.safeParse(input ?? {});
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      ({ path, message }) => `${ADDRESS_FILE} ${path.join(".")}：${message}`,
    );
    return { problems };
  }
  const problems = Object.entries(parsed.data).flatMap(([id, desks]) => {
    const known = jurisdictions.find((entry) => entry.id === id);
    if (known === undefined) return [`${ADDRESS_FILE} ${id}：没有这个地方`];
    const strangers = Object.keys(desks).filter(
      (desk) => !known.departments.some((entry) => entry.id === desk),
    );
    return strangers.map((desk) => `${ADDRESS_FILE} ${id}.${desk}：这个地方没有这个部门`);
  });
  return problems.length > 0 ? { problems } : { addresses: parsed.data };
}

function parsedYaml(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}
