import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { type BuiltPage, builtPages, isRedirect } from "#support/built-pages.ts";

const site = inject("site");
const all = builtPages(site);
const pages = all.filter((page) => !isRedirect(page));
const byPath = new Map(all.map((page) => [page.path, page]));
const frame = byPath.get("/");

/** Answered by the server, not by a file. */
const ON_DEMAND = [/^\/report\//, /^\/track\//, /^\/staff\//, /^\/api\/v1\//] as const;

/** Tags of 国办发〔2017〕47号, annex: on every page, on a column page, on a content page. */
const SITE_TAGS = ["SiteName", "SiteDomain"];
const COLUMN_TAGS = ["ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"];
const ARTICLE_TAGS = ["ArticleTitle", "PubDate", "ContentSource"];

/** Reports `path: what is wrong` of all pages at once. */
function faults(check: (page: BuiltPage) => readonly string[], among = pages): string[] {
  return among.flatMap((page) => check(page).map((fault) => `${page.path}: ${fault}`));
}

function meta({ root }: BuiltPage, name: string): string | undefined {
  return root.querySelector(`meta[name="${name}"]`)?.getAttribute("content");
}

function missingTags(names: readonly string[]) {
  return (page: BuiltPage) => names.filter((name) => !meta(page, name));
}

describe("every page", () => {
  test("says its language, has one heading of the first rank and a main part", () => {
    const wrong = faults(({ root }) => [
      ...(root.querySelector("html")?.getAttribute("lang")?.startsWith("zh") ? [] : ["no lang"]),
      ...(root.querySelectorAll("h1").length === 1 ? [] : ["not one h1"]),
      ...(root.querySelectorAll("main").length === 1 ? [] : ["not one main"]),
    ]);
    expect(wrong).toEqual([]);
  });

  test("has a title that no other page has", () => {
    const titles = Map.groupBy(pages, ({ root }) => root.querySelector("title")?.textContent ?? "");
    const shared = [...titles].filter(([title, group]) => title === "" || group.length > 1);
    expect(shared.map(([title, group]) => [title, group.map((page) => page.path)])).toEqual([]);
  });

  test("carries site name, domain, description and its own address", () => {
    expect(faults(missingTags([...SITE_TAGS, "description"]))).toEqual([]);
    expect(
      faults(({ root }) => (root.querySelector('link[rel="canonical"]') ? [] : ["no canonical"])),
    ).toEqual([]);
  });

  test("shows no official mark that is not configured", () => {
    expect(faults((page) => (meta(page, "SiteIDCode") ? ["SiteIDCode"] : []))).toEqual([]);
    expect(
      faults(({ root }) =>
        ["主办单位", "ICP备案号", "公安备案号"].filter((mark) =>
          root.querySelector("footer")?.textContent.includes(mark),
        ),
      ),
    ).toEqual([]);
  });

  test("has nothing inline that the content security policy would block", () => {
    const wrong = faults(({ root }) => [
      ...root.querySelectorAll("[style]").map((node) => `style on ${node.tagName}`),
      ...root.querySelectorAll("style").map(() => "style element"),
      ...root.querySelectorAll("script:not([src])").map(() => "inline script"),
      ...root
        .querySelectorAll("*")
        .flatMap((node) => Object.keys(node.attributes).filter((name) => /^on/i.test(name))),
    ]);
    expect(wrong).toEqual([]);
  });

  test("loads nothing from anybody else", () => {
    const loading = "script[src], img[src], iframe[src], source[src], link[href], form[action]";
    const wrong = faults(({ root }) =>
      root
        .querySelectorAll(loading)
        .filter((node) => node.getAttribute("rel") !== "canonical")
        .map(
          (node) =>
            node.getAttribute("src") ??
            node.getAttribute("href") ??
            node.getAttribute("action") ??
            "",
        )
        .filter((address) => /^(?:[a-z]+:)?\/\//i.test(address)),
    );
    expect(wrong).toEqual([]);
  });

  test("gives no id twice", () => {
    const wrong = faults(({ root }) => {
      const ids = root.querySelectorAll("[id]").map((node) => node.id);
      return ids.filter((id, index) => ids.indexOf(id) !== index);
    });
    expect(wrong).toEqual([]);
  });

  test("has a caption on every table and a name on every field", () => {
    const wrong = faults(({ root }) => [
      ...root
        .querySelectorAll("table")
        .flatMap((table) => (table.querySelector("caption") ? [] : ["table without caption"])),
      ...root
        .querySelectorAll("input:not([type=hidden]), select, textarea")
        .filter((field) => !isNamed(field.id, field.attributes, root))
        .map((field) => `field ${field.getAttribute("name")} without label`),
    ]);
    expect(wrong).toEqual([]);
  });
});

function isNamed(id: string, attributes: Record<string, string>, root: BuiltPage["root"]): boolean {
  if (attributes["aria-label"] || attributes["aria-labelledby"]) return true;
  if (id !== "" && root.querySelector(`label[for="${id}"]`)) return true;
  return root
    .querySelectorAll("label")
    .some((label) =>
      label
        .querySelectorAll("input, select, textarea")
        .some((field) => field.getAttribute("name") === attributes.name),
    );
}

describe("links", () => {
  test("lead somewhere: no dead internal link, file or anchor", () => {
    const dead = all.flatMap((page) =>
      deadLinks(page).map((target) => ({ target, on: page.path })),
    );
    const told = [...Map.groupBy(dead, ({ target }) => target)].map(
      ([target, uses]) => `${target} on ${uses[0]?.on} and ${uses.length - 1} more`,
    );
    expect(told).toEqual([]);
  });

  test("that lead on at once lead to a page", () => {
    const redirects = all.filter(isRedirect);
    const wrong = faults(({ root }) => {
      const target = root
        .querySelector('meta[http-equiv="refresh"]')
        ?.getAttribute("content")
        ?.split("url=")[1];
      return target !== undefined && isThere(new URL(target, "http://site").pathname)
        ? []
        : [String(target)];
    }, redirects);
    expect(wrong).toEqual([]);
  });
});

function deadLinks(page: BuiltPage): string[] {
  return page.root
    .querySelectorAll("a[href], link[href], script[src], img[src], form[action]")
    .map(
      (node) =>
        node.getAttribute("href") ?? node.getAttribute("src") ?? node.getAttribute("action") ?? "",
    )
    .filter((address) => !/^[a-z]+:/i.test(address))
    .filter((address) => isDead(page, address));
}

function isDead(page: BuiltPage, address: string): boolean {
  const { pathname, hash } = new URL(address, `http://site${page.path}`);
  if (ON_DEMAND.some((pattern) => pattern.test(pathname))) return false;
  if (!isThere(pathname)) return true;
  const anchor = decodeURIComponent(hash.slice(1));
  return anchor !== "" && !anchorsOf(pathname).has(anchor);
}

function isThere(pathname: string): boolean {
  const path = decodeURIComponent(pathname);
  return byPath.has(path) || (!path.endsWith("/") && existsSync(join(site, "client", path)));
}

const anchors = new Map<string, Set<string>>();

function anchorsOf(pathname: string): Set<string> {
  const known =
    anchors.get(pathname) ??
    new Set(
      byPath
        .get(pathname)
        ?.root.querySelectorAll("[id]")
        .map((node) => node.id),
    );
  anchors.set(pathname, known);
  return known;
}

describe("the navigation", () => {
  const columns =
    frame?.root.querySelectorAll("nav.columns a").map((link) => link.getAttribute("href") ?? "") ??
    [];
  const built = columns.filter((href) => !ON_DEMAND.some((pattern) => pattern.test(href)));

  test("offers report and track on every page", () => {
    const wrong = faults(({ root }) =>
      ["/report/", "/track/"].filter(
        (href) => !root.querySelector(`nav.columns a[href="${href}"]`),
      ),
    );
    expect(wrong).toEqual([]);
  });

  test("has no column with nothing in it", () => {
    expect(built.length).toBeGreaterThan(3);
    const empty = built.filter((href) => {
      const main = byPath.get(href)?.root.querySelector("main");
      const entries = main?.querySelectorAll("a").filter((link) => {
        const target = link.getAttribute("href") ?? "";
        return target !== href && target.startsWith(href);
      });
      return !(entries?.length || main?.querySelector("tbody tr"));
    });
    expect(empty).toEqual([]);
  });

  test("leads to pages with the tags of a column", () => {
    expect(
      faults(
        missingTags(COLUMN_TAGS),
        pages.filter((page) => built.includes(page.path)),
      ),
    ).toEqual([]);
  });
});

describe("content pages", () => {
  const announcements = pages.filter(
    (page) =>
      /^\/announcements\/[^/]+\/$/.test(page.path) && meta(page, "ColumnName") === undefined,
  );

  test("carry title, date and source, the date with a time of day", () => {
    expect(announcements.length).toBeGreaterThan(0);
    expect(faults(missingTags(ARTICLE_TAGS), announcements)).toEqual([]);
    expect(
      faults(
        (page) =>
          /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/.test(meta(page, "PubDate") ?? "")
            ? []
            : [String(meta(page, "PubDate"))],
        announcements,
      ),
    ).toEqual([]);
  });

  test("give no date of publication later than the day of the site", () => {
    const later = faults((page) =>
      (meta(page, "PubDate") ?? "").slice(0, 10) > "2026-11-21"
        ? [String(meta(page, "PubDate"))]
        : [],
    );
    expect(later).toEqual([]);
  });
});
