import { describe, expect, test } from "vitest";
import { initialPairs, isLetterWord, matchInitials } from "#search/initials.ts";
import { readingsIn } from "#search/readings.ts";

describe("pinyin initials", () => {
  test.each([
    ["曾都区", "zdq"],
    ["重庆市长寿区", "cqscsq"],
    ["乐昌市", "lcs"],
    ["重型机械厂", "zxjxc"],
    ["浈江区", "zjq"],
    ["德钦县", "dqx"],
    ["万州区", "wzq"],
    ["丰都县", "fdx"],
  ])("%s is read %s", (text, letters) => {
    expect([...text].map((sign) => readingsIn([text]).get(sign)).join("")).toBe(letters);
  });

  test("a sign read in two ways in the register is found by both", () => {
    const readings = readingsIn(["重庆", "重型机械厂"]);
    expect(matchInitials("cxjx", "重型机械厂", readings)).toEqual([[0, 4]]);
    expect(matchInitials("zxjx", "重型机械厂", readings)).toEqual([[0, 4]]);
  });

  test.each([
    [
      "hbsn",
      "汉滨区恒昌水泥厂",
      [
        [0, 2],
        [5, 7],
      ],
    ],
    ["hbq", "汉滨区", [[0, 3]]],
    ["hbs", "汉滨水", [[0, 3]]],
    ["hbsn", "水泥汉滨", undefined],
    ["hs", "汉滨水泥", undefined],
    ["qh", "汉滨区恒昌", undefined],
  ])("%s in %s: pieces of two and more, in order", (word, text, pieces) => {
    expect(matchInitials(word, text, readingsIn([text]))).toEqual(pieces);
  });

  test("every letter of a word that fits lies in a pair of the text", () => {
    const text = "陕西省安康市 汉滨区恒昌水泥有限公司";
    const readings = readingsIn([text]);
    const pairs = initialPairs(text, readings);
    for (const word of ["akhbsn", "hbhcsn", "aksnyx", "akhcyx"]) {
      expect(matchInitials(word, text, readings)).toBeDefined();
      [...word].forEach((_, i) => {
        expect([word.slice(i - 1, i + 1), word.slice(i, i + 2)].some((p) => pairs.has(p))).toBe(
          true,
        );
      });
    }
    expect(pairs.has("sh")).toBe(false);
  });

  test("only words of two to twenty-four letters are taken for initials", () => {
    expect(["hb", "a", "h2", "水泥", "a".repeat(25)].map(isLetterWord)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
