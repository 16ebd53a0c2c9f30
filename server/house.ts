import { join } from "node:path";
import { openDatabase } from "#db/database.ts";
import { type CalendarDate, shanghaiDate } from "#domain/calendar-date.ts";
import { formatProblem } from "#registry/problem.ts";
import { readContent } from "#registry/read-content.ts";
import type { Snapshot } from "#registry/snapshot.ts";
import type { Settings } from "./env.ts";
import { openKeyring } from "./secrets/keyring.ts";
import type { House } from "./services/house.ts";
import type { Turnstile } from "./services/turnstile.ts";

/** Opens content, secrets and database as the settings say. Throws when the content is wrong. */
export async function openHouse(
  settings: Settings,
): Promise<{ house: House; newPassphrase: string | null }> {
  const snapshot = readSound(settings.CONTENT_DIR);
  const { keyring, newPassphrase } = openKeyring(settings.SECRETS_DIR);
  const db = await openDatabase({
    url: settings.DATABASE_URL,
    file: join(settings.DATA_DIR, "tips.sqlite"),
  });
  const now = () => new Date();
  const today = (): CalendarDate => settings.TODAY || shanghaiDate(now());
  const turnstile = turnstileOf(settings);
  const house = { db, keyring, snapshot: () => snapshot, now, today, ...turnstile };
  return { house, newPassphrase };
}

/** An old phone's owner waits for this twice at most. */
const TURNSTILE_PATIENCE = 3000;

function turnstileOf(settings: Settings): { turnstile?: Turnstile } {
  const { TURNSTILE_SITE_KEY: siteKey, TURNSTILE_SECRET_KEY: secretKey } = settings;
  if (siteKey === undefined || secretKey === undefined) return {};
  const turnstile: Turnstile = {
    siteKey,
    secretKey,
    verifyUrl: settings.TURNSTILE_VERIFY_URL,
    hostnames: [settings.SITE_URL, settings.SERVICE_ORIGIN].flatMap((url) =>
      url ? [new URL(url).hostname] : [],
    ),
    whenUnreachable: settings.TURNSTILE_UNREACHABLE,
    patience: TURNSTILE_PATIENCE,
    report: (fault) => console.error(`Turnstile: ${fault}`),
  };
  return { turnstile };
}

function readSound(root: string): Snapshot {
  const { snapshot, problems } = readContent(root);
  if (snapshot !== undefined) return snapshot;
  const errors = problems.filter((problem) => problem.severity === "error");
  throw new Error(`内容有 ${errors.length} 个错误：\n${errors.map(formatProblem).join("\n")}`);
}
