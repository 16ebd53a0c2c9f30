import { expect, test } from "vitest";
import { TIP_ACTS } from "#domain/tip-act-table.ts";
import { wordedFor } from "#domain/tip-category.ts";
import { TIP_STATUSES } from "#domain/tip-status.ts";

test("a sentence about tips is said of a request in its own words, and of a tip unchanged", () => {
  const sentence = "原来的部门不能再打开这件举报。";
  expect(wordedFor("举报", sentence)).toBe(sentence);
  expect(wordedFor("更正申请", sentence)).toBe("原来的部门不能再打开这件更正申请。");
  expect(wordedFor("公示异议", "请举报人补充")).toBe("请提出人补充");
});

test("nothing a reporter is told of a request calls it a tip", () => {
  const told = [
    ...TIP_ACTS.map(({ tells }) => tells),
    ...TIP_STATUSES.map(({ meaning }) => meaning),
  ];
  for (const sentence of told) expect(wordedFor("更正申请", sentence ?? "")).not.toContain("举报");
});
