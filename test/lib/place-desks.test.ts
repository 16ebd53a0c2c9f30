import { expect, test } from "vitest";
import { placeDesks } from "#lib/place-desks.ts";
import { readContent } from "#registry/read-content.ts";
import type { JurisdictionFolder } from "#registry/snapshot.ts";

const ankang = readContent("content").snapshot?.jurisdictions.find(({ id }) => id === "ankang");
if (ankang === undefined) throw new Error("The content of the repository has errors.");

/** 安康, whose 市生态环境局 is dissolved on 2027-01-01, with what it led. */
const place: JurisdictionFolder = {
  ...ankang,
  departments: ankang.departments.map((entry) =>
    entry.id === "ecology" ? { ...entry, activeTo: "2027-01-01", successor: "miit" } : entry,
  ),
};
const deskOn = (today: string) =>
  placeDesks(place, today).desks.find(({ name }) => name === "安康市生态环境局");

test("a department that is to be dissolved says when and who takes over, until that day", () => {
  expect(deskOn("2026-12-31")).toMatchObject({
    leads: 1,
    later: "2027年1月1日撤销，安康市工业和信息化局接手",
    lasts: false,
  });
  expect(deskOn("2027-01-01")).toBeUndefined();
});

test("each rule names who leads it, and the way to change that names the rule", () => {
  const [first] = placeDesks(ankang, "2026-12-31").rules;
  const [rule] = ankang.responsibilities;
  expect(first?.summary).toBe(rule?.summary);
  expect(first?.assignHref).toBe(
    `/staff/desk-changes/new/?kind=assign&jurisdiction=ankang&rule=${rule?.id}`,
  );
});
