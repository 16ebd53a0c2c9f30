import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CONTENT_SECURITY_POLICY } from "#server/middleware/security-headers.ts";
import { type TestApp, testApp } from "#support/app.ts";
import { openTestHouse, type TestHouse } from "#support/house.ts";

const folder = mkdtempSync(join(tmpdir(), "site-"));
const LONG = `<p>${"长页面".repeat(500)}</p>`;
let world: TestHouse;
let app: TestApp;

beforeAll(async () => {
  world = await openTestHouse();
  write("secret.txt", "outside");
  write("client/index.html", LONG);
  write("client/404.html", "<p>没有这个页面</p>");
  write("client/lists/index.html", "<p>名单</p>");
  write("client/enterprises/lanhe-e1/index.html", "<p>企业</p>");
  write("client/data/a.csv", "a,b");
  write("client/data/a.xlsx", "PK");
  write("client/feeds/all.atom", "<feed/>");
  write("client/_astro/a.ABC.js", "1");
  app = testApp(world, join(folder, "client")).app;
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

function write(path: string, content: string) {
  const place = join(folder, path);
  mkdirSync(dirname(place), { recursive: true });
  writeFileSync(place, content);
}

test.each([
  ["/", 200, "text/html; charset=utf-8"],
  ["/lists/", 200, "text/html; charset=utf-8"],
  ["/data/a.csv", 200, "text/csv; charset=utf-8"],
  ["/data/a.xlsx", 200, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
  ["/feeds/all.atom", 200, "application/atom+xml; charset=utf-8"],
  ["/nowhere/", 404, "text/html; charset=utf-8"],
])("%s answers %i as %s", async (path, status, type) => {
  const answer = await app.request(path);
  expect([answer.status, answer.headers.get("Content-Type")]).toEqual([status, type]);
});

test.each([
  "/../secret.txt",
  "/%2e%2e/secret.txt",
  "/..%2fsecret.txt",
  "/lists/..%2f..%2fsecret.txt",
  "/..%5csecret.txt",
  "/%00",
  "/%ff",
  "//etc/passwd",
])("%s leads nowhere", async (path) => {
  const answer = await app.request(path);
  expect(answer.status).toBe(404);
  expect(await answer.text()).not.toContain("outside");
});

test("a page is sent compressed to whoever takes it, and is the same page", async () => {
  const ask = (encoding: string) => app.request("/", { headers: { "Accept-Encoding": encoding } });
  const br = await ask("gzip, br");
  const gz = await ask("gzip;q=1.0, br;q=0");
  const plain = await ask("");
  expect(br.headers.get("Content-Encoding")).toBe("br");
  expect(gz.headers.get("Content-Encoding")).toBe("gzip");
  expect(plain.headers.get("Content-Encoding")).toBeNull();
  expect(brotliDecompressSync(Buffer.from(await br.arrayBuffer())).toString()).toBe(LONG);
  expect(gunzipSync(Buffer.from(await gz.arrayBuffer())).toString()).toBe(LONG);
  expect(await plain.text()).toBe(LONG);
  for (const answer of [br, gz, plain]) expect(answer.headers.get("Vary")).toBe("Accept-Encoding");
});

test("a known page is answered 304 without a body, a changed tag with the page", async () => {
  const etag = (await app.request("/")).headers.get("ETag") ?? "";
  const known = await app.request("/", { headers: { "If-None-Match": `"other", W/${etag}` } });
  expect([known.status, await known.text()]).toEqual([304, ""]);
  expect((await app.request("/", { headers: { "If-None-Match": '"other"' } })).status).toBe(200);
});

test("HEAD gives the headers of GET and no body", async () => {
  const [head, get] = [await app.request("/", { method: "HEAD" }), await app.request("/")];
  expect(await head.text()).toBe("");
  expect(head.headers.get("Content-Length")).toBe(get.headers.get("Content-Length"));
  expect(head.headers.get("ETag")).toBe(get.headers.get("ETag"));
});

test("a forgotten slash, a former id and a credit code lead to the page for good", async () => {
  const targets = await Promise.all(
    [
      "/lists?kind=a",
      "/enterprises/lanhe-e0/",
      "/enterprises/91350100M000100Y43/",
      "/enterprises/91350100m000100y43",
    ].map(async (path) => {
      const answer = await app.request(path);
      return [answer.status, answer.headers.get("Location")];
    }),
  );
  expect(targets).toEqual([
    [301, "/lists/?kind=a"],
    [301, "/enterprises/lanhe-e1/"],
    [301, "/enterprises/lanhe-e1/"],
    [301, "/enterprises/lanhe-e1/"],
  ]);
});

test("files named after their content may be kept, pages are asked for again", async () => {
  const kept = (await app.request("/_astro/a.ABC.js")).headers.get("Cache-Control");
  expect(kept).toContain("immutable");
  expect((await app.request("/")).headers.get("Cache-Control")).toBe("no-cache");
});

test.each(["/", "/nowhere/", "/data/a.csv", "/api/v1/routing", "/healthz", "/report/"])(
  "%s carries the strict policy",
  async (path) => {
    const { headers } = await app.request(path);
    expect(headers.get("Content-Security-Policy")).toBe(CONTENT_SECURITY_POLICY);
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(headers.get("X-Frame-Options")).toBe("DENY");
  },
);

test("the policy allows nothing inline and nothing from elsewhere", () => {
  expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe|\*|https?:/);
});
