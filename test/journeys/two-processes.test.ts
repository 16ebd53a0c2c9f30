import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findChainFault } from "#db/queries/chain-check.ts";
import { headFolder } from "#server/secrets/head-files.ts";
import { readSigning } from "#server/secrets/keyring.ts";
import { checkChains } from "#server/services/check-chains.ts";
import { makeBareSite } from "#support/bare-site.ts";
import { SHARED, type SharedDatabase } from "#support/databases.ts";
import { type ApiAnswer, fileAt, followAt } from "#support/filing-client.ts";
import { type RunningServer, startServer } from "#support/running-server.ts";

/** Milliseconds, on a machine that is busy with other tests. */
const PATIENCE = 120_000;

describe.each(SHARED)("two server processes on one $name", ({ make }) => {
  let made: SharedDatabase;
  let folder: string;
  let servers: RunningServer[];

  beforeAll(async () => {
    made = await make();
    folder = mkdtempSync(join(tmpdir(), "two-"));
    const site = makeBareSite(folder);
    const settings = {
      ...made.environment,
      SECRETS_DIR: join(folder, "secrets"),
      CONTENT_DIR: "test/fixtures/small-content",
      LOG_LEVEL: "error",
    };
    // At once, on an empty folder of secrets.
    servers = await Promise.all([startServer(site, settings), startServer(site, settings)]);
  }, PATIENCE);
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await made.drop();
    rmSync(folder, { recursive: true, force: true });
  });
  const originOf = (index: number) => servers[index % 2]?.origin ?? "";
  const numbersOf = (answers: readonly ApiAnswer[]) =>
    answers
      .map(({ body }) => Number(String(body.reference).split("-").at(-1)))
      .toSorted((a, b) => a - b);

  test("started together they have one set of keys, and one of them showed its passphrase", () => {
    const shown = servers.filter(({ output }) => output().includes("recovery key was made"));
    expect(shown).toHaveLength(1);
  });

  test(
    "200 filings at once: 200 receipts, numbers without a gap, none twice",
    async () => {
      // Whoever asked the question, either may be answered.
      const answers = await Promise.all(
        Array.from({ length: 200 }, (_, index) => fileAt(originOf(index), originOf(index >> 1))),
      );
      expect(answers.filter(({ status }) => status !== 201)).toEqual([]);
      expect(numbersOf(answers)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
      expect(new Set(answers.map(({ body }) => body.receipt)).size).toBe(200);
      expect(new Set(answers.map(({ body }) => body.keyId)).size).toBe(1);
      expect(await findChainFault(made.db.read, "tip-events")).toBeNull();
      expect(await made.db.read.query.deskKeys.findMany()).toHaveLength(2);
    },
    PATIENCE,
  );

  test("every event is signed outside the database by the process that appended it", async () => {
    const secrets = join(folder, "secrets");
    const audit = { signing: readSigning(secrets), folder: headFolder(secrets) };
    const report = await checkChains({ read: made.db.read, ...audit });
    expect(report).toMatchObject({ forgedHeads: [], damagedHeads: [] });
    expect(report.chains[0]).toMatchObject({ rows: 200, fault: null, adopted: [] });
  });

  test("what one has taken the other shows", async () => {
    const { body } = await fileAt(originOf(0));
    const seen = await followAt(originOf(1), body.receipt);
    expect(seen).toMatchObject({ status: 200, body: { reference: body.reference } });
    expect(servers.map(({ output }) => output()).join("\n")).not.toContain("fault");
  });

  test(
    "one is killed amid filings: nothing acknowledged is lost, no half tip, no gap",
    async () => {
      const acknowledged: ApiAnswer[] = [];
      const keepFiling = async (index: number) => {
        while (acknowledged.length < 120) {
          const answer = await fileAt(originOf(index)).catch(() => null);
          if (answer === null) return;
          expect(answer.status).toBe(201);
          acknowledged.push(answer);
          if (acknowledged.length === 40) void servers[0]?.kill();
        }
      };
      await Promise.all(Array.from({ length: 12 }, (_, index) => keepFiling(index)));
      expect(acknowledged.length).toBeGreaterThanOrEqual(120);
      for (const { body } of acknowledged) {
        const seen = await followAt(originOf(1), body.receipt);
        expect(seen).toMatchObject({ status: 200, body: { reference: body.reference } });
      }
      const { tips, tipEvents, tipKeys } = made.db.read.query;
      const stored = await tips.findMany();
      const numbers = stored.map(({ reference }) => Number(reference.split("-").at(-1)));
      expect(numbers.toSorted((a, b) => a - b)).toEqual(stored.map((_, index) => index + 1));
      expect(await tipEvents.findMany()).toHaveLength(stored.length);
      expect(new Set((await tipKeys.findMany()).map(({ tipId }) => tipId)).size).toBe(
        stored.length,
      );
      expect(await findChainFault(made.db.read, "tip-events")).toBeNull();
    },
    PATIENCE,
  );
});
