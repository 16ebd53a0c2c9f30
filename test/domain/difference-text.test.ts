import { expect, test } from "vitest";
import { differenceText, NOTHING_STATED } from "#domain/difference-text.ts";

test("a date that was added is not said to have been changed from nothing", () => {
  for (const before of ["", NOTHING_STATED])
    expect(differenceText("延期至", before, "2027年1月11日")).toBe("新填延期至“2027年1月11日”");
});

test("a value that was taken away is said to be gone, one that was replaced with both values", () => {
  expect(differenceText("备注", "停产", "")).toBe("去掉备注“停产”");
  expect(differenceText("备注", "停产", "关停")).toBe("备注由“停产”改为“关停”");
});
