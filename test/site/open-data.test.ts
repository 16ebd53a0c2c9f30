import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readXlsx } from "hucre/xlsx";
import { describe, expect, inject, test } from "vitest";
import { TIP_FIGURES } from "#domain/tip-figure.ts";
import { readContent } from "#registry/read-content.ts";
import { builtPages, isRedirect } from "#support/built-pages.ts";

const site = inject("site");
const client = join(site, "client");
const read = (path: string) => readFileSync(join(client, path), "utf8");
const { snapshot } = readContent("content");
if (!snapshot) throw new Error("the content is not sound");

describe("the data beside the pages", () => {
  const described = JSON.parse(read("data/datapackage.json")) as {
    resources: { path: string; bytes: number; hash: string }[];
  };

  test("every file the data package names is there, of that size and hash", () => {
    expect(described.resources.length).toBeGreaterThan(20);
    for (const { path, bytes, hash } of described.resources) {
      const file = readFileSync(join(client, "data", path));
      expect({ path, bytes: file.length }).toEqual({ path, bytes });
      expect(hash).toBe(`sha256:${createHash("sha256").update(file).digest("hex")}`);
    }
  });

  test("the page names every file with its hash", () => {
    const page = read("data/index.html");
    for (const { path, hash } of described.resources) {
      expect(page).toContain(`href="/data/${path}"`);
      expect(page).toContain(hash.slice("sha256:".length));
    }
  });

  test("every chart has its table and its two files", () => {
    const page = read("statistics/index.html");
    const charts = page.match(/<svg[^>]*role="img"/g) ?? [];
    expect(charts.length).toBeGreaterThan(7);
    expect(page.match(/<table/g)).toHaveLength(charts.length);
    for (const [, path = ""] of page.matchAll(/href="(\/statistics\/[^"]+\.(?:csv|json))"/g))
      expect(existsSync(join(client, path)), path).toBe(true);
  });

  test("of tips, of which nothing is published yet, the page says so, and how they are counted", () => {
    expect(snapshot.figures).toEqual([]);
    const section = read("statistics/index.html").split('id="tips"')[1] ?? "";
    expect(section).toContain("还没有公布");
    for (const { formula } of TIP_FIGURES) expect(section).toContain(formula);
  });
});

test("every delta of the list of deltas is there and holds as many rows as the list says", () => {
  const listed = JSON.parse(read("data/deltas/index.json")) as Record<string, string | number>[];
  expect(listed.length).toBeGreaterThan(20);
  for (const { path, added, changed, withdrawn } of listed) {
    const delta = JSON.parse(read(String(path).slice(1)));
    const counted = [delta.added, delta.changed, delta.withdrawn].map((rows) => rows.length);
    expect(counted, String(path)).toEqual([added, changed, withdrawn]);
  }
  expect(read("data/index.html")).toContain('href="/data/deltas/index.json"');
});

test("every official form the page offers is a workbook, with a heading in the words of the form", async () => {
  const page = read("data/index.html");
  const paths = [...page.matchAll(/href="\/(data\/forms\/[^"]+\.xlsx)"/g)].map(
    ([, path = ""]) => path,
  );
  expect(paths.length).toBeGreaterThan(20);
  for (const path of paths) {
    const { sheets } = await readXlsx(readFileSync(join(client, path)));
    const said = sheets.flatMap(({ rows }) => rows).flat();
    expect(said, path).toContain(path.includes("/summary/") ? "淘汰类别" : "企业名称");
  }
  for (const { id } of snapshot.jurisdictions) {
    expect(page).toContain(`id="forms-${id}"`);
    expect(read(`jurisdictions/${id}/index.html`)).toContain('href="/data/#forms"');
  }
});

describe("feeds", () => {
  test.each(["all", ...snapshot.jurisdictions.map(({ id }) => id)])(
    "%s: every entry leads to a page of this site",
    (name) => {
      const xml = read(`feeds/${name}.atom`);
      const [, ...entries] = xml.split("<entry>");
      expect(entries.length).toBeGreaterThan(0);
      for (const entry of entries) {
        const href = /<link href="([^"]+)"/.exec(entry)?.[1] ?? "";
        expect(existsSync(join(client, new URL(href).pathname, "index.html")), href).toBe(true);
      }
    },
  );

  test("no entry has the id of another", () => {
    const ids = [...read("feeds/all.atom").matchAll(/<id>([^<]+)<\/id>/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe("for search engines", () => {
  test("the sitemap names the pages, and none made for one visitor", () => {
    const index = read("sitemap-index.xml");
    const maps = [...index.matchAll(/<loc>[^<]*\/(sitemap-\d+\.xml)<\/loc>/g)];
    const named = maps.flatMap(([, file = ""]) =>
      [...read(file).matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url = ""]) => new URL(url).pathname),
    );
    const pages = builtPages(site)
      .filter((page) => page.path.endsWith("/") && !isRedirect(page))
      .map(({ path }) => path);
    expect(pages.filter((path) => !named.includes(path))).toEqual([]);
    expect(
      named.filter((path) => /^\/(?:(?:on-demand|track|staff)\/|report\/.)/.test(path)),
    ).toEqual([]);
  });

  test("robots.txt leads to the sitemap", () => {
    expect(read("robots.txt")).toMatch(/^Sitemap: https?:\/\/.+\/sitemap-index\.xml$/m);
  });
});

test("the search page names the one index that is there", () => {
  const folders = readdirSync(join(client, "search-index"));
  expect(folders).toHaveLength(1);
  expect(read("search/index.html")).toContain(`data-index="/search-index/${folders[0]}/"`);
});
