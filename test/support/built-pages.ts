import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type HTMLElement, parse } from "node-html-parser";

/** A page of the built site. */
export interface BuiltPage {
  /** Path a visitor asks for, e.g. /jurisdictions/ankang/ */
  path: string;
  html: string;
  root: HTMLElement;
}

/** Every built page below `site` (the folder that holds `client`). */
export function builtPages(site: string): BuiltPage[] {
  const client = join(site, "client");
  return globSync("**/*.html", { cwd: client })
    .sort()
    .map((file) => readPage(client, file));
}

/** The page of one path; a readable error when the site has none. */
export function builtPage(site: string, path: string): BuiltPage {
  const file = `${path.slice(1)}index.html`;
  if (!existsSync(join(site, "client", file))) throw new Error(`The site has no page ${path}`);
  return readPage(join(site, "client"), file);
}

/** What a person reads on the page, without the frame around it, white space left out. */
export function readableText(page: BuiltPage): string {
  return squeezed(page.root.querySelector("main")?.textContent ?? "");
}

/** Text without white space, so that line breaks in the markup do not matter. */
export function squeezed(text: string): string {
  return text.replaceAll(/\s+/g, "");
}

/** Addresses that lead on at once instead of showing something. */
export function isRedirect(page: BuiltPage): boolean {
  return page.root.querySelector('meta[http-equiv="refresh"]') !== null;
}

function readPage(client: string, file: string): BuiltPage {
  const html = readFileSync(join(client, file), "utf8");
  const path = `/${file.replace(/index\.html$/, "")}`;
  return { path, html, root: parse(html, { comment: false }) };
}
