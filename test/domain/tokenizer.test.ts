import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { coverOf, gramsOf, normalizeField, words } from "#domain/tokenizer.ts";

describe("one spelling for what is the same", () => {
  test.each([
    ["Φ2.2 × 7m 球磨机", "φ2.2x7m球磨机"],
    ["ø2.2✕7M球磨机", "φ2.2x7m球磨机"],
    ["Ф２．２＊７ｍ球磨机", "φ2.2x7m球磨机"],
    ["φ 2.2 x 7 m 球磨机", "φ2.2x7m球磨机"],
    ["安工信字〔2024〕50号", "安工信字202450号"],
    ["产能 60 万吨/年", "产能60万吨 年"],
    ["20m³高炉", "20m3高炉"],
    ["A B 公司", "a b公司"],
    ["水泥，钢铁", "水泥 钢铁"],
    ["5,000吨，1,000,000块", "5000吨 1000000块"],
    ["2019,2020", "2019 2020"],
  ])("%s → %s", (field, text) => {
    expect(normalizeField(field).text).toBe(text);
  });

  test("every sign of the normalised text knows where it came from", () => {
    const { source, text, at } = normalizeField("（Φ2.2 × 7m）㎡");
    expect(text).toBe("φ2.2x7mm2");
    expect(at.map((offset) => source[offset]).join("")).toBe("Φ2.2 7m㎡㎡");
  });
});

describe("a question is cut into words", () => {
  test.each([
    ["φ2.2*7m球磨机", ["φ2.2x7m", "球磨机"]],
    ["3号窑", ["3号窑"]],
    ["安康，水泥 水泥", ["安康", "水泥"]],
    ["a:b", ["a", "b"]],
    ["6X 2024", ["6x", "2024"]],
    ["2019，202", ["2019", "202"]],
    [" -~ ", []],
  ])("%s → %j", (question, expected) => {
    expect(words(question)).toEqual(expected);
  });
});

describe("grams", () => {
  test.each([
    ["球磨机", ["球磨", "磨机"]],
    ["91610", ["916", "161", "610"]],
    ["3号", ["3号"]],
    ["m3球", ["m3", "3球"]],
    ["450号窑", ["450", "0号", "号窑"]],
    ["锌", ["锌"]],
    ["kw", ["kw"]],
  ])("%s is covered by %j", (word, cover) => {
    expect(coverOf(word)).toEqual(cover);
  });

  const sign = fc.constantFrom(..."安康水泥球磨机Φ×*x. 0127mkABX-，：（）𠮷é");
  const text = fc.array(sign, { maxLength: 30 }).map((signs) => signs.join(""));

  test("any stretch of any text, typed as a question, occurs in it word by word", () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (field, a, b) => {
        const [start, end] = [a % (field.length + 1), b % (field.length + 1)].sort((x, y) => x - y);
        const normal = normalizeField(field).text;
        const grams = gramsOf(normal);
        for (const word of words(field.slice(start, end).toWellFormed())) {
          expect(normal).toContain(word);
          for (const gram of coverOf(word)) expect(grams).toContain(gram);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
