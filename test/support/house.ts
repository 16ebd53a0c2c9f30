import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Database } from "#db/database.ts";
import { openSqlite } from "#db/sqlite.ts";
import { shanghaiDate } from "#domain/calendar-date.ts";
import { readContent } from "#registry/read-content.ts";
import { openKeyring } from "#server/secrets/keyring.ts";
import type { House } from "#server/services/house.ts";
import { newQuestion } from "#server/services/proofs.ts";

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
 * A house of a test's own in a temporary folder, on the small fixture content; on a SQLite file
 * there, unless handed a database.
 */
export function openTestHouse(content = "test/fixtures/small-content", db?: Database): TestHouse {
  const folder = mkdtempSync(join(tmpdir(), "house-"));
  const { snapshot, problems } = readContent(content);
  if (snapshot === undefined) throw new Error(JSON.stringify(problems));
  const { keyring, newPassphrase } = openKeyring(join(folder, "secrets"), CHEAP);
  const clock = { now: new Date("2026-11-21T02:00:00Z") };
  const house: House = {
    db: db ?? openSqlite(join(folder, "data", "tips.sqlite")),
    keyring,
    snapshot: () => snapshot,
    now: () => clock.now,
    today: () => shanghaiDate(clock.now),
  };
  return {
    house,
    folder,
    passphrase: newPassphrase ?? "",
    clock,
    close: async () => {
      await house.db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const NUMBERS = "零一二三四五六七八九";

/** A question of the house with its right answer, as a person would give it. */
export function answeredQuestion(house: House): { question: string; answer: string } {
  const { token, text } = newQuestion(house);
  return { question: token, answer: answerTo(text) };
}

/** The answer to `三加五等于几？`. */
export function answerTo(text: string): string {
  const [, a = "", b = ""] = /(.)加(.)等于/.exec(text) ?? [];
  return String(NUMBERS.indexOf(a) + NUMBERS.indexOf(b));
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
