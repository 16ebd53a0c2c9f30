import { describe, expect, test } from "vitest";
import { fromParams, toParams } from "#search/address.ts";
import { piecesOf } from "#search/highlight.ts";

describe("a question in the address of the page", () => {
  test("comes back as it went in", () => {
    const question = {
      q: "Φ2.2×7m & 球磨机",
      facets: { jurisdiction: ["ankang", "diqing"], year: ["2024"] },
      sort: "newest",
      page: 3,
    } as const;
    const address = toParams(question).toString();
    expect(fromParams(new URLSearchParams(address))).toEqual(question);
  });

  test("leaves out what is as usual", () => {
    expect(toParams({ q: "", facets: {}, sort: "relevance", page: 1 }).toString()).toBe("");
  });

  test.each(["page=0", "page=-1", "page=x", "page=1.5", "sort=price", "year=", "colour=red"])(
    "nonsense is taken as not said: %s",
    (address) => {
      expect(fromParams(new URLSearchParams(address))).toEqual({
        q: "",
        facets: {},
        sort: "relevance",
        page: 1,
      });
    },
  );
});

describe("a text cut at its marks", () => {
  test("gives back the whole text, matches apart", () => {
    const pieces = piecesOf("汉滨区恒昌水泥", [
      [0, 2],
      [5, 7],
    ]);
    expect(pieces).toEqual([
      { text: "汉滨", isMatch: true },
      { text: "区恒昌", isMatch: false },
      { text: "水泥", isMatch: true },
    ]);
  });

  test("without marks is one piece", () => {
    expect(piecesOf("水泥")).toEqual([{ text: "水泥", isMatch: false }]);
    expect(piecesOf("")).toEqual([]);
  });
});
