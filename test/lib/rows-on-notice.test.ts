import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changesOf } from "#lib/changes.ts";
import { filledForms } from "#lib/forms/filled-forms.ts";
import { yearSummaries } from "#lib/forms/year-summary.ts";
import { listColumns } from "#lib/list-columns.ts";
import { listOverviews, listSheet } from "#lib/list-view.ts";
import { memberships } from "#lib/memberships.ts";
import { REGISTER_TABLES } from "#lib/register-tables.ts";
import { searchRecords } from "#lib/search-records.ts";
import { indexOf, type SnapshotIndex } from "#lib/snapshot-index.ts";
import { statistics } from "#lib/statistics.ts";
import { readContent } from "#registry/read-content.ts";
import { type ContentCopy, copyContent } from "#support/content-copy.ts";
import { countText, onNotice, rowsHtml } from "../../src/components/list/row.ts";

const TODAY = "2024-11-05";
const LIST = { jurisdiction: "lanhe", kind: "rectification", year: null };

/** The rectification list of the fixture, shown for objections from the first to the tenth of November. */
const NOTICE = `---
id: lanhe-notice
kind: public-notice
title: 关于整改名单的公示
issuer: miit
publishedOn: "2024-11-01"
publicNotice: { from: "2024-11-01", to: "2024-11-10", objectTo: 市工业和信息化局 }
lists: [rectification/2024-01]
sample: true
---
演示数据。
`;
const RESULT = `---
id: lanhe-result
kind: list-publication
title: 关于整改名单的公告
issuer: miit
publishedOn: "2024-11-15"
concludes: lanhe-notice
objections: { received: 0 }
lists: [rectification/2024-01]
sample: true
---
演示数据。
`;

let content: ContentCopy;
beforeAll(() => {
  content = copyContent();
  content.write("announcements/lanhe/lanhe-notice.md", NOTICE);
  content.replace("ledger/lanhe.csv", "\n", "\nlanhe-notice,announcement,2024-11-01,,\n");
});
afterAll(() => content.discard());

function index(): SnapshotIndex {
  const { snapshot, problems } = readContent(content.root);
  if (snapshot === undefined) throw new Error(JSON.stringify(problems));
  return indexOf(snapshot);
}

function rowOn(today: string) {
  const sheet = listSheet(index(), LIST, today);
  const [row] = sheet?.rows ?? [];
  if (!sheet || !row) throw new Error("no row");
  return { sheet, row, html: rowsHtml([row], sheet) };
}

function figure(today: string) {
  return statistics(index(), today).find(({ id }) => id === "rectification");
}

describe("a row that is shown for objections", () => {
  test("says so wherever it is read, with the last day and where to object", () => {
    const { sheet, row, html } = rowOn(TODAY);
    const words = "公示中（至2024年11月10日，可提异议）";
    expect(html).toContain(`href="/announcements/lanhe-notice/">${words}`);
    const column = listColumns(sheet).find(({ header }) => header === "公示");
    expect(column?.cell(row)).toBe(words);
    expect(memberships(index(), "lanhe-e2", TODAY)[0]?.row.notice).toMatchObject({
      announcement: "lanhe-notice",
      stage: "running",
    });
    const hit = [...searchRecords(index(), TODAY)].find(({ id }) => id === "lanhe-e2");
    expect(hit?.fields.about.join()).toContain(words);
    expect(hit?.facets.state).toContain("on-notice");
    expect(hit?.facets.state.join()).not.toContain("rectification-");
    const table = REGISTER_TABLES.find(({ name }) => name === "list-entries");
    expect(JSON.stringify(table?.valuesOf(index(), TODAY))).toContain(
      '"running","2024-11-10","lanhe-notice"',
    );
    const told = changesOf(index().snapshot, TODAY).find(({ id }) => id.endsWith("lanhe-notice"));
    expect(told?.sentence).toBe("关于整改名单的公示：公示1条，到2024年11月10日为止可提异议");
  });

  test("is not counted among final ones", () => {
    const { sheet } = rowOn(TODAY);
    const view = { rows: 1, onNotice: onNotice(sheet.rows), page: 1, pages: 1, isPlain: true };
    expect(countText(view, TODAY)).toContain("共1行，其中1行在公示，还没有定");
    expect(figure(TODAY)).toBeUndefined();
    const place = index().jurisdictions.get("lanhe");
    const list =
      place && listOverviews(index(), place, TODAY).find(({ kind }) => kind === LIST.kind);
    expect(list).toMatchObject({ rowCount: 0, noticeCount: 1 });
    const said = JSON.stringify([yearSummaries(index()), filledForms(index(), TODAY)]);
    expect(said).not.toContain("能耗超限额");
  });

  test("does not become final by the end of the period alone", () => {
    const { row, html } = rowOn("2024-11-11");
    expect(row.notice?.stage).toBe("waiting");
    expect(html).toContain("公示期满（2024年11月10日），结果没有公布");
    expect(figure("2024-11-11")).toBeUndefined();
  });

  test("is final once its result is published", () => {
    content.write("announcements/lanhe/lanhe-result.md", RESULT);
    content.replace("ledger/lanhe.csv", "\n", "\nlanhe-result,announcement,2024-11-15,,\n");
    const { row, html } = rowOn("2024-11-15");
    expect(row.notice).toBeNull();
    expect(html).not.toContain("公示");
    expect(figure("2024-11-15")?.groups[0]?.rows).toHaveLength(1);
    const told = changesOf(index().snapshot, TODAY).find(({ id }) => id.endsWith("lanhe-result"));
    expect(told?.sentence).toContain("公示以后列入1条");
  });
});
