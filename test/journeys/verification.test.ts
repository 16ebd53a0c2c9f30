import { afterAll, beforeAll, expect, test } from "vitest";
import { verificationField, verificationInput } from "#domain/verification-form.ts";
import { actOnTip } from "#server/services/act-on-tip.ts";
import { type Clerk, recoveryClerk } from "#server/services/desk.ts";
import { recordAlone, recordVerification } from "#server/services/record-verification.ts";
import { viewTipAtDesk } from "#server/services/view-tip-at-desk.ts";
import { follow, post, type TestApp, testApp } from "#support/app.ts";
import { filing, openTestHouse, type TestHouse } from "#support/house.ts";

let world: TestHouse;
let app: TestApp;
let clerk: Clerk;
let tip: { reference: string; receipt: string };

const RECORD = {
  checkedOn: "2026-11-20",
  place: "东山路1号院内",
  inspectors: ["核查员甲", "核查员乙"],
  machines: [{ what: "中频炉，5吨", powerCut: "yes", canRestart: "no", note: "炉体尚有余温" }],
};
const record = (input: unknown, who = clerk) =>
  recordVerification(world.house, who, tip.reference, recordAlone(input));

beforeAll(async () => {
  world = await openTestHouse();
  app = testApp(world).app;
  clerk = recoveryClerk(world.house, world.passphrase);
  tip = await (await post(app, filing(world.house))).json();
});
afterAll(() => world.close());

test("nothing is recorded before the check has begun, and the desk is told when it is", async () => {
  expect(await record(RECORD)).toMatchObject({
    refusal: "conflict",
    problems: [{ message: expect.stringContaining("核查") }],
  });
});

test("the desks read what inspectors saw, machine by machine; the reporter never does", async () => {
  for (const act of ["admit", "verify"])
    await actOnTip(world.house, clerk, tip.reference, { act, input: {} });
  expect(await record(RECORD)).toMatchObject({ value: {} });
  expect(await viewTipAtDesk(world.house, clerk, tip.reference)).toMatchObject({
    value: {
      verifications: [
        {
          ...RECORD,
          author: "recovery",
          machines: [{ what: "中频炉，5吨", powerCut: "yes", waterCut: "unseen" }],
        },
      ],
    },
  });
  const seen = await (await follow(app, tip.receipt)).text();
  for (const word of ["核查员甲", "东山路", "余温"]) expect(seen).not.toContain(word);
});

test("no word of a record lies in the database in the clear", async () => {
  const rows = await world.house.db.read.query.verificationRecords.findMany();
  expect(rows).toHaveLength(1);
  const bytes = Buffer.from(rows[0]?.sealedRecord ?? []);
  for (const word of ["核查员", "东山路", "中频炉"]) expect(bytes.includes(word)).toBe(false);
});

test("everything that is wrong is said at once, and whoever may not handle is refused", async () => {
  expect(
    await record({ checkedOn: "2027-01-01", place: "", inspectors: ["甲", "甲"], machines: [] }),
  ).toMatchObject({
    refusal: "invalid",
    problems: [{ field: "place" }, { field: "inspectors.1" }, { field: "machines" }],
  });
  expect(await record({ ...RECORD, checkedOn: "2027-01-01" })).toMatchObject({
    problems: [{ field: "checkedOn" }],
  });
  const reader: Clerk = { ...clerk, may: (permission) => permission === "readTip" };
  expect(await record(RECORD, reader)).toMatchObject({ refusal: "forbidden" });
});

test("the form leaves out machines of which nothing was typed, and problems find their field", () => {
  const fields = new Map([
    ["machines.0.what", " "],
    ["machines.2.sealed", "yes"],
    ["machines.2.what", ""],
    ["inspectors.0", "甲"],
  ]);
  const form = { fields, photoFields: ["photos"] };
  expect(verificationInput(form)).toMatchObject({
    inspectors: ["甲", ""],
    machines: [{ what: "", sealed: "yes" }],
  });
  expect(verificationField(form, "machines.0.what")).toBe("machines.2.what");
  expect(verificationField(form, "machines")).toBe("machines.2.what");
  expect(verificationField(form, "inspectors")).toBe("inspectors.0");
  expect(verificationField(form, "place")).toBe("place");
  expect(verificationField(form, "machines.2.photos")).toBe("machines.2.photos");
});

test("a machine of which there is only a photograph is there, and wants a name", () => {
  const form = { fields: new Map<string, string>(), photoFields: ["machines.3.photos"] };
  expect(verificationInput(form).machines).toEqual([{ what: "" }]);
  expect(verificationField(form, "machines.0.what")).toBe("machines.3.what");
});
