import { expect, test } from "vitest";
import { killAgainAndAgain } from "#support/killed-server.ts";
import { randomFrom } from "../../bench/random.ts";

const KILLS = 5;
const SEED = 20261121;
const PATIENCE = 180_000;

test(
  "killed at any moment a server has lost nothing it acknowledged and leaves no half tip",
  async () => {
    const { whole } = randomFrom(SEED);
    const report = await killAgainAndAgain(KILLS, () => whole(1_000_000) / 1_000_000);
    expect(report.faults).toEqual([]);
    expect(report.kills).toBe(KILLS);
    expect(report.acknowledged).toBeGreaterThan(0);
    expect(report.files).toBeGreaterThan(0);
    expect(report.sentAgain).toBeGreaterThan(0);
  },
  PATIENCE,
);
