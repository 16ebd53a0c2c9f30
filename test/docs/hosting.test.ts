import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { HTTPS_HEADERS, POLICY_OF_FILES } from "#server/middleware/security-headers.ts";

const nginx = readFileSync("docs/hosting/nginx.conf", "utf8");
const headers = readFileSync("docs/hosting/_headers", "utf8");

/** A block of nginx's file: its name, what stands in it, and the blocks inside. */
interface Block {
  name: string;
  lines: string[][];
  blocks: Block[];
}

/** Reads words, quoted ones whole; `#` begins a remark. */
function parse(text: string): Block {
  const root: Block = { name: "", lines: [], blocks: [] };
  const open = [root];
  let words: string[] = [];
  for (const [word] of text
    .replaceAll(/^\s*#.*$|\s#\s.*$/gm, "")
    .matchAll(/"(?:[^"])*"|[{};]|[^\s{};"]+/g)) {
    const current = open.at(-1);
    if (current === undefined) throw new Error("a bracket too many");
    if (word === ";") current.lines.push(words);
    if (word === "{") {
      const block = { name: words.join(" "), lines: [], blocks: [] };
      current.blocks.push(block);
      open.push(block);
    }
    if (word === "}") open.pop();
    words = /^[{};]$/.test(word) ? [] : [...words, word.replaceAll('"', "")];
  }
  expect(open, "every bracket closes").toEqual([root]);
  return root;
}

const blocksOf = (block: Block): Block[] => [block, ...block.blocks.flatMap(blocksOf)];
const addedIn = ({ lines }: Block) =>
  Object.fromEntries(
    lines
      .filter(([name]) => name === "add_header")
      .map(([, name = "", value = ""]) => [name, value]),
  );

test("nginx sends with every file what the server sends, also with errors", () => {
  const pages = blocksOf(parse(nginx)).find(({ name }) => name === "location /");
  expect(pages && addedIn(pages)).toEqual({ ...HTTPS_HEADERS, "Cache-Control": "$kept" });
  for (const line of pages?.lines.filter(([, name]) => name && name in HTTPS_HEADERS) ?? [])
    expect(line.at(-1)).toBe("always");
});

test("nginx hands scanned papers out for saving, under the policy of the server", () => {
  const papers = blocksOf(parse(nginx)).find(({ name }) => name.endsWith(".pdf$"));
  expect(papers && addedIn(papers)).toEqual({
    ...HTTPS_HEADERS,
    ...POLICY_OF_FILES,
    "Content-Disposition": "attachment",
    "Cache-Control": "$kept",
  });
});

test("no other place of nginx's file adds headers, since that would drop those inherited", () => {
  const adding = blocksOf(parse(nginx)).filter((block) => Object.keys(addedIn(block)).length > 0);
  expect(adding.map(({ name }) => name)).toEqual(["location /", "location ~ ^/pictures/.*\\.pdf$"]);
});

test("nginx packs text, says its encoding, and names no scheme it cannot know", () => {
  const server = blocksOf(parse(nginx)).find(({ name }) => name === "server");
  const setting = (name: string) => server?.lines.find(([first]) => first === name)?.slice(1) ?? [];
  const texts = ["text/css", "text/javascript", "text/csv", "application/json"];
  expect(setting("gzip_types")).toEqual(expect.arrayContaining(texts));
  expect(setting("charset_types")).toEqual(expect.arrayContaining(texts));
  expect([setting("gzip"), setting("absolute_redirect")]).toEqual([["on"], ["off"]]);
});

test("nginx keeps for good only what is there: not that a script of an old release is missing", () => {
  const kept = blocksOf(parse(nginx)).find(({ name }) => name.endsWith("$kept"));
  expect(kept?.name).toContain("$status $uri");
  const forGood = new RegExp(kept?.lines.find(([to]) => to?.startsWith("~"))?.[0]?.slice(1) ?? "");
  expect(forGood.test("200 /_astro/a.js")).toBe(true);
  expect(forGood.test("404 /_astro/a.js")).toBe(false);
  expect(forGood.test("200 /lists/")).toBe(false);
});

test("the reporter's pages are the server's, with the last slash and without", () => {
  const name = blocksOf(parse(nginx)).find(({ name }) => name.includes("report"))?.name ?? "";
  const served = new RegExp(name.replace("location ~ ", ""));
  for (const path of ["/report", "/report/", "/track", "/staff/tips/", "/api/v1/tips"])
    expect(served.test(path), path).toBe(true);
  expect(served.test("/reports-of-old/")).toBe(false);
});

test("who reports is written into no log of nginx", () => {
  const server = blocksOf(parse(nginx)).find(({ name }) => name === "location @server");
  expect(server?.lines).toContainEqual(["access_log", "off"]);
  // What answers a visitor holds codes: its length must tell nothing (BREACH).
  expect(server?.lines).toContainEqual(["gzip", "off"]);
});

test("a host of files that reads _headers sends the same", () => {
  const all = headers.split(/\n(?=\/)/).find((part) => part.startsWith("/*\n"));
  const sent = Object.fromEntries(
    [...(all ?? "").matchAll(/^ {2}([^:]+): (.+)$/gm)].map(([, name, value]) => [name, value]),
  );
  expect(sent).toEqual({ ...HTTPS_HEADERS, "Cache-Control": "no-cache" });
});
