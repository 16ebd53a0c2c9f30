import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readSettings } from "#server/env.ts";
import { openHouse } from "#server/house.ts";
import type { TestHouse } from "./house.ts";
import type { RunningServer } from "./running-server.ts";

/** The house of a running server, opened a second time beside it, as its commands do. */
export async function openHouseBeside({ folder, dataDir }: RunningServer): Promise<TestHouse> {
  const read = readSettings({
    DATA_DIR: dataDir,
    SECRETS_DIR: join(folder, "secrets"),
  });
  if (!("settings" in read)) throw new Error(read.problems.join("\n"));
  const { house } = await openHouse(read.settings);
  const clock = { now: new Date() };
  return {
    house: { ...house, now: () => clock.now },
    folder,
    passphrase: readFileSync(join(folder, "passphrase"), "utf8").trim(),
    clock,
    close: () => house.db.close(),
  };
}
