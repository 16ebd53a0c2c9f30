import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { TODAY } from "#support/build-site.ts";
import { type BuiltPage, builtPages, isRedirect } from "#support/built-pages.ts";
import { siteFaults } from "../../scripts/site-check.ts";

const site = inject("site");
const all = builtPages(site);
const pages = all.filter((page) => !isRedirect(page));
/** Reports `path: what is wrong` of all pages at once. */
function faults(check: (page: BuiltPage) => readonly string[], among = pages): string[] {
  return among.flatMap((page) => check(page).map((fault) => `${page.path}: ${fault}`));
}

function meta({ root }: BuiltPage, name: string): string | undefined {
  return root.querySelector(`meta[name="${name}"]`)?.getAttribute("content");
}

test("there are pages to look at, and addresses that lead on", () => {
  expect(pages.length).toBeGreaterThan(200);
  expect(all.length).toBeGreaterThan(pages.length);
});

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

  test("carries its own address", () => {
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

test("no dead link, no missing head tag, no empty column: what the build itself refuses", () => {
  expect(siteFaults(join(site, "client"))).toEqual([]);
});

test("every page offers to report and to follow a report", () => {
  const wrong = faults(({ root }) =>
    ["/report/", "/track/"].filter((href) => !root.querySelector(`nav.columns a[href="${href}"]`)),
  );
  expect(wrong).toEqual([]);
});

test("an address that leads on at once leads to a page", () => {
  const wrong = all.filter(isRedirect).flatMap(({ path, root }) => {
    const refresh = root.querySelector('meta[http-equiv="refresh"]')?.getAttribute("content");
    const target = new URL(refresh?.split("url=")[1] ?? "?", `http://site${path}`).pathname;
    return pages.some((page) => page.path === target) ? [] : [`${path} → ${target}`];
  });
  expect(wrong).toEqual([]);
});

test("dates of publication have a time of day and are not in the future", () => {
  const dated = pages.filter((page) => meta(page, "PubDate") !== undefined);
  expect(dated.length).toBeGreaterThan(0);
  const wrong = dated
    .map((page) => meta(page, "PubDate") ?? "")
    .filter((date) => !/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/.test(date) || date.slice(0, 10) > TODAY);
  expect(wrong).toEqual([]);
});
