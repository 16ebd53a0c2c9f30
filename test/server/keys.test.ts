import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { listKeys, openKeyring, type RotatedKey, rotateKey } from "#server/secrets/keyring.ts";
import { deriveKey } from "#server/secrets/sealing.ts";
import { follow, post, testApp } from "#support/app.ts";
import { filing, openTestHouse, type TestHouse } from "#support/house.ts";

const CHEAP = { memory: 64, passes: 1 };
const NOW = new Date("2026-11-21T02:00:00Z");
const LATER = new Date("2027-01-05T02:00:00Z");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "keys-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The house as it is after a restart with the keys that then lie in its folder. */
function restarted(world: TestHouse): TestHouse {
  const { keyring } = openKeyring(join(world.folder, "secrets"), CHEAP);
  return { ...world, house: { ...world.house, keyring } };
}

async function withHouse(work: (world: TestHouse) => Promise<void>): Promise<void> {
  const world = await openTestHouse();
  try {
    await work(world);
  } finally {
    await world.close();
  }
}

test("what a retired key has signed can still be checked, and it signs no more", () => {
  const { signing: old } = openKeyring(folder, CHEAP, NOW).keyring;
  const signature = old.sign("LH-2026-000001");
  rotateKey(folder, "signing", LATER);
  const { signing } = openKeyring(folder, CHEAP, LATER).keyring;
  expect(signing.id).not.toBe(old.id);
  expect(signing.verify(old.id, "LH-2026-000001", signature)).toBe(true);
  expect(signing.verify(old.id, "LH-2026-000002", signature)).toBe(false);
  expect(signing.verify(signing.id, "LH-2026-000001", signature)).toBe(false);
  expect(signing.verify("nobody", "LH-2026-000001", signature)).toBe(false);
  expect(signing.verify(old.id, "LH-2026-000001", "short")).toBe(false);
  const kept = JSON.parse(readFileSync(join(folder, "signing.json"), "utf8"));
  expect(kept.signing.map((key: { secret: unknown }) => key.secret === null)).toEqual([
    false,
    true,
  ]);
});

test("every public key is published with its time, newest first, and no secret", () => {
  const first = openKeyring(folder, CHEAP, NOW).keyring.signing;
  rotateKey(folder, "signing", LATER);
  const { signing } = openKeyring(folder, CHEAP, LATER).keyring;
  expect(signing.published()).toEqual([
    {
      id: signing.id,
      algorithm: "ed25519",
      publicKey: signing.publicKey,
      from: LATER.toISOString(),
      to: null,
    },
    {
      id: first.id,
      algorithm: "ed25519",
      publicKey: first.publicKey,
      from: NOW.toISOString(),
      to: LATER.toISOString(),
    },
  ]);
});

test("a receipt of before a new MAC key opens its tip; so does one of after", () =>
  withHouse(async (world) => {
    const before = await (await post(testApp(world).app, filing(world.house))).json();
    rotateKey(join(world.folder, "secrets"), "mac", LATER);
    const again = restarted(world);
    expect(again.house.keyring.macKey).not.toEqual(world.house.keyring.macKey);
    const { app } = testApp(again);
    const after = await (await post(app, filing(again.house))).json();
    for (const { receipt, reference } of [before, after]) {
      expect(await (await follow(app, receipt)).json()).toHaveProperty("reference", reference);
    }
  }));

test("a filing sent again after a new MAC key is still the same tip", () =>
  withHouse(async (world) => {
    const headers = { "Idempotency-Key": "sent-before-and-after-a-rotation" };
    const body = filing(world.house);
    const first = await (await post(testApp(world).app, body, headers)).json();
    rotateKey(join(world.folder, "secrets"), "mac", LATER);
    const { app } = testApp(restarted(world));
    expect(await (await post(app, body, headers)).json()).toEqual(first);
    const other = await post(app, { ...body, description: "另一件事" }, headers);
    expect(other.status).toBe(422);
  }));

test("a question asked before a new proof key must be asked again", () =>
  withHouse(async (world) => {
    const body = filing(world.house);
    rotateKey(join(world.folder, "secrets"), "proof", LATER);
    const again = restarted(world);
    const answer = await post(testApp(again).app, body);
    expect(answer.status).toBe(403);
    expect(await answer.json()).toHaveProperty("errors.0.field", "proof");
    expect((await post(testApp(again).app, filing(again.house))).status).toBe(201);
  }));

test.each<RotatedKey>(["signing", "mac", "proof"])(
  "a new %s key leaves the others alone",
  (key) => {
    openKeyring(folder, CHEAP, NOW);
    const inUse = () => listKeys(folder).filter(({ to }) => to === null);
    const before = inUse();
    const id = rotateKey(folder, key, LATER);
    expect(inUse()).toEqual(
      before.map((kept) => (kept.use === key ? { ...kept, id, from: LATER.toISOString() } : kept)),
    );
    expect(readdirSync(folder).filter((name) => name.endsWith(".new"))).toEqual([]);
  },
);

test("keys kept in the first form, one a file, are read as they were", () => {
  mkdirSync(folder, { recursive: true });
  const secret = Buffer.alloc(32, 7);
  const first = { id: "x", algorithm: "blake2b", secret: secret.toString("base64") };
  writeFileSync(join(folder, "server.json"), JSON.stringify(first));
  writeFileSync(join(folder, "signing.json"), JSON.stringify({ ...first, algorithm: "ed25519" }));
  const { keyring } = openKeyring(folder, CHEAP, NOW);
  expect(keyring.macKey).toEqual(Buffer.from(deriveKey(secret, "mac")));
  expect(keyring.proofKey).toEqual(Buffer.from(deriveKey(secret, "proof")));
  rotateKey(folder, "mac", LATER);
  const { macKeys } = openKeyring(folder, CHEAP, LATER).keyring;
  expect(macKeys[1]).toEqual(Buffer.from(deriveKey(secret, "mac")));
});

test.each(["server", "signing", "recovery"])(
  "a damaged %s.json stops the start by name",
  (name) => {
    openKeyring(folder, CHEAP, NOW);
    for (const damaged of ["", "{", "[]", '{"mac":[],"signing":[]}']) {
      writeFileSync(join(folder, `${name}.json`), damaged);
      expect(() => openKeyring(folder, CHEAP, NOW)).toThrow(`${name}.json`);
    }
  },
);

test("six processes that start at once share one set of keys and one passphrase", async () => {
  const program = `
    import { openKeyring } from "#server/secrets/keyring.ts";
    const { keyring, newPassphrase } = openKeyring(${JSON.stringify(folder)}, { memory: 64, passes: 1 });
    const { signing, recovery, macKey } = keyring;
    console.log(JSON.stringify([signing.id, recovery.id, Buffer.from(macKey).toString("hex"), newPassphrase]));`;
  const runs = await Promise.all(
    Array.from({ length: 6 }, () =>
      promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program]),
    ),
  );
  const seen = runs.map(({ stdout }) => JSON.parse(stdout) as (string | null)[]);
  for (const place of [0, 1, 2]) expect(new Set(seen.map((row) => row[place])).size).toBe(1);
  expect(seen.filter((row) => row[3] !== null)).toHaveLength(1);
});

test("the command lists keys without their secrets and tells wrong use from failure", async () => {
  const run = (...args: string[]) =>
    promisify(execFile)(process.execPath, ["scripts/keys.ts", ...args], {
      env: { PATH: process.env.PATH, SECRETS_DIR: folder },
    }).then(
      ({ stdout }) => ({ code: 0, stdout }),
      ({ code, stdout }: { code: number; stdout: string }) => ({ code, stdout }),
    );
  expect((await run("list")).code).toBe(1);
  openKeyring(folder, CHEAP, NOW);
  expect((await run("rotate", "signing")).code).toBe(0);
  const listed = await run("list");
  expect(listed.stdout.trim().split("\n")).toHaveLength(4);
  for (const { secret } of JSON.parse(readFileSync(join(folder, "server.json"), "utf8")).mac) {
    expect(listed.stdout).not.toContain(secret);
  }
  expect((await run("rotate", "recovery")).code).toBe(2);
  expect((await run()).code).toBe(2);
  expect((await run("--help")).stdout).toContain("npm run keys");
});
