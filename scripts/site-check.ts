import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";

/** Answered by the server, not by a file. */
const ON_DEMAND = /^\/(?:report|track|staff|api\/v1|\.well-known)\//;

/** Head tags of 国办发〔2017〕47号, annex: on every page, on a column, on a content page. */
const REQUIRED_TAGS = [
  { pages: /^\//, tags: ["SiteName", "SiteDomain", "description"] },
  {
    pages: /^\/(?:lists|announcements|pledges|outcomes|jurisdictions|statistics|data)\/$/,
    tags: ["ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"],
  },
  {
    pages: /^\/announcements\/(?!year\/|page\/)[^/]+\/$/,
    tags: ["ArticleTitle", "PubDate", "ContentSource"],
  },
] as const;

/** Astro integration: a build with such faults fails and names them. */
export function siteCheck(): AstroIntegration {
  return {
    name: "site-check",
    hooks: {
      "astro:build:done": ({ dir }) => {
        const faults = siteFaults(fileURLToPath(dir));
        if (faults.length > 0) throw new Error(`网站有问题：\n${faults.join("\n")}`);
      },
    },
  };
}

/**
 * What an inspection of government sites marks down, found in the built site below `client`: dead
 * links, missing head tags, columns in the navigation with nothing in them. Empty when all is well.
 * Reads by pattern, not by parser: ten thousand pages take seconds, and the markup is our own.
 */
export function siteFaults(client: string): string[] {
  const files = new Set(globSync("**/*.*", { cwd: client }));
  const site: Site = {
    has: (path) => files.has(fileOf(path)),
    read: (path) => readFileSync(join(client, fileOf(path)), "utf8"),
  };
  const pages = [...files].filter((file) => file.endsWith(".html")).sort();
  const links = new Map<string, string>();
  const faults: string[] = [];
  for (const file of pages) {
    const path = `/${file.replace(/index\.html$/, "")}`;
    const html = site.read(`/${file}`);
    for (const target of internalTargets(html, path))
      if (!links.has(target)) links.set(target, path);
    if (!html.includes('http-equiv="refresh"')) faults.push(...missingTags(html, path));
  }
  return [...faults, ...deadLinks(site, links), ...emptyColumns(site)];
}

interface Site {
  has: (path: string) => boolean;
  read: (path: string) => string;
}

function fileOf(path: string): string {
  const file = decodeURIComponent(path).slice(1);
  return file === "" || file.endsWith("/") ? `${file}index.html` : file;
}

function missingTags(html: string, path: string): string[] {
  return REQUIRED_TAGS.filter(({ pages }) => pages.test(path))
    .flatMap(({ tags }) => [...tags])
    .filter((tag) => !new RegExp(`<meta name="${tag}" content="[^"]`).test(html))
    .map((tag) => `${path}：缺少网页标签 ${tag}`);
}

/** Paths with their anchors that a page points at on this site. */
function internalTargets(html: string, path: string): string[] {
  const addresses = html.matchAll(/ (?:href|src|action)="([^"]*)"/g);
  return [...addresses]
    .map(([, address = ""]) => address.replaceAll("&amp;", "&").replaceAll("&#38;", "&"))
    .filter((address) => !/^[a-z]+:/i.test(address))
    .map((address) => new URL(address, `http://site${path}`))
    .filter((url) => url.host === "site" && !ON_DEMAND.test(url.pathname))
    .map((url) => `${url.pathname}${url.hash}`);
}

/** `links`: each target with the first page that points at it. */
function deadLinks(site: Site, links: ReadonlyMap<string, string>): string[] {
  const anchors = new Map<string, Set<string>>();
  const anchorsOf = (path: string) => {
    const known = anchors.get(path) ?? idsIn(site.read(path));
    anchors.set(path, known);
    return known;
  };
  return [...links]
    .filter(([target]) => {
      const [path = "", anchor] = target.split("#");
      if (!site.has(path)) return true;
      return anchor !== undefined && !anchorsOf(path).has(decodeURIComponent(anchor));
    })
    .map(([target, path]) => `${path}：链接 ${target} 没有着落`);
}

function idsIn(html: string): Set<string> {
  return new Set([...html.matchAll(/ id="([^"]*)"/g)].map(([, id = ""]) => id));
}

/** A column offers at least one entry with a page or an anchor of its own, or a table with a row. */
function emptyColumns(site: Site): string[] {
  if (!site.has("/")) return ["/：没有首页"];
  const navigation = /<nav class="columns".*?<\/nav>/s.exec(site.read("/"))?.[0] ?? "";
  return internalTargets(navigation, "/")
    .filter((column) => site.has(column))
    .filter((column) => {
      const main = /<main.*<\/main>/s.exec(site.read(column))?.[0] ?? "";
      const hasEntry = internalTargets(main, column).some(
        (target) => target.startsWith(column) && target.split("#")[0] !== column,
      );
      return !hasEntry && !/<tbody>\s*<tr|<ul class="entries">\s*<li id="/.test(main);
    })
    .map((column) => `${column}：导航里的栏目是空的`);
}
