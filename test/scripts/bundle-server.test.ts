import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeBareSite } from "#support/bare-site.ts";
import { SHARED } from "#support/databases.ts";
import { fileAt, followAt } from "#support/filing-client.ts";
import { startServer } from "#support/running-server.ts";

const BUNDLING = 60_000;
let folder: string;

beforeAll(() => {
  // Below node_modules, as at `npm start`, where packages with machine code are found.
  mkdirSync("node_modules/.cache", { recursive: true });
  folder = mkdtempSync(join("node_modules", ".cache", "bundle-"));
  execFileSync(process.execPath, ["scripts/bundle-server.ts", join(folder, "server")]);
}, BUNDLING);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(SHARED)("the bundled server on $name", ({ make }) => {
  test("makes its tables, takes a tip and shows it", async () => {
    const made = await make();
    const settings = { ...made.environment, CONTENT_DIR: "test/fixtures/small-content" };
    const program = join(folder, "server", "index.js");
    const server = await startServer(makeBareSite(folder), settings, program);
    const { status, body } = await fileAt(server.origin);
    expect(status).toBe(201);
    const seen = await followAt(server.origin, body.receipt);
    expect(seen).toMatchObject({ status: 200, body: { reference: "LH-2026-000001" } });
    expect(await made.db.read.query.tips.findMany()).toHaveLength(1);
    expect(await server.stop()).toBe(0);
    await made.drop();
  });
});
