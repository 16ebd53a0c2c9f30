import { describe, expect, test } from "vitest";
import { atomFeed } from "#lib/atom-feed.ts";
import type { Change } from "#lib/changes.ts";
import { readContent } from "#registry/read-content.ts";

const { snapshot } = readContent("content");
if (!snapshot) throw new Error("the content is not sound");
const facts = {
  path: "/feeds/all.atom",
  title: "全部更新",
  homePath: "/",
  siteUrl: "https://example.org",
  site: snapshot.site,
  today: "2026-11-21",
};
const change = (number: number, more: Partial<Change> = {}): Change => ({
  id: `announcement/${number}`,
  kind: "announcement",
  on: "2026-03-01",
  sentence: `第${number}件`,
  href: `/announcements/${number}/`,
  jurisdiction: "ankang",
  isSample: false,
  ...more,
});

describe("a feed", () => {
  test("says in a sentence what changed, when in Shanghai, and where to read it", () => {
    const xml = atomFeed([change(1)], facts);
    expect(xml).toContain("<![CDATA[第1件]]>");
    expect(xml).toContain("<published>2026-02-28T16:00:00.000Z</published>");
    expect(xml).toContain('href="https://example.org/announcements/1/"');
  });

  test("marks demonstration data and writes signs of markup as text", () => {
    const xml = atomFeed([change(1, { isSample: true, sentence: "甲<乙 & ]]>" })], facts);
    expect(xml).toContain("〔演示数据〕甲&lt;乙 &amp; ]]&gt;");
  });

  test("is bounded, and keeps the latest", () => {
    const xml = atomFeed(
      Array.from({ length: 300 }, (_, number) => change(number)),
      facts,
    );
    expect(xml.match(/<entry>/g)).toHaveLength(200);
    expect(xml).toContain("第0件");
    expect(xml).not.toContain("第299件");
  });

  test("is the same for the same changes, whenever it is written", () => {
    expect(atomFeed([], facts)).toBe(atomFeed([], facts));
    expect(atomFeed([], facts)).toContain("<updated>2026-11-20T16:00:00.000Z</updated>");
  });
});
