import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { headFaults } from "./head-tags.ts";

/** Something on a built page that must not go out. */
export interface PageFault {
  page: string;
  message: string;
}

/** Answered by the server, not by a file. */
const ON_DEMAND = /^\/(?:report|track|staff|api\/v1|healthz|readyz|\.well-known)(?:\/|$)/;
const ADDRESS = /\s(?:href|src|action)="([^"]*)"/g;
const NAVIGATION = /<nav[^>]*\bcolumns\b[^>]*>([\s\S]*?)<\/nav>/;

/**
 * Faults of all pages of a built site: dead internal links, missing tags (国办发〔2017〕47号), columns
 * in the navigation with nothing in them. Reads every page once; 10,000 pages take seconds.
 */
export function checkBuiltPages(root: string): PageFault[] {
  const files = new Set(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath.slice(root.length)}/${entry.name}`.replaceAll("\\", "/")),
  );
  const pages = [...files].filter((file) => file.endsWith(".html")).sort();
  return [
    ...pages.flatMap((file) => {
      const html = readFileSync(join(root, file), "utf8");
      const page = file.replace(/index\.html$/, "");
      const messages = [...deadLinks(html, page, files), ...headFaults(html)];
      return messages.map((message) => ({ page, message }));
    }),
    ...emptyColumns(root, files),
  ];
}

function deadLinks(html: string, page: string, files: ReadonlySet<string>): string[] {
  const targets = new Set<string>();
  for (const [, address = ""] of html.matchAll(ADDRESS)) {
    if (/^(?:[a-z][a-z0-9+.-]*:|\/\/|#)/i.test(address) || address === "") continue;
    targets.add(
      decodeURI(new URL(address.replaceAll("&amp;", "&"), `http://site${page}`).pathname),
    );
  }
  return [...targets]
    .filter((target) => !ON_DEMAND.test(target))
    .filter((target) => !files.has(target.endsWith("/") ? `${target}index.html` : target))
    .map((target) => `链接 ${target} 没有对应的页面或文件`);
}

/** Columns of the navigation whose page leads nowhere further. */
function emptyColumns(root: string, files: ReadonlySet<string>): PageFault[] {
  if (!files.has("/index.html")) return [{ page: "/", message: "没有首页" }];
  const home = readFileSync(join(root, "index.html"), "utf8");
  const navigation = NAVIGATION.exec(home)?.[1];
  if (navigation === undefined) return [{ page: "/", message: "没有找到栏目导航" }];
  return [...navigation.matchAll(ADDRESS)].flatMap(([, column = ""]) => {
    const file = `${column}index.html`;
    if (!files.has(file) || column === "/") return [];
    const main = readFileSync(join(root, file), "utf8").split("<main")[1] ?? "";
    const leadsOn = [...main.matchAll(ADDRESS)].some(
      ([, address = ""]) => address.startsWith("/") && address !== column && address !== "/",
    );
    return leadsOn ? [] : [{ page: column, message: "导航里的栏目没有内容" }];
  });
}
