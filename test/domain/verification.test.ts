import { expect, test } from "vitest";
import { problemsOfVerification, verification } from "#domain/verification.ts";

const SOUND = {
  checkedOn: "2026-11-20",
  place: "岚河区东山路1号院内",
  inspectors: ["核查员甲", "核查员乙"],
  machines: [{ what: "中频炉，5吨", dismantled: "no", powerCut: "yes" }],
};
const fieldsOf = (more: object) => {
  const parsed = verification.safeParse({ ...SOUND, ...more });
  return parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join("."));
};

test("what nobody looked at is kept as not looked at, never as a no", () => {
  const { machines } = verification.parse(SOUND);
  expect(machines[0]).toMatchObject({
    dismantled: "no",
    powerCut: "yes",
    waterCut: "unseen",
    canRestart: "unseen",
  });
});

test.each([
  ["one inspector", { inspectors: ["核查员甲"] }, ["inspectors"]],
  ["three inspectors", { inspectors: ["甲", "乙", "丙"] }, ["inspectors"]],
  ["the same inspector twice", { inspectors: ["核查员甲", " 核查员甲 "] }, ["inspectors.1"]],
  ["an inspector without a name", { inspectors: ["核查员甲", " "] }, ["inspectors.1"]],
  ["no machine", { machines: [] }, ["machines"]],
  ["a machine that is not named", { machines: [{ what: "", sealed: "yes" }] }, ["machines.0.what"]],
  [
    "an answer that is none",
    { machines: [{ what: "炉", sealed: "maybe" }] },
    ["machines.0.sealed"],
  ],
  ["a day that does not exist", { checkedOn: "2026-02-30" }, ["checkedOn"]],
  ["no place and no day", { place: " ", checkedOn: "" }, ["checkedOn", "place"]],
])("%s is refused", (_, more, fields) => expect(fieldsOf(more)).toEqual(fields));

test("nobody has been on site tomorrow", () => {
  const record = verification.parse(SOUND);
  expect(problemsOfVerification(record, "2026-11-20")).toEqual([]);
  expect(problemsOfVerification(record, "2026-11-19")).toMatchObject([{ field: "checkedOn" }]);
});

test("a record without a machine says how a visit that found nothing is written", () => {
  const { error } = verification.safeParse({ ...SOUND, machines: [] });
  expect(error?.issues[0]?.message).toContain("没有发现设备");
});

test("a day that was left open is not called a day that does not exist", () => {
  const { error } = verification.safeParse({ ...SOUND, checkedOn: "" });
  expect(error?.issues[0]?.message).toMatch(/^没有填写日期/);
});
