import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { siteFaults } from "../../scripts/site-check.ts";

const TAGS = ["SiteName", "SiteDomain", "description"];
const COLUMN = ["ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"];

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A small sound site, with the files given put over it. */
function siteWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "site-check-"));
  folders.push(folder);
  const sound = {
    "index.html": page({ nav: ["/lists/", "/report/"] }),
    "lists/index.html": page({
      tags: [...TAGS, ...COLUMN],
      main: '<a href="/lists/a/#top">甲</a>',
    }),
    "lists/a/index.html": page({ main: '<p id="top">名单</p><a href="data.csv">表</a>' }),
    "lists/a/data.csv": "",
  };
  for (const [file, text] of Object.entries({ ...sound, ...files })) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

function page({ tags = TAGS, nav = [] as string[], main = "" }): string {
  const head = tags.map((tag) => `<meta name="${tag}" content="某">`).join("");
  const links = nav.map((href) => `<a href="${href}">栏目</a>`).join("");
  return `<head>${head}</head><nav class="columns">${links}</nav><main>${main}</main>`;
}

test("a sound site has no faults", () => {
  expect(siteFaults(siteWith({}))).toEqual([]);
});

describe("a site is refused for", () => {
  test.each([
    {
      fault: "a link to a page that is not there",
      files: { "lists/a/index.html": page({ main: '<p id="top"></p><a href="/gone/">无</a>' }) },
      told: "/lists/a/：链接 /gone/ 没有着落",
    },
    {
      fault: "a link to a file beside the page that is not there",
      files: { "lists/a/index.html": page({ main: '<p id="top"></p><a href="data.xlsx">表</a>' }) },
      told: "/lists/a/：链接 /lists/a/data.xlsx 没有着落",
    },
    {
      fault: "a link to an anchor that is not on the page",
      files: { "lists/a/index.html": page({}) },
      told: "/lists/：链接 /lists/a/#top 没有着落",
    },
    {
      fault: "a page without the name of the site",
      files: { "about/index.html": page({ tags: ["SiteDomain", "description"] }) },
      told: "/about/：缺少网页标签 SiteName",
    },
    {
      fault: "an announcement without its source",
      files: {
        "announcements/x/index.html": page({ tags: [...TAGS, "ArticleTitle", "PubDate"] }),
      },
      told: "/announcements/x/：缺少网页标签 ContentSource",
    },
    {
      fault: "a column in the navigation with nothing in it",
      files: {
        "lists/index.html": page({ tags: [...TAGS, ...COLUMN], main: '<a href="/">首页</a>' }),
      },
      told: "/lists/：导航里的栏目是空的",
    },
  ])("$fault", ({ files, told }) => {
    expect(siteFaults(siteWith(files as Record<string, string>))).toEqual([told]);
  });
});
