import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import { shanghaiDate } from "#domain/calendar-date.ts";
import { readContent } from "#registry/read-content.ts";
import { snapshotOfToday } from "#registry/snapshot-on.ts";
import { openContentDesk } from "#server/content-desk.ts";
import { openFileFolder } from "#server/file-folder.ts";
import { openKeyring } from "#server/secrets/keyring.ts";
import { openStaffSecrets } from "#server/secrets/staff-secrets.ts";
import type { House } from "#server/services/house.ts";
import { newQuestion } from "#server/services/proofs.ts";
import { answerTo } from "./answer.ts";
import { HOUSE_DATABASES } from "./databases.ts";

export { answerTo };

/** Guesses of the passphrase may be cheap in tests. */
const CHEAP = { memory: 64, passes: 1 };

export interface TestHouse {
  house: House;
  folder: string;
  passphrase: string;
  /** Moves the clock. */
  clock: { now: Date };
  close: () => Promise<void>;
}

/**
 * A house of a test's own on the small fixture content, with a database of the kind that the
 * project of vitest.config.ts names. A SQLite file lies in `folder` like everything else.
 */
export async function openTestHouse(content = "test/fixtures/small-content"): Promise<TestHouse> {
  const folder = mkdtempSync(join(tmpdir(), "house-"));
  const { snapshot, problems } = readContent(content);
  if (snapshot === undefined) throw new Error(JSON.stringify(problems));
  const { keyring, newPassphrase } = openKeyring(join(folder, "secrets"), CHEAP);
  const clock = { now: new Date("2026-11-21T02:00:00Z") };
  const today = () => shanghaiDate(clock.now);
  const { db, drop } = await HOUSE_DATABASES[inject("houses")](join(folder, "data"));
  const house: House = {
    db,
    files: openFileFolder(join(folder, "data", "attachments")),
    keyring,
    staff: openStaffSecrets(join(folder, "secrets"), CHEAP),
    snapshot: snapshotOfToday(() => snapshot, today),
    content: openContentDesk({
      CONTENT_DIR: content,
      DATA_DIR: join(folder, "data"),
      SECRETS_DIR: join(folder, "secrets"),
    }),
    now: () => clock.now,
    today,
  };
  return {
    house,
    folder,
    passphrase: newPassphrase ?? "",
    clock,
    close: async () => {
      await drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A question of the house with its right answer, as a person would give it. */
export function answeredQuestion(house: House): { question: string; answer: string } {
  const { token, text } = newQuestion(house);
  return { question: token, answer: answerTo(text) };
}

/** A filing that is in order, with a proof; `more` replaces parts of it. */
export function filing(house: House, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    jurisdiction: "lanhe",
    area: "990102",
    category: "ditiaogang",
    subject: { name: "某铸造厂", address: "河边第三个路口" },
    description: "后半夜有中频炉化废钢。",
    seenOn: "2026-11-01",
    isOngoing: true,
    reporter: { as: "anonymous" },
    proof: answeredQuestion(house),
    ...more,
  };
}
