import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { buildBigSite } from "#support/big-site.ts";
import { pageWeight } from "./weight.ts";

const KB = 1000;
let site: string;
beforeAll(() => {
  site = buildBigSite();
});

const html = (path: string) => readFileSync(join(site, "client", path, "index.html"), "utf8");

describe("a sixth place that is only a folder of data", () => {
  test("has its page, its lists and its enterprises", () => {
    expect(html("/jurisdictions/mailang/")).toContain("麦浪");
    expect(html("/")).toContain('href="/jurisdictions/mailang/"');
    const kinds = readdirSync(join(site, "client/lists/mailang"));
    expect(kinds.length).toBeGreaterThan(2);
    const firms = readdirSync(join(site, "client/enterprises")).filter((name) =>
      name.startsWith("mailang"),
    );
    expect(firms.length).toBeGreaterThan(100);
  });

  test("shows its figures of tips, marked as invented, hidden where they are small, with their files", () => {
    const section = html("/statistics/").split('id="tips"')[1] ?? "";
    for (const said of ["麦浪", "演示数据", "2026-10", "2026-09", "不公布", "麦浪市度量衡局"])
      expect(section).toContain(said);
    const shown = [...section.matchAll(/<td[^>]*>(\d+)<\/td>/g)].map(([, number]) =>
      Number(number),
    );
    expect(shown.length).toBeGreaterThan(20);
    expect(section).not.toContain("还没有公布");
    const csv = readFileSync(join(site, "client/statistics/tips.csv"), "utf8");
    expect(csv).toContain("2026-10,合计,,收到,31");
    expect(section).toContain('href="/statistics/tips.json"');
  });

  test("is in the feeds and the open data", () => {
    expect(readFileSync(join(site, "client/feeds/mailang.atom"), "utf8")).toContain("<feed");
    expect(readFileSync(join(site, "client/data/enterprises.csv"), "utf8")).toContain("mailang-");
  });
});

describe("what a visitor fetches, brotli", () => {
  test("an enterprise page takes at most 45 kB, every one of them", () => {
    const paths = readdirSync(join(site, "client/enterprises"))
      .filter((name) => /demo-e\d+$/.test(name))
      .map((name) => `/enterprises/${name}/`);
    const heaviest = paths
      .sort((a, b) => html(b).length - html(a).length)
      .slice(0, 20)
      .map((path) => pageWeight(site, path).total);
    expect(heaviest.length).toBe(20);
    expect(Math.max(...heaviest)).toBeLessThanOrEqual(45 * KB);
  });

  test("a list page of 100 rows takes at most 60 kB", () => {
    const full = listPages().filter((path) => rowsOf(path) === 100);
    expect(full.length).toBeGreaterThan(0);
    for (const path of full)
      expect(pageWeight(site, path).total, path).toBeLessThanOrEqual(60 * KB);
  });

  test("no list page has more than 100 rows", () => {
    expect(listPages().filter((path) => rowsOf(path) > 100)).toEqual([]);
  });

  test("the search page takes at most 60 kB before anything is typed", () => {
    expect(pageWeight(site, "/search/").total).toBeLessThanOrEqual(60 * KB);
  });
});

function listPages(): string[] {
  return readdirSync(join(site, "client/lists"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("index.html"))
    .map((file) => `/lists/${file.replace(/index\.html$/, "")}`);
}

function rowsOf(path: string): number {
  const body = /<tbody[^>]*>([\s\S]*?)<\/tbody>/.exec(html(path))?.[1] ?? "";
  return body.match(/<tr[\s>]/g)?.length ?? 0;
}
