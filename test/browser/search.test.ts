import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { normalizeField, words } from "#domain/tokenizer.ts";
import { searchRecords } from "#lib/search-records.ts";
import { indexOf } from "#lib/snapshot-index.ts";
import { readContent } from "#registry/read-content.ts";
import { FIELD_GROUPS, type SearchRecord } from "#search/record.ts";
import { TODAY } from "#support/build-site.ts";
import { openChromium } from "#support/chromium.ts";
import { axeFaults } from "#support/page-faults.ts";
import { type RunningServer, startServer } from "#support/running-server.ts";
import { serveSite } from "#support/serve-site.ts";

const PHONE: BrowserContextOptions = { viewport: { width: 375, height: 812 }, isMobile: true };
const { snapshot } = readContent("content");
if (!snapshot) throw new Error("the content is not sound");
const records = [...searchRecords(indexOf(snapshot), TODAY)];

let browser: Browser;
let server: RunningServer;
beforeAll(async () => {
  browser = await openChromium();
  server = await startServer(inject("site"));
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** What a clerk would find who reads every record: each word stands in one of its texts. */
function foundByReading(question: string): SearchRecord[] {
  return records.filter(({ fields }) => {
    const texts = FIELD_GROUPS.flatMap((group) => fields[group]).map(
      (text) => normalizeField(text).text,
    );
    return words(question).every((word) => texts.some((text) => text.includes(word)));
  });
}

/** 约: the total of a question with common words is not proven until all rows were looked at. */
function found(expected: readonly SearchRecord[]): RegExp {
  return new RegExp(`找到约?${expected.length}条`);
}

async function open(path: string, more: BrowserContextOptions = {}) {
  const context = await browser.newContext({ ...PHONE, ...more });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("pageerror", (fault) => faults.push(fault.message));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  await page.goto(server.origin + path);
  return { page, faults };
}

async function type(page: Page, question: string): Promise<string> {
  await page.fill("#search-q", question);
  await page.waitForURL((url) => url.searchParams.get("q") === question);
  await page.waitForFunction(
    (asked) =>
      new URL(
        document.querySelector<HTMLElement>("[data-search]")?.dataset.answered ?? "",
        location.href,
      ).searchParams.get("q") === asked,
    question,
  );
  return (await page.textContent("[data-status]")) ?? "";
}

const titles = (page: Page) => page.locator(".hits h3").allTextContents();

const PLAIN_QUESTIONS = [
  "地条钢",
  "安康 水泥",
  "汉滨 水泥",
  "91610902",
  "Φ2.2×7m 球磨机",
  "φ2.2*7m球磨机",
  "９１６１０９０２",
  "２０２５年 退出",
  "黄牌",
  "钢铁 韶关",
] as const;

describe("the search page finds what a person types", () => {
  test.each(PLAIN_QUESTIONS)("%s: as many as a clerk finds by reading", async (question) => {
    const { page, faults } = await open("/search/");
    const status = await type(page, question);
    const expected = foundByReading(question);
    expect(expected).not.toEqual([]);
    expect(status).toMatch(found(expected));
    const names = expected.map(({ fields }) => fields.name[0]);
    for (const title of await titles(page)) expect(names).toContain(title);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test("a former name, whole", async () => {
    const firm = snapshot.enterprises.find(({ formerNames }) => formerNames.length > 0);
    const { page } = await open("/search/");
    await type(page, firm?.formerNames[0] ?? "");
    expect(await titles(page)).toContain(firm?.name);
    await page.context().close();
  });

  test("hbsn finds 汉滨…水泥 and marks the signs it stands for", async () => {
    const { page } = await open("/search/");
    await type(page, "hbsn");
    const hit = page.locator(".hits li", { hasText: "汉滨" }).first();
    expect(await hit.locator("h3").textContent()).toContain("水泥");
    expect(await hit.locator("mark").count()).toBeGreaterThan(0);
    await page.context().close();
  });

  test.each(["-", "~", "a:b", '"', "*", "+水泥 -安康", "<b>水泥</b>", "\\", "\u{1F3ED}"])(
    "odd input %s is answered",
    async (question) => {
      const { page, faults } = await open("/search/");
      expect(await type(page, question)).not.toBe("");
      expect(await page.locator(".results b").count()).toBe(0);
      expect(faults).toEqual([]);
      await page.context().close();
    },
  );

  test("10,000 characters are answered, and the page says that it read the beginning", async () => {
    const { page, faults } = await open(`/search/?q=${"a1".repeat(5000)}`);
    expect(await page.textContent("[data-status]")).toContain("输入太长");
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

describe("narrowing down", () => {
  test("a condition is counted, kept in the address, shown, taken away, and goes back", async () => {
    const { page } = await open("/search/");
    await type(page, "水泥");
    const expected = foundByReading("水泥").filter(({ facets }) =>
      facets.jurisdiction.includes("suizhou"),
    );
    const box = page.locator("label", { has: page.locator("input[value=suizhou]") });
    await expectText(box.locator("[data-count]"), String(expected.length));
    await box.locator("input").check();
    await page.waitForURL("**/search/?q=*&jurisdiction=suizhou");
    await expectText(page.locator("[data-status]"), `找到${expected.length}条`);
    await page.getByRole("link", { name: "去掉条件：随州市" }).click();
    await expectText(page.locator("[data-status]"), `找到${foundByReading("水泥").length}条`);
    expect(await box.locator("input").isChecked()).toBe(false);
    await page.goBack();
    await expectText(page.locator("[data-status]"), `找到${expected.length}条`);
    expect(await box.locator("input").isChecked()).toBe(true);
    await page.context().close();
  });

  test("turning the page moves the reader to the top of the results", async () => {
    const { page } = await open("/search/");
    await type(page, "2025年");
    await page.getByRole("link", { name: "下一页" }).click();
    await page.waitForURL("**page=2");
    await expectText(page.locator("[data-status]"), "第2页");
    await page.waitForFunction(() => document.activeElement?.id === "results-title");
    await page.context().close();
  });

  test("nothing found says what that means and helps further", async () => {
    const { page } = await open("/search/");
    await type(page, "查无此厂 水泥");
    const text = await page.textContent(".results");
    expect(text).toContain("未列入名单不等于合规");
    await page.getByRole("link", { name: "只查“水泥”" }).click();
    await expectText(page.locator("[data-status]"), `找到${foundByReading("水泥").length}条`);
    await page.context().close();
  });

  test("without the index the page says so and lets the server answer", async () => {
    const { page } = await open("/search/");
    await page.route("**/search-index/**", (route) => route.abort());
    await page.fill("#search-q", "水泥");
    await expectText(page.locator("[data-status]"), "搜索没有加载成功");
    await page.getByRole("link", { name: "请本站服务器查找" }).click();
    await expectText(page.locator("[data-status]"), `找到${foundByReading("水泥").length}条`);
    await page.context().close();
  });
});

test("on a host that serves files only, the script answers the address", async () => {
  const host = await serveSite(inject("site"));
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  await page.goto(`${host.origin}/search/?q=水泥&jurisdiction=suizhou`);
  const expected = foundByReading("水泥").filter(({ facets }) =>
    facets.jurisdiction.includes("suizhou"),
  );
  await expectText(page.locator("[data-status]"), `找到${expected.length}条`);
  expect(await page.inputValue("#search-q")).toBe("水泥");
  expect(await page.isChecked("input[value=suizhou]")).toBe(true);
  await context.close();
  await host.close();
});

describe("with scripts off", () => {
  const OFF = { javaScriptEnabled: false };

  test.each(PLAIN_QUESTIONS)("%s: the same answer from the server", async (question) => {
    const { page } = await open(`/search/?q=${encodeURIComponent(question)}`, OFF);
    const expected = foundByReading(question);
    expect(await page.textContent("[data-status]")).toMatch(found(expected));
    await page.context().close();
  });

  test("10,000 Chinese characters are answered by the server too", async () => {
    const { page } = await open(`/search/?q=${encodeURIComponent("查".repeat(10_000))}`, OFF);
    expect(await page.textContent("h1")).toContain("搜索");
    await page.context().close();
  });

  test("from the header of any page, then by a condition, then to the enterprise", async () => {
    const { page } = await open("/lists/", OFF);
    await page.fill(".masthead [name=q]", "汉滨 水泥");
    await page.click(".masthead .find button");
    await page.locator("input[value=ankang]").check();
    await page.getByRole("button", { name: "按所选条件查找" }).click();
    expect(new URL(page.url()).searchParams.get("jurisdiction")).toBe("ankang");
    const [first] = await titles(page);
    await page.locator(".hits h3 a").first().click();
    expect(await page.textContent("h1")).toContain(first);
    await page.context().close();
  });

  test("the page of results asks not to be indexed", async () => {
    const { page } = await open("/search/?q=水泥", OFF);
    expect(await page.getAttribute("meta[name=robots]", "content")).toBe("noindex");
    await page.context().close();
  });
});

describe.each(["light", "dark"] as const)("in %s colours", (colorScheme) => {
  test.each(["水泥", "查无此厂 水泥"])(
    "the answer to %s is open to everybody",
    async (question) => {
      const path = `/search/?q=${encodeURIComponent(question)}&year=2025`;
      const { page } = await open(path, { colorScheme });
      expect(await axeFaults(page)).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      await page.context().close();
    },
  );
});

async function expectText(part: ReturnType<Page["locator"]>, text: string): Promise<void> {
  await expect.poll(() => part.textContent()).toContain(text);
}
