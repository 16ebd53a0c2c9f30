import { expect, test } from "vitest";
import { neighboursOf } from "#domain/inbox-neighbours.ts";

const ORDER = ["AK-1", "AK-2", "AK-3"];

test("a tip of the view has the one before and the one after", () => {
  expect(neighboursOf(ORDER, "AK-2")).toEqual({
    position: 2,
    count: 3,
    previous: "AK-1",
    next: "AK-3",
  });
});

test("the first has none before it, the last none after", () => {
  expect(neighboursOf(ORDER, "AK-1")).toMatchObject({ previous: null, next: "AK-2" });
  expect(neighboursOf(ORDER, "AK-3")).toMatchObject({ previous: "AK-2", next: null });
});

test("one that has left the view is followed by the one that came after it", () => {
  expect(neighboursOf(ORDER, "AK-9", "AK-2")).toMatchObject({ position: null, next: "AK-2" });
});

test("where that is gone too, or is none of the view, the first follows", () => {
  expect(neighboursOf(ORDER, "AK-9", "AK-8").next).toBe("AK-1");
  expect(neighboursOf(ORDER, "AK-9").next).toBe("AK-1");
  expect(neighboursOf([], "AK-9", "AK-8").next).toBeNull();
});
