import { join } from "node:path";
import { openDatabase } from "#db/database.ts";
import { type CalendarDate, shanghaiDate } from "#domain/calendar-date.ts";
import type { Snapshot } from "#registry/snapshot.ts";
import { snapshotOfToday } from "#registry/snapshot-on.ts";
import { openContentDesk } from "./content-desk.ts";
import { databasePlace, type Settings } from "./env.ts";
import { openFileFolder } from "./file-folder.ts";
import { readSound } from "./releases/release.ts";
import { openKeyring } from "./secrets/keyring.ts";
import { openStaffSecrets } from "./secrets/staff-secrets.ts";
import type { House } from "./services/house.ts";
import type { Turnstile } from "./services/turnstile.ts";
import { signChains } from "./signed-database.ts";

/**
 * Opens secrets and database as the settings say, over the content handed in (that of the release
 * being served) or else that of CONTENT_DIR. Throws when the content is wrong.
 */
export async function openHouse(
  settings: Settings,
  snapshot: () => Snapshot = always(readSound(settings.CONTENT_DIR)),
): Promise<{ house: House; newPassphrase: string | null }> {
  const { keyring, newPassphrase } = openKeyring(settings.SECRETS_DIR);
  const opened = await openDatabase(databasePlace(settings));
  const db = await signChains(opened, settings.SECRETS_DIR, keyring.signing);
  const files = openFileFolder(join(settings.DATA_DIR, "attachments"));
  const staff = openStaffSecrets(settings.SECRETS_DIR);
  const now = () => new Date();
  const today = (): CalendarDate => settings.TODAY || shanghaiDate(now());
  const turnstile = turnstileOf(settings);
  const content = openContentDesk(settings);
  const read = snapshotOfToday(snapshot, today);
  const house = { db, files, keyring, staff, snapshot: read, content, now, today, ...turnstile };
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

function always<T>(value: T): () => T {
  return () => value;
}
