import { describe, expect, inject, test } from "vitest";
import { routingRows } from "#lib/routing-view.ts";
import { readContent } from "#registry/read-content.ts";
import type { Snapshot } from "#registry/snapshot.ts";
import { TODAY } from "#support/build-site.ts";
import { builtPage, readableText, squeezed } from "#support/built-pages.ts";

const site = inject("site");
const snapshot = readContent("content").snapshot as Snapshot;

describe.each(snapshot.jurisdictions)("who would get a tip in $facts.name", (place) => {
  const page = builtPage(site, `/jurisdictions/${place.id}/routing/`);
  const text = readableText(page);

  test("every category stands there with its desks, reason and place in the document", () => {
    const rows = routingRows(snapshot, place, TODAY);
    expect(rows).toHaveLength(16);
    for (const { category, answers } of rows) {
      expect(text).toContain(squeezed(category.label));
      for (const { decision } of answers)
        for (const desk of decision.desks) expect(text).toContain(squeezed(desk.name));
    }
    const [table] = page.root.querySelectorAll("table");
    expect(table?.querySelectorAll("tbody tr").length).toBeGreaterThanOrEqual(16);
    for (const row of table?.querySelectorAll("tbody tr") ?? [])
      expect(row.textContent).toContain("出处");
  });

  test("where the text is silent or a person decides, the row says so", () => {
    const rows = routingRows(snapshot, place, TODAY).flatMap((row) => row.answers);
    const count = (words: string) => text.split(words).length - 1;
    const silent = rows.filter((answer) => answer.decision.isSilent).length;
    const manual = rows.filter((answer) => answer.decision.isManual).length;
    expect(count("本地文件未规定")).toBeGreaterThanOrEqual(silent);
    expect(count("由它派人确定承办部门")).toBe(manual);
  });

  test("no limit is shown as one of the law", () => {
    expect(text).toContain("10个工作日内核查并反馈（默认，不是法定期限）");
  });

  test("the page of the place leads here", () => {
    const links = builtPage(site, `/jurisdictions/${place.id}/`).root.querySelectorAll("a");
    expect(links.map((link) => link.getAttribute("href"))).toContain(page.path);
  });
});

test("迪庆 names who screens first", () => {
  expect(readableText(builtPage(site, "/jurisdictions/diqing/routing/"))).toContain("甄别");
});
