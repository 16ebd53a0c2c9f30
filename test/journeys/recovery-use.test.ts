import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { findChainFault } from "#db/queries/chain-check.ts";
import { CannotOpen } from "#server/secrets/sealing.ts";
import { listAuditTrail } from "#server/services/list-audit-trail.ts";
import {
  countUnseenRecoveries,
  listRecoveryUses,
  recordRecovery,
  recordRecoverySeen,
} from "#server/services/recovery-use.ts";
import { post, testApp } from "#support/app.ts";
import { filing, openTestHouse, type TestHouse } from "#support/house.ts";
import {
  claim,
  makeAdministrator,
  makeMember,
  resultOf,
  signedIn,
  type TestMember,
} from "#support/staff.ts";

const DESK = { jurisdiction: "lanhe", department: "market-regulation" };
const OTHER = { jurisdiction: "lanhe", department: "government" };

let world: TestHouse;
let admin: TestMember;
let auditor: TestMember;
let lead: TestMember;
let handler: TestMember;
let elsewhere: TestMember;
let reference: string;

beforeAll(async () => {
  world = await openTestHouse();
  admin = await makeAdministrator(world);
  auditor = await makeMember(world, admin, "auditor", [{ role: "auditor" }]);
  lead = await makeMember(world, admin, "lead", [{ role: "deskLead", ...DESK }]);
  handler = await makeMember(world, admin, "handler", [{ role: "handler", ...DESK }], {
    hasKeys: false,
  });
  elsewhere = await makeMember(world, admin, "elsewhere", [{ role: "deskLead", ...OTHER }]);
  const { app } = testApp(world);
  reference = (await (await post(app, filing(world.house))).json()).reference;
  for (const member of [admin, auditor, lead, handler, elsewhere]) await confirmAll(member);
});
afterAll(() => world.close());

async function confirmAll(member: TestMember) {
  const session = await signedIn(world, member);
  const [newest] = await listRecoveryUses(world.house, session);
  if (newest) resultOf(await recordRecoverySeen(world.house, session, newest.position));
}
const unseen = async (member: TestMember) =>
  await countUnseenRecoveries(world.house, await signedIn(world, member));
const show = (passphrase: string) =>
  recordRecovery(world.house, passphrase, {
    reference,
    detail: `在服务器上办理 ${reference}（show）`,
  });

describe("whoever reads a tip with the passphrase", () => {
  test("is seen by all of its desk, administrators and auditors, and by no other desk", async () => {
    await show(world.passphrase);
    for (const member of [lead, handler])
      expect([member.account, await unseen(member)]).toEqual([member.account, 1]);
    // Who sees all sees one for each desk that has the tip.
    for (const member of [admin, auditor]) expect(await unseen(member)).toBeGreaterThan(0);
    expect(await unseen(elsewhere)).toBe(0);
    const [use] = await listRecoveryUses(world.house, await signedIn(world, handler));
    expect(use).toMatchObject({ ...DESK, isSeen: false, actor: "服务器命令" });
    expect(use?.detail).toContain(reference);
  });

  test("is told of until each has confirmed having seen it, for themselves alone", async () => {
    await confirmAll(handler);
    expect([await unseen(handler), await unseen(lead)]).toEqual([0, 1]);
    await show(world.passphrase);
    expect([await unseen(handler), await unseen(lead)]).toEqual([1, 2]);
  });

  test("stands in the audit trail with what it was for, and so do the confirmations", async () => {
    const { lines } = await listAuditTrail(world.house, "staff", {});
    const use = lines.find(({ name }) => name === "动用恢复口令");
    expect(use?.purpose).toContain(reference);
    expect(lines.map(({ name }) => name)).toContain("看到恢复口令的动用");
    expect(await findChainFault(world.house.db.read, "staff-events")).toBeNull();
  });

  test("leaves nothing on record with a wrong passphrase, since nothing opened", async () => {
    const before = await unseen(lead);
    await expect(show("AAAA-BBBB-CCCC-DDDD-EEEE-FFFF")).rejects.toThrow(CannotOpen);
    expect(await unseen(lead)).toBe(before);
  });
});

test("handing a key over with the passphrase says to whom and for what", async () => {
  await claim(world, DESK, handler);
  const [use] = await listRecoveryUses(world.house, await signedIn(world, lead));
  expect(use).toMatchObject({ ...DESK, member: "成员handler", detail: "交付部门钥匙" });
});

test("a use that does not concern somebody cannot be confirmed by them", async () => {
  const [use] = await listRecoveryUses(world.house, await signedIn(world, lead));
  const session = await signedIn(world, elsewhere);
  if (use === undefined) throw new Error("no use");
  const answer = await recordRecoverySeen(world.house, session, use.position);
  expect(answer).toMatchObject({ refusal: "not-found" });
});

test("whoever comes to the desk later is not told of what was before", async () => {
  const later = await makeMember(world, admin, "later", [{ role: "intake", ...DESK }], {
    hasKeys: false,
  });
  expect(await unseen(later)).toBe(0);
});

// The command opens the database of its environment, which here is a file.
if (inject("houses") === "sqlite")
  test("the desk at the command line is on record before it shows a tip", async () => {
    const file = join(world.folder, "passphrase");
    writeFileSync(file, world.passphrase);
    const before = await unseen(lead);
    const env = {
      ...process.env,
      DATA_DIR: join(world.folder, "data"),
      SECRETS_DIR: join(world.folder, "secrets"),
      CONTENT_DIR: "test/fixtures/small-content",
    };
    const args = ["scripts/desk.ts", "show", reference, "--passphrase-file", file];
    const { stdout } = await promisify(execFile)(process.execPath, args, { env });
    expect(stdout).toContain(reference);
    expect(await unseen(lead)).toBe(before + 1);
  });
