import { expect, test } from "vitest";
import type { Outcome } from "#domain/outcome.ts";
import { enterpriseSheet } from "#lib/enterprise-view.ts";
import { outcomePages } from "#lib/outcome-paths.ts";
import { outcomeRows } from "#lib/outcome-view.ts";
import { shellOf } from "#lib/shell.ts";
import { indexOf } from "#lib/snapshot-index.ts";
import { readContent } from "#registry/read-content.ts";

const TODAY = "2026-11-21";
const { snapshot: small } = readContent("test/fixtures/small-content");
if (!small) throw new Error("the small content is broken");

const TOLD: Outcome = {
  id: "lanhe-oa",
  jurisdiction: "lanhe",
  by: "miit",
  category: "ditiaogang",
  enterprise: "lanhe-e1",
  listEntry: "lanhe-x1",
  finding: "substantiated",
  summary: "反映夜间开炉。",
  measure: "已责令拆除。",
  sample: true,
  versions: [{ version: 1, change: "disclosed", on: "2026-03-02" }],
};
const WITHDRAWN: Outcome = {
  ...TOLD,
  id: "lanhe-ob",
  versions: [
    { version: 1, change: "disclosed", on: "2026-05-02" },
    { version: 2, change: "withdrawn", on: "2026-06-01", reason: "文字有误" },
  ],
};
const snapshot = { ...small, outcomes: [TOLD, WITHDRAWN] };
const firm = snapshot.enterprises.find(({ id }) => id === "lanhe-e1");

test("outcomes are listed with the newest first, withdrawn ones among them", () => {
  const [page, ...others] = outcomePages(snapshot);
  expect(others).toEqual([]);
  expect(page?.props.outcomes.map(({ id }) => id)).toEqual(["lanhe-ob", "lanhe-oa"]);
});

test("of a withdrawn outcome stay the days and the reason, and nobody's name", () => {
  const [withdrawn] = outcomeRows(indexOf(snapshot));
  expect(withdrawn).toMatchObject({ withdrawnOn: "2026-06-01", withdrawnReason: "文字有误" });
  const words = JSON.stringify(outcomePages(snapshot)[0]?.props.outcomes[0]);
  for (const said of ["lanhe-e1", "岚河试验钢铁", "反映夜间开炉", "责令拆除"])
    expect(words).not.toContain(said);
  expect(JSON.stringify(withdrawn)).not.toContain("lanhe-e1");
});

test("the enterprise's page and data hold what is public, with the list it belongs to", () => {
  if (!firm) throw new Error("no such firm");
  const { outcomes } = enterpriseSheet(indexOf(snapshot), firm, TODAY);
  expect(outcomes.map(({ id }) => id)).toEqual(["lanhe-oa"]);
  expect(outcomes[0]?.told).toMatchObject({ listPath: "/lists/lanhe/exit/", findingName: "属实" });
});

test("without outcomes the navigation has no place for them, and their page says so", () => {
  const columnsOf = (outcomes: Outcome[]) =>
    shellOf({ snapshot: { ...small, outcomes }, today: TODAY, serviceOrigin: "" }).columns;
  expect(columnsOf([]).map(({ id }) => id)).not.toContain("outcomes");
  expect(columnsOf([TOLD]).map(({ id }) => id)).toContain("outcomes");
  expect(outcomePages(small)[0]?.props.outcomes).toEqual([]);
});
