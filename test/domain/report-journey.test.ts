import { expect, test } from "vitest";
import {
  fieldProblems,
  filingOf,
  proofOf,
  REPORT_STEPS,
  readDraft,
  stepAfter,
  stepWithProblem,
} from "#domain/report-journey.ts";

function draftOf(answers: Record<string, string>) {
  const form = new FormData();
  for (const [name, value] of Object.entries(answers)) form.set(name, value);
  return readDraft(form, "fresh-token");
}

test("unanswered questions are absent from the filing", () => {
  expect(filingOf(draftOf({ jurisdiction: "ankang" }))).toEqual({
    jurisdiction: "ankang",
    exclude: [],
  });
});

test("the answers make the filing that the API takes", () => {
  const draft = draftOf({
    jurisdiction: "ankang",
    category: "restart",
    about: "named",
    name: "某厂",
    address: " ",
    description: "夜里生产",
    isOngoing: "no",
    as: "named",
    reporterName: "张三",
    reporterPhone: "13800000000",
  });
  expect(filingOf(draft)).toEqual({
    jurisdiction: "ankang",
    category: "restart",
    subject: { name: "某厂" },
    description: "夜里生产",
    isOngoing: false,
    reporter: { as: "named", name: "张三", phone: "13800000000" },
    exclude: [],
  });
});

test("the token of the first page stays through all of them", () => {
  expect(draftOf({}).token).toBe("fresh-token");
  expect(draftOf({ token: "first" }).token).toBe("first");
});

test("a problem leads to the first page that asks for its field", () => {
  const problems = fieldProblems([
    { field: "reporter.phone", message: "…" },
    { field: "subject.name", message: "…" },
  ]);
  expect(problems.map(({ field }) => field)).toEqual(["reporterPhone", "name"]);
  expect(stepWithProblem(problems)).toBe("whom");
  expect(stepWithProblem(fieldProblems([{ field: "proof", message: "…" }]))).toBe("check");
});

test("pages follow each other, and the ends hold", () => {
  expect(REPORT_STEPS.map((step) => stepAfter(step.id, 1))).toEqual([
    "what",
    "whom",
    "seen",
    "you",
    "check",
    "check",
  ]);
  expect(stepAfter("place", -1)).toBe("place");
});

test("the widget comes first, then the work of the browser, then the question", () => {
  const question = { question: "q", answer: "", website: "" };
  const all = { ...question, altcha: "work", turnstile: "token" };
  expect(proofOf(draftOf(all))).toEqual({ turnstile: "token" });
  expect(proofOf(draftOf({ ...all, turnstile: "" }))).toEqual({ altcha: "work" });
  expect(proofOf(draftOf({ ...question, answer: "7" }))).toEqual({ ...question, answer: "7" });
});

test("whoever answers the question because the widget failed is not sent back to the widget", () => {
  const answered = { question: "q", answer: "7", website: "", turnstile: "token" };
  expect(proofOf(draftOf(answered))).toEqual({ question: "q", answer: "7", website: "" });
});
