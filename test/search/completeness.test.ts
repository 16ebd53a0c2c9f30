import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { normalizeField, words as wordsOf } from "#domain/tokenizer.ts";
import { buildSearch } from "#search/build.ts";
import { openSearch, type Search } from "#search/engine.ts";
import { memoryLoader } from "#search/folder.ts";
import { FACETS, FIELD_GROUPS, type SearchRecord } from "#search/record.ts";
import { questionsFrom } from "../../bench/search-questions.ts";
import { syntheticRecords } from "../../bench/search-records.ts";
import { findAll, openOver } from "./open.ts";

const RECORDS = syntheticRecords(400, 11);
const PLAIN = RECORDS.map((record) => ({
  record,
  texts: FIELD_GROUPS.flatMap((group) => record.fields[group]).map(
    (text) => normalizeField(text).text,
  ),
}));

/** The plain rule: every word occurs in one text of the record. */
function scan(q: string): SearchRecord[] {
  const words = wordsOf(q);
  return PLAIN.filter(({ texts }) =>
    words.every((word) => texts.some((t) => t.includes(word))),
  ).map(({ record }) => record);
}

function ids(records: readonly SearchRecord[]): string[] {
  return records.map(({ id }) => id).sort();
}

let search: Search;
beforeAll(async () => {
  search = await openOver(RECORDS);
});

/** Letters may also be initials, which the plain rule does not know. */
const isSpelling = (q: string) => wordsOf(q).some((word) => /^[a-z]{2,}$/.test(word));

const stretch = fc
  .record({
    of: fc.nat(),
    field: fc.nat(),
    from: fc.nat(),
    length: fc.integer({ min: 1, max: 12 }),
  })
  .map(({ of, field, from, length }) => {
    const record = RECORDS[of % RECORDS.length] as SearchRecord;
    const texts = FIELD_GROUPS.flatMap((group) => record.fields[group]);
    const text = texts[field % texts.length] ?? "";
    const start = from % text.length;
    return { record, q: text.slice(start, start + length) };
  })
  .filter(({ q }) => wordsOf(q).length > 0);

describe("nothing that holds the words is missed, nothing else is shown", () => {
  test("any stretch of any field of a record finds that record", async () => {
    await fc.assert(
      fc.asyncProperty(stretch, async ({ record, q }) => {
        expect(await findAll(search, { q })).toContain(record.id);
      }),
      { numRuns: 100 },
    );
  });

  test("all pages together are what a plain scan finds, each result once", async () => {
    const two = fc.tuple(stretch, stretch).map(([a, b]) => `${a.q} ${b.q}`);
    const question = fc
      .oneof(
        stretch.map(({ q }) => q),
        two,
      )
      .filter((q) => !isSpelling(q));
    await fc.assert(
      fc.asyncProperty(question, async (q) => {
        expect((await findAll(search, { q })).sort()).toEqual(ids(scan(q)));
      }),
      { numRuns: 100 },
    );
  });

  test("a total said to be exact is exact, any other is not too low", async () => {
    for (const q of questionsFrom(RECORDS, 300, 5)) {
      const { total, isTotalExact } = await search.search({ q });
      if (isTotalExact) expect(total, q).toBe(scan(q).length);
      else expect(total, q).toBeGreaterThanOrEqual(scan(q).length);
    }
  });

  test("small pages run through the same results as large ones", async () => {
    for (const q of ["水泥", "有限责任公司", "安康 2019", "91610902"]) {
      const small = await findAll(search, { q, size: 7 });
      expect([...new Set(small)].sort()).toEqual(ids(scan(q)));
    }
  });
});

describe("facets", () => {
  test.each([
    ["水泥", {}],
    ["安康 水泥", { state: ["sealed", "stopped"] }],
    ["有限公司", { jurisdiction: ["ankang", "diqing"], year: ["2019"] }],
    ["", { listKind: ["exit"], industry: ["cement"], state: ["sealed"] }],
    ["91421303", { industry: ["casting"] }],
    ["", {}],
  ] as const)("counts for %j with %j are those of a plain recount", async (q, facets) => {
    // Reading every row first makes the counts exact, as the totals then say.
    await findAll(search, { q });
    const counts = await search.countFacets({ q, facets });
    for (const facet of FACETS) {
      const left = scan(q).filter((record) =>
        FACETS.filter((other) => other !== facet).every((other) => carries(record, other, facets)),
      );
      const recount: Record<string, number> = {};
      for (const value of left.flatMap((record) => record.facets[facet])) {
        recount[value] = (recount[value] ?? 0) + 1;
      }
      expect(counts[facet]).toEqual(recount);
    }
  });

  test("choices narrow the results: any value within a facet, every facet at once", async () => {
    const facets = { state: ["sealed", "stopped"], jurisdiction: ["suizhou"] };
    const expected = scan("铸造").filter((record) =>
      FACETS.every((facet) => carries(record, facet, facets)),
    );
    expect(expected.length).toBeGreaterThan(0);
    expect((await findAll(search, { q: "铸造", facets })).sort()).toEqual(ids(expected));
  });

  function carries(
    record: SearchRecord,
    facet: (typeof FACETS)[number],
    chosen: Partial<Record<(typeof FACETS)[number], readonly string[]>>,
  ) {
    const values = chosen[facet] ?? [];
    return values.length === 0 || record.facets[facet].some((value) => values.includes(value));
  }
});

describe("the index", () => {
  test("the same records in any order give the same files and folder", () => {
    const some = RECORDS.slice(0, 400);
    const there = buildSearch(some);
    const back = buildSearch(some.toReversed());
    expect(back.folder).toBe(there.folder);
    expect(new Map(back.files)).toEqual(new Map(there.files));
  });

  test("a changed record gives a folder of another name", () => {
    const [first, ...rest] = RECORDS.slice(0, 20) as [SearchRecord, ...SearchRecord[]];
    const changed = buildSearch([{ ...first, date: "2020-01-01" }, ...rest]);
    expect(changed.folder).not.toBe(buildSearch([first, ...rest]).folder);
  });

  test("a question reads a small part of the files", async () => {
    const built = buildSearch(RECORDS);
    const read = new Set<string>();
    const load = memoryLoader(built);
    const counting = await openSearch((name) => {
      read.add(name);
      return load(name);
    });
    await counting.search({ q: "汉滨 水泥" });
    expect(read.size).toBeLessThan(built.files.size / 5);
  });

  test("a file that could not be loaded is asked for again with the next question", async () => {
    const load = memoryLoader(buildSearch(RECORDS.slice(0, 50)));
    let isOffline = false;
    const shaky = await openSearch(async (name) => {
      if (isOffline) throw new Error("offline");
      return load(name);
    });
    isOffline = true;
    await expect(shaky.search({ q: "有限公司" })).rejects.toThrow("offline");
    isOffline = false;
    expect((await shaky.search({ q: "有限公司" })).total).toBeGreaterThan(0);
  });
});
