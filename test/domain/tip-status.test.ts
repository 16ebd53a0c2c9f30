import { expect, test } from "vitest";
import { edgeOf, lawfulActs, TIP_ACTS, TIP_STATUSES } from "#domain/tip-status.ts";

test("every status but the first is reached by some act, and no final one is left", () => {
  const reached = new Set(TIP_ACTS.map((edge) => edge.to as string));
  for (const { id, isFinal } of TIP_STATUSES) {
    expect(reached.has(id), id).toBe(id !== "received");
    expect(lawfulActs(id).length === 0, id).toBe(isFinal);
  }
});

test("an act has at most one way from a status", () => {
  const edges = TIP_ACTS.map((edge) => `${edge.act} ${edge.from}`);
  expect(new Set(edges).size).toBe(edges.length);
});

test("from every status some way leads to an end", () => {
  for (const { id } of TIP_STATUSES) {
    const seen = new Set<string>([id]);
    for (const status of seen) {
      for (const edge of TIP_ACTS) if (edge.from === status) seen.add(edge.to);
    }
    expect(
      TIP_STATUSES.some((status) => status.isFinal && seen.has(status.id)),
      id,
    ).toBe(true);
  }
});

test("what a reporter may dispute must be explained: decline, return, transfer, close", () => {
  for (const edge of TIP_ACTS) {
    const mustBe = ["decline", "return", "transfer", "merge", "handle", "close"].includes(edge.act);
    expect(edge.mustExplain, edge.act).toBe(mustBe);
  }
});

test("an admitted tip cannot be admitted again", () => {
  expect(edgeOf("admit", "received")?.to).toBe("admitted");
  expect(edgeOf("admit", "admitted")).toBeUndefined();
});
