import { expect, test } from "vitest";
import type { SearchAnswer } from "#search/query.ts";
import { answerHtml, statusText } from "../../src/components/search/answer-html.ts";

const question = { q: "水泥", facets: {}, page: 99999, sort: "relevance" } as const;
const beyond: SearchAnswer = {
  words: ["水泥"],
  isCut: false,
  total: 14,
  isTotalExact: true,
  page: 99999,
  size: 10,
  hits: [],
};
const context = {
  question,
  nameOf: () => "",
  industries: ["水泥"],
  places: [],
  reportHref: "/report/",
};

test("a page beyond the last is said not to exist and leads back to the first", () => {
  expect(statusText(beyond, question)).toBe("找到14条，共2页，没有第99999页。");
  expect(answerHtml(beyond, context)).toContain("回到第1页");
  expect(answerHtml(beyond, context)).not.toContain("第99999页");
});

test("a search that finds nothing offers the same question in plainer words", () => {
  const nothing = { ...beyond, words: ["汉滨水泥厂"], total: 0, page: 1 };
  expect(answerHtml(nothing, context)).toContain("查“汉滨 水泥”");
  expect(answerHtml(nothing, context)).toContain("未列入名单不等于合规");
});
