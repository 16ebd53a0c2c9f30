import { expect, test } from "vitest";
import { findPersonal } from "#domain/masking.ts";
import { filledTemplate, replyTemplates } from "#domain/reply-template.ts";
import { readContent } from "#registry/read-content.ts";

const FACTS = {
  reference: "AK-2026-000123",
  department: "安康市工业和信息化局",
  category: "地条钢",
  area: "汉滨区",
  today: "2026年11月21日",
};
const TEMPLATES = readContent("content").snapshot?.replyTemplates ?? [];

test("a template is filled with the facts of the tip, wherever it asks for them", () => {
  const text = "{department}受理{area}的{category}（{reference}），{department}，{today}\n";
  expect(filledTemplate({ text }, FACTS)).toBe(
    "安康市工业和信息化局受理汉滨区的地条钢（AK-2026-000123），安康市工业和信息化局，2026年11月21日",
  );
});

test("a value with signs of its own stands in the note to the letter", () => {
  const facts = { ...FACTS, category: "$& {reference}" };
  expect(filledTemplate({ text: "{category}" }, facts)).toBe("$& {reference}");
});

test("there are templates for every step a reporter hears about", () => {
  const acts = new Set(TEMPLATES.map(({ act }) => act));
  for (const act of ["admit", "decline", "transfer", "ask", "extend", "find", "reply", "close"])
    expect(acts).toContain(act);
});

test.each(TEMPLATES.map((template) => [template.id, template] as const))(
  "%s, filled in, leaves no place open and names no law, deadline or person",
  (_, template) => {
    const filled = filledTemplate(template, FACTS);
    expect(filled).not.toMatch(/[{}]/);
    expect(filled).not.toMatch(/[法例]》|第.{1,4}条|\d+ ?个?(?:工作日|日内|天内)/);
    expect(findPersonal(filled)).toEqual([]);
  },
);

test("an unknown act, an unknown place and an id given twice are refused", () => {
  const sound = { id: "a", act: "admit", name: "甲", text: "好。" };
  expect(replyTemplates.safeParse([sound]).success).toBe(true);
  for (const wrong of [
    [{ ...sound, act: "accept" }],
    [{ ...sound, text: "{number}" }],
    [{ ...sound, text: "{}" }],
    [sound, sound],
  ])
    expect(replyTemplates.safeParse(wrong).success).toBe(false);
});
