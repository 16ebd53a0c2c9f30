import { expect, test } from "vitest";
import { openCategories, tipCourses } from "#lib/report-start-view.ts";
import { readContent } from "#registry/read-content.ts";

const { snapshot } = readContent("content");
if (snapshot === undefined) throw new Error("the content is not sound");
const courses = tipCourses(snapshot, "2026-11-21");
const courseOf = (id: string) => courses.find((course) => course.id === id);

test("every place says who sees a tip first and how long each step takes", () => {
  expect(courses.map((course) => course.id)).toEqual(snapshot.jurisdictions.map(({ id }) => id));
  for (const { terms } of courses) expect(terms.length).toBeGreaterThan(2);
});

test("only where intake is central is there a term for handing the tip on", () => {
  const transfers = (id: string) => courseOf(id)?.terms.some((term) => term.name === "甄别并移送");
  expect(transfers("diqing")).toBe(true);
  expect(courseOf("diqing")?.intake).toContain("先由");
  expect(transfers("ankang")).toBe(false);
});

test("no programme gives a number of days, so every number is marked as a default", () => {
  const numbers = courses.flatMap(({ terms }) => terms.filter(({ text }) => /\d/.test(text)));
  expect(numbers.length).toBeGreaterThan(9);
  expect(numbers.filter((term) => !term.isDefault)).toEqual([]);
  expect(courseOf("ankang")?.terms).toContainEqual({
    name: "核查并反馈",
    text: "收到举报后10个工作日内",
    isDefault: true,
  });
});

test("where no number is given none is made up", () => {
  expect(courseOf("ankang")?.terms).toContainEqual({
    name: "延长核查",
    text: "文件未规定",
    isDefault: false,
  });
});

test("that a programme never speaks of tips is known of 随州 alone", () => {
  const silent = courses.filter((course) => !course.isTipMentioned).map((course) => course.id);
  expect(silent).toEqual(["suizhou"]);
});

test("a category is offered from the day it begins, in the order given", () => {
  expect(openCategories(snapshot, "2019-04-24")).toEqual([]);
  expect(openCategories(snapshot, "2026-11-21")[0]?.id).toBe("ditiaogang");
});
