import { randomUUID } from "node:crypto";
import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { z } from "zod";

/**
 * Reads a file of secrets, or makes it. Of several processes that start at once one makes it and
 * all read the same. Throws, naming the file, when it is damaged.
 */
export function readOrMake<T>(path: string, schema: z.ZodType<T>, make: () => T): T {
  if (!existsSync(path)) {
    const made = writeBeside(path, make());
    try {
      linkSync(made, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    } finally {
      rmSync(made);
    }
  }
  return readSecrets(path, schema);
}

/** Reads a file of secrets. Throws, naming the file, when it is missing or damaged. */
export function readSecrets<T>(path: string, schema: z.ZodType<T>): T {
  if (!existsSync(path)) {
    throw new Error(`没有 ${path}；请先启动一次服务，或检查 SECRETS_DIR。`);
  }
  const parsed = schema.safeParse(jsonIn(readFileSync(path, "utf8")));
  if (parsed.success) return parsed.data;
  throw new Error(`${path} 读不出密钥，可能已损坏；请从备份恢复这个文件，不要删除后重建。`);
}

/** Puts new secrets in the place of the old; whoever reads finds the one or the other, whole. */
export function replaceSecrets(path: string, content: unknown): void {
  renameSync(writeBeside(path, content), path);
}

/** The path of a file in the folder of secrets. */
export function secretPath(
  directory: string,
  name: "server" | "signing" | "recovery" | "staff" | "pictures",
): string {
  return join(directory, `${name}.json`);
}

function writeBeside(path: string, content: unknown): string {
  // Machines that share the folder may use the same process ids.
  const beside = `${path}.${randomUUID()}.new`;
  const text = `${JSON.stringify(content, null, 2)}\n`;
  writeFileSync(beside, text, { mode: 0o600, flush: true });
  return beside;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
