import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
