import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findChainFault } from "#db/queries/chain-check.ts";
import { TIP_STATUSES } from "#domain/tip-status.ts";
import { readSettings } from "#server/env.ts";
import { openHouse } from "#server/house.ts";
import type { House } from "#server/services/house.ts";
import { signInWithCode } from "#server/services/second-step.ts";
import { signIn } from "#server/services/sign-in.ts";
import { openSignInThrottle } from "#server/services/sign-in-throttle.ts";
import { openStaffSession } from "#server/services/staff-session.ts";
import { viewTipAtDesk } from "#server/services/view-tip-at-desk.ts";
import { resultOf } from "#support/staff.ts";

const folder = mkdtempSync(join(tmpdir(), "demo-"));
const env = { DATA_DIR: join(folder, "data"), SECRETS_DIR: join(folder, "secrets") };
const fill = () =>
  promisify(execFile)(process.execPath, ["scripts/demo.ts"], {
    env: { PATH: process.env.PATH, ...env },
  });

let printed = "";
let house: House;

// Forty tips and nine members with real passwords take a while.
beforeAll(async () => {
  printed = (await fill()).stdout;
  const read = readSettings(env);
  if (!("settings" in read)) throw new Error(read.problems.join());
  ({ house } = await openHouse(read.settings));
});
afterAll(async () => {
  await house?.db.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Signs in with what was printed: password and the first recovery code. */
async function enter(account: string) {
  const [, password = "", code = ""] =
    new RegExp(`${account}（.*\\n +密码 +(\\S+)\\n.*\\n +备用码 +(\\S+)`).exec(printed) ?? [];
  const throttle = openSignInThrottle(house);
  const nobody = { visitor: null, device: "" };
  const { cookie } = resultOf(await signIn(house, throttle, { account, password }, nobody));
  const opened = resultOf(await signInWithCode(house, throttle, cookie, { code }, nobody));
  const session = await openStaffSession(house, opened.cookie);
  if (session === null) throw new Error(`${account} is not signed in`);
  return session;
}

test("forty invented tips stand in every state", async () => {
  const tips = await house.db.read.query.tips.findMany();
  expect(tips).toHaveLength(40);
  const missing = TIP_STATUSES.filter(({ id }) => !tips.some(({ status }) => status === id));
  expect(missing.map(({ id }) => id)).toEqual([]);
});

test("a printed log-in opens the tips of its desk, each marked as invented; an auditor's opens none", async () => {
  const lead = await enter("demo.ankang.miit");
  const auditor = await enter("demo.auditor");
  const tips = await house.db.read.query.tips.findMany();
  let opened = 0;
  for (const { reference } of tips) {
    expect(await viewTipAtDesk(house, auditor.clerk, reference)).toHaveProperty("refusal");
    const viewed = await viewTipAtDesk(house, lead.clerk, reference);
    if (!("value" in viewed)) continue;
    opened += 1;
    expect(viewed.value.body.description).toMatch(/^【演示数据，不是真实举报】/);
  }
  expect(opened).toBeGreaterThan(5);
  expect(opened).toBeLessThan(tips.length);
});

test("log-ins say in Chinese for which desk or place, and two people can publish", () => {
  expect(printed).toContain("demo.handler（承办人，安康市工业和信息化局）");
  expect(printed.match(/（发布员[甲乙]，安康市）/g)).toHaveLength(2);
  expect(printed).not.toMatch(/（[^）]*[a-z]/);
});

test("both chains are whole", async () => {
  expect(await findChainFault(house.db.read, "tip-events")).toBeNull();
  expect(await findChainFault(house.db.read, "staff-events")).toBeNull();
});

test("a folder with anything in it is refused and left alone", async () => {
  const before = await house.db.read.query.members.findMany();
  await expect(fill()).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining("空的数据目录"),
  });
  expect(await house.db.read.query.members.findMany()).toEqual(before);
});
