import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { openKeyring } from "#server/secrets/keyring.ts";
import { openRecovery } from "#server/secrets/recovery.ts";
import {
  CannotOpen,
  newKey,
  newKeyPair,
  SIZE_CLASSES,
  seal,
  sealJson,
  sealTo,
  sizeClassOf,
  unseal,
  unsealJson,
  unsealWith,
} from "#server/secrets/sealing.ts";

const folder = mkdtempSync(join(tmpdir(), "secrets-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const CHEAP = { memory: 64, passes: 1 };
const words = Buffer.from("夜里有人化钢");

test("what is sealed opens with its key, in its place", () => {
  const key = newKey();
  expect(Buffer.from(unseal(key, seal(key, words, "a/body"), "a/body"))).toEqual(words);
  const pair = newKeyPair();
  expect(Buffer.from(unsealWith(pair, sealTo(pair.publicKey, words)))).toEqual(words);
});

test("with another key, in another place, or with any byte changed, it does not open", () => {
  const key = newKey();
  const sealed = seal(key, words, "a/body");
  expect(() => unseal(newKey(), sealed, "a/body")).toThrow(CannotOpen);
  expect(() => unseal(key, sealed, "b/body")).toThrow(CannotOpen);
  for (let place = 0; place < sealed.length; place += 1) {
    const changed = Buffer.from(sealed);
    changed[place] = (changed[place] ?? 0) ^ 1;
    expect(() => unseal(key, changed, "a/body"), `byte ${place}`).toThrow(CannotOpen);
  }
  expect(() => unsealWith(newKeyPair(), sealTo(newKeyPair().publicKey, words))).toThrow(CannotOpen);
});

test("the same words are never sealed twice to the same bytes", () => {
  const key = newKey();
  expect(seal(key, words, "a").equals(seal(key, words, "a"))).toBe(false);
});

test("every text up to the longest filing fits a size class, and only the class shows", () => {
  const key = newKey();
  for (const length of [0, 1, 300, 1000, 1500, 5000, 15_000, 40_000]) {
    const sealed = sealJson(key, { text: "字".repeat(length / 3) }, "a");
    expect(SIZE_CLASSES).toContain(sizeClassOf(sealed));
    expect(unsealJson(key, sealed, "a")).toEqual({ text: "字".repeat(length / 3) });
  }
  expect(() => sealJson(key, "字".repeat(30_000), "a")).toThrow(RangeError);
});

test("the first start makes the keys and shows the passphrase, the second shows nothing", () => {
  const first = openKeyring(folder, CHEAP);
  const second = openKeyring(folder, CHEAP);
  expect(first.newPassphrase).toMatch(/^(?:[2-9A-Z]{4}-){5}[2-9A-Z]{4}$/);
  expect(second.newPassphrase).toBeNull();
  expect(second.keyring.macKey).toEqual(first.keyring.macKey);
  expect(second.keyring.signing.sign("x")).toBe(first.keyring.signing.sign("x"));
});

test("of processes that start together on an empty folder one makes the keys for all", async () => {
  const place = join(folder, "together");
  const open = `
    const { openKeyring } = await import("./server/secrets/keyring.ts");
    const { keyring, newPassphrase } = openKeyring(process.argv[1], { memory: 64, passes: 1 });
    const macKey = Buffer.from(keyring.macKey).toString("hex");
    const { signing, recovery } = keyring;
    console.log(JSON.stringify([newPassphrase, macKey, signing.id, recovery.id]));`;
  const started = Array.from({ length: 6 }, () =>
    promisify(execFile)(process.execPath, ["--input-type=module", "-e", open, place]),
  );
  const seen = (await Promise.all(started)).map(({ stdout }) => JSON.parse(stdout));
  const shown = seen.map(([passphrase]) => passphrase).filter((passphrase) => passphrase !== null);
  expect(shown).toHaveLength(1);
  expect(new Set(seen.map(([, ...keys]) => keys.join())).size).toBe(1);
  const { recovery } = openKeyring(place, CHEAP).keyring;
  expect(() => openRecovery(recovery, shown[0])).not.toThrow();
  expect(readdirSync(place).sort()).toEqual(["recovery.json", "server.json", "signing.json"]);
});

test("only the passphrase opens the recovery key, in any spelling; no file holds it", () => {
  const place = join(folder, "again");
  const { keyring, newPassphrase } = openKeyring(place, CHEAP);
  const passphrase = newPassphrase ?? "";
  const spelled = passphrase.toLowerCase().replaceAll("-", " ");
  const pair = openRecovery(keyring.recovery, spelled);
  expect(Buffer.from(unsealWith(pair, sealTo(pair.publicKey, words)))).toEqual(words);
  expect(() => openRecovery(keyring.recovery, `${passphrase}2`)).toThrow(CannotOpen);
  for (const name of ["recovery.json", "server.json", "signing.json"]) {
    expect(readFileSync(join(place, name), "utf8")).not.toContain(passphrase);
    expect(statSync(join(place, name)).mode & 0o077).toBe(0);
  }
  expect(statSync(place).mode & 0o077).toBe(0);
});
