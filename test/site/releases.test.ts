import { createHash } from "node:crypto";
import {
  cpSync,
  globSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays, shanghaiDate } from "#domain/calendar-date.ts";
import { currentId, listReleases, releasesIn } from "#server/releases/release-store.ts";
import { TODAY } from "#support/build-site.ts";
import { type ContentCopy, copyContent } from "#support/content-copy.ts";
import { release } from "#support/release-command.ts";
import { type RunningServer, startServer } from "#support/running-server.ts";

/** One story, told in order: a small register is built, changed, gone back on, and spoilt. */
let content: ContentCopy;
let data: string;
let server: RunningServer;
let settings: Record<string, string>;
let root: string;
const FIRM = "/enterprises/lanhe-e2/";
const [OLD_NAME, NEW_NAME] = ["岚河试验水泥有限公司", "岚河更名水泥有限公司"];

beforeAll(async () => {
  content = copyContent();
  data = mkdtempSync(join(tmpdir(), "releases-"));
  settings = { CONTENT_DIR: content.root, DATA_DIR: data, TODAY };
  other = { ...settings, SITE_URL: "https://register.example.org" };
  root = releasesIn(data);
  await built(settings);
  server = await startServer(null, settings);
});
afterAll(async () => {
  await server.stop();
  content.discard();
  rmSync(data, { recursive: true, force: true });
});

/** A build that must succeed; what it says is shown when it does not. */
async function built(withSettings: Record<string, string>): Promise<void> {
  const { code, output } = await release(["build"], withSettings);
  expect(`${code} ${output}`).toMatch(/^0 /);
}

/** Settings that go into the pages: to the server, another program. */
let other: Record<string, string>;

const page = async (path: string) => (await fetch(server.origin + path)).text();
const facts = async () => JSON.parse(await page("/readyz"));

/** Every file below a folder with the sum of its bytes; spreadsheets, which hold the hour, without. */
function filesBelow(folder: string): Map<string, string> {
  const files = globSync("**/*.*", { cwd: folder }).filter((file) => !file.endsWith(".xlsx"));
  const sum = (file: string) =>
    createHash("sha256")
      .update(readFileSync(join(folder, file)))
      .digest("hex");
  return new Map(files.map((file) => [file, sum(file)]));
}

/** Another release with the same pages, as if it had been built then. */
function copyRelease(id: string): void {
  const [newest] = listReleases(root);
  cpSync(join(root, newest?.id ?? ""), join(root, id), { recursive: true });
  writeFileSync(join(root, id, "release.json"), JSON.stringify({ ...newest, id }));
}

/** Waits until the running server serves what `current` points at, a few seconds at most. */
async function whenSwitched(): Promise<void> {
  await expect.poll(async () => (await facts()).release).toBe(currentId(root));
}

test("what has not changed is not built again", async () => {
  const before = currentId(root);
  const { code, output } = await release(["build"], settings);
  expect([code, currentId(root)]).toEqual([0, before]);
  expect(output).toContain("没有变化");
});

test("a running server shows new content on static and on-demand pages alike, without a restart", async () => {
  const asked = `/lists/lanhe/rectification/?q=${encodeURIComponent("更名水泥")}`;
  expect(await page(FIRM)).toContain(OLD_NAME);
  content.replace("enterprises/lanhe.csv", OLD_NAME, NEW_NAME);
  await built(settings);
  await whenSwitched();
  expect(await page(FIRM)).toContain(NEW_NAME);
  expect(await page(asked)).toContain('href="/enterprises/lanhe-e2/');
  expect(await page(`/search/?q=${encodeURIComponent("更名水泥")}`)).toContain(
    "岚河<mark>更名水泥</mark>有限公司",
  );
});

test("a changed row changes exactly the pages that show it, and the site is that of a fresh build", async () => {
  const [after, before] = listReleases(root).map(({ id }) => filesBelow(join(root, id, "client")));
  if (before === undefined || after === undefined) throw new Error("two releases are needed");
  const changed = [...after]
    .filter(([file, sum]) => before.get(file) !== sum)
    .map(([file]) => file);
  // What covers the whole register changes with any of it.
  const whole = /^(?:data|search-index|statistics|search)\//;
  expect(changed.filter((file) => !whole.test(file)).sort()).toEqual([
    "enterprises/lanhe-e2/data.json",
    "enterprises/lanhe-e2/index.html",
    "feeds/all.atom",
    "feeds/lanhe.atom",
    "index.html",
    "lists/lanhe/rectification/2024/data.csv",
    "lists/lanhe/rectification/2024/data.json",
    "lists/lanhe/rectification/2024/index.html",
    "lists/lanhe/rectification/data.csv",
    "lists/lanhe/rectification/data.json",
    "lists/lanhe/rectification/index.html",
    "pledges/lanhe-p1/index.html",
  ]);

  const fresh = { ...settings, DATA_DIR: join(data, "fresh") };
  await built(fresh);
  const anew = releasesIn(fresh.DATA_DIR);
  const sums = filesBelow(join(anew, currentId(anew) ?? "", "client"));
  for (const [file, sum] of sums) expect([file, after.get(file)]).toEqual([file, sum]);
});

test("scripts, styles and search indexes of earlier releases stay reachable", async () => {
  const assets = listReleases(root).flatMap((entry) => entry.assets);
  const indexes = new Set(assets.flatMap((path) => path.match(/^search-index\/[^/]+/) ?? []));
  expect(indexes.size).toBe(2);
  for (const asset of assets) {
    const { status } = await fetch(`${server.origin}/${asset}`);
    expect(`${asset} ${status}`).toBe(`${asset} 200`);
  }
});

test("one command goes back, and no automatic build undoes that, but one asked for does", async () => {
  const newest = currentId(root);
  expect(await release(["back"], settings)).toMatchObject({ code: 0 });
  await whenSwitched();
  expect(await page(FIRM)).toContain(OLD_NAME);
  const { output } = await release(["build", "--automatic"], settings);
  expect(output).toContain("人工换上");
  expect(currentId(root)).not.toBe(newest);
  expect((await release(["list"], settings)).output).toMatch(/正在使用，人工换上/);
  expect(await release(["switch", newest ?? ""], settings)).toMatchObject({ code: 0 });
  await built(settings);
  await whenSwitched();
  expect(await page(FIRM)).toContain(NEW_NAME);
});

test("of two builds at once one builds, the other finds it done", async () => {
  content.replace("enterprises/lanhe.csv", NEW_NAME, `${NEW_NAME}（二）`);
  const runs = await Promise.all([release(["build"], settings), release(["build"], settings)]);
  expect(runs.map((run) => run.code)).toEqual([0, 0]);
  const outputs = runs.map((run) => run.output).sort((a, b) => a.length - b.length);
  expect(outputs[0]).toMatch(/等它完成[\s\S]*没有变化/);
  expect(outputs[1]).toContain("换上版本");
  await whenSwitched();
});

test("an id that was published and is gone from the ledger stops the release", async () => {
  const ledger = readFileSync(join(content.root, "ledger/lanhe.csv"), "utf8");
  content.replace("ledger/lanhe.csv", "lanhe-e9,enterprise,2024-01-01,2024-02-01,登记有误\n", "");
  const before = currentId(root);
  const { code, output } = await release(["build"], settings);
  expect([code, currentId(root)]).toEqual([1, before]);
  expect(output).toContain("编号 lanhe-e9 发布过，登记簿里却没有了");
  writeFileSync(join(content.root, "ledger/lanhe.csv"), ledger);
});

test("a telephone number of a person in an entry stops the release", async () => {
  content.replace("enterprises/lanhe.csv", "岚东区一号", "岚东区一号 13812345678");
  const { code, output } = await release(["build"], settings);
  expect(code).toBe(1);
  expect(output).toContain("/enterprises/lanhe-e1/data.json：有不得公开的手机号码");
  content.replace("enterprises/lanhe.csv", " 13812345678", "");
});

test("wrong content leaves the old pages in their place and says what is wrong", async () => {
  const before = currentId(root);
  content.replace("enterprises/lanhe.csv", "990102", "999999");
  const { code, output } = await release(["build"], settings);
  expect([code, currentId(root)]).toEqual([1, before]);
  expect(output).toMatch(/content\/enterprises\/lanhe\.csv:2/);
  content.replace("enterprises/lanhe.csv", "999999", "990102");
});

test("a retired id answers with the day and the reason", async () => {
  const text = await page("/enterprises/lanhe-e9/");
  expect(text).toContain("这个编号已停用");
  expect(text).toContain("登记有误");
});

test("a release made by another program waits for a restart, and the server says so", async () => {
  const before = (await facts()).release;
  content.replace("enterprises/lanhe.csv", "（二）", "（三）");
  await built(other);
  await expect.poll(async () => (await facts()).fault).toContain("重新启动");
  expect((await facts()).release).toBe(before);
  expect(await page(FIRM)).toContain("（二）");
});

test("the last five releases are kept, and those a server still reads; the rest leaves the disk", async () => {
  const served = (await facts()).release;
  const all = listReleases(root).map((entry) => entry.id);
  const first = all.at(-1) ?? "";
  for (const number of [1, 2, 3, 4]) copyRelease(`${served.slice(0, 16)}-fffffff${number}`);
  content.replace("enterprises/lanhe.csv", NEW_NAME, `${NEW_NAME}八`);
  await built(other);
  const kept = readdirSync(root).filter((name) => name.includes("T"));
  expect(kept).toEqual(
    listReleases(root)
      .map((entry) => entry.id)
      .sort(),
  );
  expect(kept).toEqual([first, served, ...kept.slice(-5)]);
  expect(all.length).toBeGreaterThan(2);
  expect(await page(FIRM)).toContain("（二）");
  expect((await fetch(`${server.origin}/report/`)).status).toBe(200);
  await built(settings);
  await whenSwitched();
  expect(await page(FIRM)).toContain("八");
});

test("a server on pages of yesterday has those of today built beside it and goes over to them", async () => {
  const { TODAY: _, ...live } = settings;
  const folder = { ...live, DATA_DIR: join(data, "yesterday") };
  await built({ ...folder, TODAY: addDays(shanghaiDate(new Date()), -1) });
  const late = await startServer(null, { ...folder, TODAY: "" });
  try {
    const today = shanghaiDate(new Date());
    const asOf = async () => JSON.parse(await (await fetch(`${late.origin}/readyz`)).text()).asOf;
    expect(await asOf()).toBe(addDays(today, -1));
    await expect.poll(asOf, { timeout: 90_000, interval: 500 }).toBe(today);
    expect(await (await fetch(`${late.origin}/`)).text()).toContain(`datetime="${today}"`);
  } finally {
    await late.stop();
  }
});

test.each([
  { args: ["switch", "20200101T000000Z-00000000"], code: 1 },
  { args: ["switch", "../../etc"], code: 1 },
  { args: ["somersault"], code: 2 },
  { args: ["--help"], code: 0 },
])("npm run release -- $args ends with $code", async ({ args, code }) => {
  const before = currentId(root);
  expect((await release(args, settings)).code).toBe(code);
  expect(currentId(root)).toBe(before);
});
