import { expect, inject, test } from "vitest";
import { builtPage, readableText } from "#support/built-pages.ts";

/** 随州L70 and 迪庆L123: each body accepts its own plan; only 安康 asks for both levels on site. */
test.each([
  ["ankang", true],
  ["suizhou", false],
  ["diqing", false],
])("%s says that every level must have passed: %s", (id, isEvery) => {
  const text = readableText(builtPage(inject("site"), `/jurisdictions/${id}/`));
  expect(text.includes("必须通过的层级")).toBe(isEvery);
  expect(text.includes("各验各的计划")).toBe(!isEvery);
});
