import { beforeAll, describe, expect, test } from "vitest";
import type { Search } from "#search/engine.ts";
import { findAll, openOver } from "./open.ts";
import { REGISTER } from "./register.ts";

let search: Search;
beforeAll(async () => {
  search = await openOver(REGISTER);
});

const HANBIN = "ankang-000001";
const PLEDGE = "pledge-ankang-000001";
const NOTICE = "announcement-ankang-2024-1";
/** The last has a ball mill and a Φ2.2×7m, though not the one as the other: every word occurs. */
const MILLS = [HANBIN, PLEDGE, "shaoguan-000001"];

describe("what a person types finds what they mean", () => {
  test.each([
    ["a word of the trade", "地条钢", ["suizhou-000001"]],
    ["city and industry", "安康 水泥", [HANBIN, PLEDGE, NOTICE]],
    ["county and industry", "汉滨 水泥", [HANBIN, PLEDGE, NOTICE]],
    ["the beginning of a code", "91610902", [HANBIN, PLEDGE]],
    ["a whole code in small letters", "91610902ma6x12345a", [HANBIN, PLEDGE]],
    ["the middle of a code", "12345", [HANBIN, PLEDGE]],
    ["full-width digits", "９１６１０９０２", [HANBIN, PLEDGE]],
    ["a former name", "东风水泥厂", [HANBIN]],
    ["a model and a machine", "Φ2.2×7m 球磨机", MILLS],
    ["the same without the space", "φ2.2*7m球磨机", MILLS],
    ["the same with spaces inside", "Ф 2.2 x 7 m 球磨机", MILLS],
    ["a model alone", "1.83X7", ["shaoguan-000001"]],
    ["a year and a kind of list", "2023 红牌", ["shaoguan-000001"]],
    ["a number of an announcement", "安工信公告[2024]3号", [NOTICE]],
    ["a name without its brackets", "曾都北郊铸造厂", ["suizhou-000001"]],
    ["a model without its hyphen", "zg5", ["suizhou-000001"]],
    ["a single character", "锌", ["ankang-000002"]],
    ["words parted by a comma", "旬阳，锌业", ["ankang-000002"]],
    ["a promise", "恒昌 承诺", [PLEDGE]],
    ["initials of county and trade", "hbsn", [HANBIN, PLEDGE]],
    ["initials of a whole name", "zjqybsn", ["shaoguan-000001"]],
    ["initials as the county is said", "zdzz", ["suizhou-000001"]],
    ["initials of city and county", "akhb", [HANBIN, PLEDGE]],
    ["initials beside a word", "hbsn 回转窑", [HANBIN]],
  ])("%s: %s", async (_, q, ids) => {
    expect((await findAll(search, { q })).sort()).toEqual([...ids].sort());
  });

  test.each([
    ["words that stand in different records", "旬阳 水泥"],
    ["a word cut across two texts", "回转窑涉及"],
    ["the kind of a place as initials", "qhc"],
    ["initials in the wrong order", "snhb"],
  ])("nothing is found for %s: %s", async (_, q) => {
    expect(await search.search({ q })).toMatchObject({ total: 0, hits: [], isTotalExact: true });
  });

  test("an enterprise stands before announcements and pledges that match as well", async () => {
    expect((await findAll(search, { q: "恒昌水泥" }))[0]).toBe(HANBIN);
  });

  test("without words everything is shown, newest first when asked", async () => {
    expect((await search.search({})).total).toBe(REGISTER.length);
    const { hits } = await search.search({ sort: "newest", facets: { industry: ["cement"] } });
    expect(hits.map(({ record }) => record.facets.year.at(-1))).toEqual([
      "2024",
      "2024",
      "2024",
      "2023",
    ]);
  });
});

describe("odd input is answered, never refused", () => {
  test.each([
    "-",
    "~",
    '"',
    "^",
    "*",
    "+",
    "（）",
    "😀",
    "\ud800",
    "\udc00\ud800",
    "|||",
    "\u200b",
  ])("only signs: %j finds nothing and says that no word was given", async (q) => {
    expect(await search.search({ q })).toMatchObject({ words: [], total: 0, hits: [] });
  });

  test.each(["水泥 -", "水泥~2", '"水泥"', "+水泥 ", "水泥\ud800", "水泥^", "（水泥）", "水泥*"])(
    "signs around a word do no harm: %j",
    async (q) => {
      const ids = await findAll(search, { q: q.replace("~2", "~") });
      expect(ids.sort()).toEqual((await findAll(search, { q: "水泥" })).sort());
    },
  );

  test("a:b is two words, not a field of lunr", async () => {
    expect((await search.search({ q: "a:b" })).words).toEqual(["a", "b"]);
  });

  test.each(["水泥".repeat(5_000), "a".repeat(10_000), "水 泥 ".repeat(3_000), "-".repeat(10_000)])(
    "ten thousand characters are cut, and the answer says so",
    async (q) => {
      expect((await search.search({ q })).isCut).toBe(true);
    },
  );

  test("of more words than sixteen the first are looked for, and the answer says so", async () => {
    const many = Array.from({ length: 17 }, (_, i) => `词${i}`).join(" ");
    const answer = await search.search({ q: many });
    expect(answer.words.length).toBe(16);
    expect(answer.isCut).toBe(true);
  });

  test.each([
    { page: -3 },
    { page: Number.NaN },
    { size: 0 },
    { size: 1e9 },
    { page: 1e9 },
    { facets: { year: ["nonsense"] } },
  ])("senseless bounds %j are answered", async (bounds) => {
    const { hits, size } = await search.search({ q: "水泥", ...bounds });
    expect(hits.length).toBeLessThanOrEqual(size);
    expect(size).toBeLessThanOrEqual(100);
  });

  test("words that JavaScript keeps for itself are words like any other", async () => {
    for (const q of ["constructor", "__proto__", "toString"]) {
      expect((await search.search({ q })).total).toBe(0);
    }
  });

  test("an empty register answers with nothing", async () => {
    const empty = await openOver([]);
    expect(await empty.search({ q: "水泥" })).toMatchObject({ total: 0, hits: [] });
    expect((await empty.search({})).total).toBe(0);
  });
});

describe("matches are marked in the text as it is shown", () => {
  const marked = async (q: string) => {
    const { hits } = await search.search({ q });
    const [hit] = hits.filter(({ record }) => record.id === HANBIN);
    if (!hit) throw new Error(`${q} should find ${HANBIN}`);
    return Object.entries(hit.marks).flatMap(([group, texts]) =>
      texts.flatMap((ranges, i) => {
        const text = hit.record.fields[group as keyof typeof hit.marks][i] ?? "";
        return ranges.map(([start, end]) => text.slice(start, end));
      }),
    );
  };

  test("a model is marked with the spaces it is printed with", async () => {
    expect(await marked("φ2.2*7m 球磨机")).toEqual(["Φ2.2 × 7m", "球磨机"]);
  });

  test("words that touch are marked as one", async () => {
    expect(await marked("恒昌 昌水")).toEqual(["恒昌水"]);
  });

  test("initials are marked in place and name", async () => {
    expect(await marked("akhc")).toEqual(["恒昌", "安康"]);
  });
});
