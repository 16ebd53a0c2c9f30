import { stringify } from "csv-stringify/sync";
import { expect, test } from "vitest";
import { importSpreadsheet } from "#importing/import-spreadsheet.ts";
import { comparedRows } from "#publishing/compare-rows.ts";
import { readContent } from "#registry/read-content.ts";

const { snapshot } = readContent("content");
if (snapshot === undefined) throw new Error("the content is not sound");
const versions = snapshot.lists
  .filter(({ jurisdiction, kind }) => jurisdiction === "ankang" && kind === "rectification")
  .flatMap((list) => list.versions);
const standing = versions.find(
  (version) =>
    versions.findLast(({ entry }) => entry === version.entry) === version &&
    ["listed", "updated", "corrected"].includes(version.change),
);
const firm = snapshot.enterprises.find(({ id }) => id === standing?.enterprise);

test("a reviewer sees each field before and after, what stays unmarked, and what leaves with its reason", async () => {
  const rows = [
    ["行号", "企业名称", "县（市、区）", "行业", "备注"],
    [standing?.entry, firm?.name, "汉滨区", "钢铁", "已约谈"],
    ["", "汉滨崭新水泥厂", "汉滨区", "水泥", ""],
  ];
  const read = await importSpreadsheet(
    new TextEncoder().encode(stringify(rows)),
    {
      fileName: "名单.csv",
      jurisdiction: "ankang",
      kind: "rectification",
      statedAs: null,
      replaces: "all",
      answers: {},
      today: "2026-11-21",
    },
    snapshot,
  );
  if ("refused" in read) throw new Error(JSON.stringify(read.refused));
  const [gone] = read.draft.vanished;
  if (gone === undefined) throw new Error("no row leaves");
  const compared = comparedRows(
    read.draft,
    {
      revision: { change: "corrected", reason: "补充" },
      leaving: { [gone.entry]: { change: "withdrawn", reason: "认定有误" } },
    },
    new Map([[firm?.area ?? "", "原来的县"]]),
  );
  const [revised, added] = compared;
  expect(revised).toMatchObject({ act: "更正", name: firm?.name, reason: "补充" });
  expect(revised?.fields).toContainEqual({
    name: "备注",
    cell: "E2",
    before: standing?.remark ?? null,
    after: "已约谈",
    isChanged: true,
  });
  expect(revised?.fields.find(({ cell }) => cell === "C2")?.before).toBe("原来的县");
  expect(revised?.fields.find(({ name }) => name === "企业名称")).toMatchObject({
    before: firm?.name,
    after: firm?.name,
    isChanged: false,
  });
  expect(added).toMatchObject({ act: "列入", name: "汉滨崭新水泥厂" });
  const ofAdded = added?.fields.map(({ before, isChanged }) => before === null && isChanged);
  expect(new Set(ofAdded)).toEqual(new Set([true]));
  expect(compared.find(({ place }) => place.includes(gone.entry))).toMatchObject({
    act: "撤销",
    reason: "认定有误",
  });
});
