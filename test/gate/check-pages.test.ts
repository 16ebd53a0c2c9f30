import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkBuiltPages } from "../../src/gate/check-pages.ts";

const SITE_TAGS = '<meta name="SiteName" content="站"><meta name="SiteDomain" content="site">';
const COLUMN_TAGS =
  '<meta name="ColumnName" content="名单"><meta name="ColumnDescription" content="名单"><meta name="ColumnKeywords" content="名单"><meta name="ColumnType" content="政策文件">';
const ARTICLE_TAGS =
  '<meta name="ArticleTitle" content="公告"><meta name="PubDate" content="2024-07-15 00:00"><meta name="ContentSource" content="局">';
const page = (head: string, body: string) =>
  `<head><title>页</title>${SITE_TAGS}${head}</head>${body}`;
const HOME = page("", '<nav class="columns"><a href="/lists/">名单</a></nav><main></main>');

let root: string;
const write = (file: string, text: string) => {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
};
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "pages-"));
  write("index.html", HOME);
  write("lists/index.html", page(COLUMN_TAGS, '<main><a href="/lists/a/">甲</a></main>'));
  write("lists/a/index.html", page(ARTICLE_TAGS, '<main><a href="data.csv">CSV</a></main>'));
  write("lists/a/data.csv", "a");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test("a sound site has no faults", () => expect(checkBuiltPages(root)).toEqual([]));

describe("a page does not go out with", () => {
  test.each([
    ["a link to a page that is not there", '<a href="/lists/b/">乙</a>', /\/lists\/b\//],
    ["a relative link to a file that is not there", '<a href="data.xlsx">表</a>', /data\.xlsx/],
    ["a script that is not there", '<script src="/x.js"></script>', /x\.js/],
  ])("%s", (_, body, message) => {
    write("lists/a/index.html", page(ARTICLE_TAGS, `<main>${body}</main>`));
    expect(checkBuiltPages(root)).toEqual([
      { page: "/lists/a/", message: expect.stringMatching(message) },
    ]);
  });

  test.each([
    ["no site name", ARTICLE_TAGS, SITE_TAGS, /SiteName/],
    [
      "an article without its source",
      ARTICLE_TAGS,
      '<meta name="ContentSource" content="局">',
      /ContentSource/,
    ],
    ["an empty source", ARTICLE_TAGS, 'content="局"', /ContentSource/],
    ["a date without its time", ARTICLE_TAGS, " 00:00", /PubDate/],
    [
      "a column without keywords",
      COLUMN_TAGS,
      '<meta name="ColumnKeywords" content="名单">',
      /ColumnKeywords/,
    ],
  ])("%s", (_, head, without, message) => {
    const replaced = without === 'content="局"' ? 'content=""' : "";
    write("lists/a/index.html", page(head, "<main></main>").replace(without, replaced));
    const messages = checkBuiltPages(root).map((fault) => fault.message);
    expect(messages).toContainEqual(expect.stringMatching(message));
  });

  test("nothing in a column of the navigation", () => {
    write("lists/index.html", page(COLUMN_TAGS, "<main>没有内容</main>"));
    expect(checkBuiltPages(root)).toEqual([{ page: "/lists/", message: "导航里的栏目没有内容" }]);
  });
});

test("addresses the server answers, other sites and anchors are left alone", () => {
  const body =
    '<a href="/report/">举报</a><a href="https://example.org/x">外</a><a href="#top">上</a>';
  write("lists/a/index.html", page(ARTICLE_TAGS, `<main>${body}</main>`));
  expect(checkBuiltPages(root)).toEqual([]);
});

test("a page that only leads on needs no tags, but must lead somewhere", () => {
  write(
    "old/index.html",
    '<meta http-equiv="refresh" content="0;url=/lists/a/"><a href="/lists/a/">去</a>',
  );
  expect(checkBuiltPages(root)).toEqual([]);
});
