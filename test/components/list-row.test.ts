import { describe, expect, test } from "vitest";
import { listColumns, rowsHtml } from "#components/list/row.ts";
import { listSheet } from "#lib/list-view.ts";
import { indexOf } from "#lib/snapshot-index.ts";
import { readContent } from "#registry/read-content.ts";

const { snapshot } = readContent("test/fixtures/small-content");
const index = snapshot && indexOf(snapshot);
const sheet =
  index && listSheet(index, { jurisdiction: "lanhe", kind: "exit", year: 2024 }, "2024-12-01");
const [row] = sheet?.rows ?? [];
if (!sheet || !row) throw new Error("the fixture does not read");

describe("a row of a list", () => {
  test("has a cell for each head, and says on a phone what each is", () => {
    const cells = rowsHtml([row], sheet).match(/<(?:th|td)[\s>]/g);
    expect(cells).toHaveLength(listColumns(sheet).length);
    expect(rowsHtml([row], sheet)).toContain('data-label="淘汰类别"');
  });

  test("links the enterprise and names its machine with its state", () => {
    const text = rowsHtml([row], sheet);
    expect(text).toContain('href="/enterprises/lanhe-e1/"');
    expect(text).toContain("中频炉 5t 2台<small>（已拆除）</small>");
  });

  test("shows the printed name only where it differs from today's", () => {
    expect(rowsHtml([row], sheet)).not.toContain("名单原文：");
    expect(rowsHtml([{ ...row, printedName: "旧名" }], sheet)).toContain("名单原文：旧名");
  });

  test("a list with a term has a column for it, others have none", () => {
    expect(listColumns({ ...sheet, hasTerm: true }).map(({ name }) => name)).toContain("整改期限");
    expect(listColumns(sheet).map(({ name }) => name)).not.toContain("整改期限");
  });

  test.each(["name", "printedName", "ground", "remark", "documentNumber", "areaName"] as const)(
    "nothing in %s is taken for HTML",
    (field) => {
      const text = rowsHtml([{ ...row, [field]: `<img src=x onerror="a">'&` }], sheet);
      expect(text).not.toContain("<img");
      expect(text).toContain("&lt;img src=x onerror=&quot;a&quot;&gt;&#39;&amp;");
    },
  );
});
