import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkReceipt } from "#components/receipt-check/check-receipt.ts";
import { actOnTip } from "#server/services/act-on-tip.ts";
import { recoveryClerk } from "#server/services/desk.ts";
import { follow, post, type TestApp, testApp } from "#support/app.ts";
import { filing, openTestHouse, type TestHouse } from "#support/house.ts";

let world: TestHouse;
let app: TestApp;
let filed: { receipt: string; reference: string; statement: string; signature: string };
/** The file a reporter saves, and the published keys, as text. */
let saved: string;
let published: string;

beforeAll(async () => {
  world = await openTestHouse();
  app = testApp(world).app;
  filed = await (await post(app, filing(world.house))).json();
  saved = await (await receiptOf(filed.receipt)).text();
  published = await (await app.request("/.well-known/tip-receipt-keys.json")).text();
});
afterAll(() => world.close());

test("the statement says number, time, and each desk with its day", () => {
  expect(filed.statement).toMatch(
    /^LH-2026-000001 2026-11-21T02:00:00\.000Z lead:market-regulation:2027-01-21 supporting:miit\S* sha256:[0-9a-f]{64}$/,
  );
});

test("the proof asked for later is that of the filing, and holds what was sent", async () => {
  const proof = JSON.parse(saved);
  expect(proof).toMatchObject({ statement: filed.statement, signature: filed.signature });
  expect(JSON.parse(proof.particulars).sent).toMatchObject({
    description: "后半夜有中频炉化废钢。",
    subject: { name: "某铸造厂" },
  });
});

test("what a desk does afterwards changes nothing in the proof", async () => {
  const clerk = recoveryClerk(world.house, world.passphrase);
  await actOnTip(world.house, clerk, filed.reference, { act: "admit", input: {} });
  expect(await (await follow(app, filed.receipt)).json()).toHaveProperty("status", "admitted");
  expect(await (await receiptOf(filed.receipt)).text()).toBe(saved);
});

test("neither code nor name stands in the proof", async () => {
  const reporter = { as: "named", name: "欧阳某某", phone: "13912345678" };
  const named = await (await post(app, filing(world.house, { reporter }))).json();
  const proof = await (await receiptOf(named.receipt)).text();
  expect(proof).toContain(named.reference);
  for (const word of ["欧阳某某", "13912345678", named.receipt]) expect(proof).not.toContain(word);
});

test("a true receipt is found to be true with the published keys alone", async () => {
  expect(await checkReceipt(`\n${saved}\n`, published)).toMatchObject({ isGenuine: true });
});

test.each<[string, () => [string, string], RegExp]>([
  ["another number", () => [saved.replaceAll("LH-2026", "LH-2025"), published], /签名对不上/],
  ["an earlier time", () => [saved.replaceAll("T02:00", "T01:00"), published], /签名对不上/],
  ["another signature", () => [changed({ signature: btoa("x".repeat(64)) }), published], /签名对/],
  ["a signature that is none", () => [changed({ signature: "一" }), published], /签名对不上/],
  ["other words", () => [saved.replace("中频炉", "工频炉"), published], /附的内容被改动/],
  ["an unknown key", () => [changed({ keyId: "0000" }), published], /密钥编号不在/],
  ["half a file", () => [saved.slice(0, 100), published], /不是完整的收据/],
  ["no file", () => ["", published], /不是完整的收据/],
  ["a list", () => ["[]", published], /不是完整的收据/],
  ["null", () => ["null", published], /不是完整的收据/],
  ["numbers for words", () => [changed({ statement: 7 }), published], /不是完整的收据/],
  ["no keys", () => [saved, "没有"], /公钥文件读不出来/],
  ["keys that are none", () => [saved, '{"keys":"x"}'], /公钥文件读不出来/],
  ["a key that is too short", () => [saved, shortKey()], /签名对不上/],
  ["null among the keys", () => [saved, '{"keys":[null]}'], /密钥编号不在/],
])("a receipt with %s is told from a true one", async (_, texts, sentence) => {
  const verdict = await checkReceipt(...texts());
  expect(verdict.isGenuine).toBe(false);
  expect(verdict.text).toMatch(sentence);
});

test("the acknowledgement of a file, which has no particulars, is told from a receipt", async () => {
  const { statement, signature, keyId } = JSON.parse(saved);
  const acknowledgement = JSON.stringify({ statement, signature, keyId });
  const verdict = await checkReceipt(acknowledgement, published);
  expect(verdict).toMatchObject({
    isGenuine: true,
    text: expect.stringContaining("收到了一个文件"),
  });
  const other = acknowledgement.replace("LH-2026", "LH-2025");
  expect(await checkReceipt(other, published)).toMatchObject({ isGenuine: false });
  const emptied = JSON.stringify({ statement, signature, keyId, particulars: null });
  expect((await checkReceipt(emptied, published)).text).toContain("不是完整的收据");
});

test("OpenSSL says the same, by the commands of the page", () => {
  const { statement, signature, keyId, particulars } = JSON.parse(saved);
  const { keys } = JSON.parse(published) as { keys: { id: string; pem: string }[] };
  const write = (name: string, text: string) => writeFileSync(join(world.folder, name), text);
  write("key.pem", keys.find((key) => key.id === keyId)?.pem ?? "");
  write("statement.txt", statement);
  write("signature.txt", signature);
  write("particulars.txt", particulars);
  const run = (command: string) =>
    execFileSync("sh", ["-c", command], { cwd: world.folder, encoding: "utf8", stdio: "pipe" });
  run("base64 -d signature.txt > signature.bin");
  const verify =
    "openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in statement.txt -sigfile signature.bin";
  expect(run(verify)).toContain("Signature Verified Successfully");
  const digest = createHash("sha256").update(particulars).digest("hex");
  expect(run("openssl dgst -sha256 particulars.txt")).toContain(digest);
  expect(statement.endsWith(`sha256:${digest}`)).toBe(true);
  write("statement.txt", statement.replace("lead", "lent"));
  expect(() => run(verify)).toThrow(/Command failed/);
});

test.each([
  ["no code", undefined, 401],
  ["a typing error", "Receipt 0000-0000-0000-0000-0001", 422],
  ["a code nobody was given", "Receipt 0000-0000-0000-0000-0000", 404],
])("no proof for %s", async (_, authorization, status) => {
  const headers: Record<string, string> = authorization ? { Authorization: authorization } : {};
  const answer = await app.request("/api/v1/tips/current/receipt", { headers });
  expect(answer.status).toBe(status);
});

function receiptOf(receipt: string) {
  return app.request("/api/v1/tips/current/receipt", {
    headers: { Authorization: `Receipt ${receipt}` },
  });
}

function changed(more: Record<string, unknown>): string {
  return JSON.stringify({ ...JSON.parse(saved), ...more });
}

function shortKey(): string {
  const { keys } = JSON.parse(published) as { keys: { publicKey: string }[] };
  return JSON.stringify({ keys: keys.map((key) => ({ ...key, publicKey: btoa("short") })) });
}
