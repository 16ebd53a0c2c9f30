import { join } from "node:path";
import { openDatabase } from "#db/database.ts";
import { type CalendarDate, shanghaiDate } from "#domain/calendar-date.ts";
import { formatProblem } from "#registry/problem.ts";
import { readContent } from "#registry/read-content.ts";
import type { Snapshot } from "#registry/snapshot.ts";
import type { Settings } from "./env.ts";
import { openKeyring } from "./secrets/keyring.ts";
import type { House } from "./services/house.ts";

/** Opens content, secrets and database as the settings say. Throws when the content is wrong. */
export function openHouse(settings: Settings): { house: House; newPassphrase: string | null } {
  const snapshot = readSound(settings.CONTENT_DIR);
  const { keyring, newPassphrase } = openKeyring(settings.SECRETS_DIR);
  const db = openDatabase(join(settings.DATA_DIR, "tips.sqlite"));
  const now = () => new Date();
  const today = (): CalendarDate => settings.TODAY || shanghaiDate(now());
  return { house: { db, keyring, snapshot: () => snapshot, now, today }, newPassphrase };
}

function readSound(root: string): Snapshot {
  const { snapshot, problems } = readContent(root);
  if (snapshot !== undefined) return snapshot;
  const errors = problems.filter((problem) => problem.severity === "error");
  throw new Error(`内容有 ${errors.length} 个错误：\n${errors.map(formatProblem).join("\n")}`);
}
