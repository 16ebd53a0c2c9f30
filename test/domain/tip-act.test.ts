import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FINISHING_ACTS } from "#domain/clock-rules.ts";
import { actRule, isPaused, lawfulActs, type TipStanding } from "#domain/tip-act.ts";
import { problemsOfInput, tipActInput } from "#domain/tip-act-input.ts";
import { TIP_ACTS } from "#domain/tip-act-table.ts";
import {
  ENDED_STATUSES,
  FINDINGS,
  isEnded,
  OPEN_STATUSES,
  TIP_STATUSES,
  type TipStatus,
} from "#domain/tip-status.ts";

const DESK = ["screening", "lead"] as const;
const EDGES = TIP_ACTS.flatMap((rule) =>
  rule.from.map((from) => ({ act: rule.act as string, from, to: rule.to ?? from })),
);
const standing = (status: TipStatus, more: Partial<TipStanding> = {}): TipStanding => ({
  status,
  finding: null,
  isNamed: true,
  acts: ["submit"],
  ...more,
});

describe("the table of acts", () => {
  test("has the clock stop exactly where a tip comes to its end", () => {
    const finished = EDGES.filter(({ act }) => FINISHING_ACTS.includes(act)).map(({ to }) => to);
    expect([...new Set(finished)].toSorted()).toEqual([...ENDED_STATUSES].toSorted());
    const others = EDGES.filter(
      ({ act, from, to }) => from !== to && !FINISHING_ACTS.includes(act),
    );
    expect(others.filter(({ to }) => isEnded(to))).toEqual([]);
    expect([...OPEN_STATUSES, ...ENDED_STATUSES].toSorted()).toEqual(
      TIP_STATUSES.map(({ id }) => id).toSorted(),
    );
  });

  test("reaches every status but the first, and leaves none but the merged one without a way on", () => {
    const reached = new Set<TipStatus>(
      EDGES.filter(({ from, to }) => from !== to).map(({ to }) => to),
    );
    // Changing hands is no way on.
    const left = new Set<TipStatus>(
      EDGES.filter(({ act }) => act !== "hand-over").map(({ from }) => from),
    );
    for (const { id } of TIP_STATUSES) {
      expect(reached.has(id), id).toBe(id !== "received");
      expect(left.has(id), id).toBe(id !== "merged");
    }
  });

  test("leads from every status to an end", () => {
    for (const { id } of TIP_STATUSES) {
      const seen = new Set<TipStatus>([id]);
      for (const status of seen) {
        for (const edge of EDGES) if (edge.from === status) seen.add(edge.to);
      }
      expect(
        ["closed", "declined", "merged"].some((end) => seen.has(end as TipStatus)),
        id,
      ).toBe(true);
    }
  });

  test("offers an act at most once, whatever the finding", () => {
    for (const { id } of TIP_STATUSES) {
      for (const finding of [null, ...FINDINGS.map((entry) => entry.id)]) {
        for (const role of DESK) {
          const acts = lawfulActs(standing(id, { finding }), role).map(({ act }) => act);
          expect(new Set(acts).size, `${id} ${finding}`).toBe(acts.length);
        }
      }
    }
  });

  test("asks for a reason wherever the reporter may object to what was done", () => {
    const unexplained = TIP_ACTS.filter((rule) => !rule.needs.some((need) => need === "note"));
    expect(unexplained.map(({ act }) => act)).toEqual([
      "screen",
      "admit",
      "hand-over",
      "resume",
      "verify",
      "identify",
      "allow-identity",
      "propose-disclosure",
      "disclose",
      "agree-disclosure",
      "rate",
    ]);
  });

  test("wants a legal ground and another way for a refusal", () => {
    expect(actRule("decline", standing("received"))?.needs).toEqual([
      "note",
      "ground",
      "elsewhere",
    ]);
  });

  test("lets a supporting desk move nothing, only answer what it was asked", () => {
    for (const { id } of TIP_STATUSES) {
      const acts = lawfulActs(standing(id), "supporting").map(({ act }) => act);
      expect(acts.filter((act) => !["open-original", "contribute"].includes(act))).toEqual([]);
    }
  });
});

describe("what decides beyond the status", () => {
  test("only what was substantiated is handled, the rest is replied to at once", () => {
    for (const { id: finding, isSubstantiated } of FINDINGS) {
      const acts = lawfulActs(standing("found", { finding, isNamed: false }), "lead")
        .filter(({ hasOwnForm }) => !hasOwnForm)
        .map(({ act }) => act);
      expect(acts, finding).toEqual(isSubstantiated ? ["handle"] : ["reply"]);
    }
  });

  test("an extension is given once, and a tip is opened again once", () => {
    expect(actRule("extend", standing("verification"))).toBeDefined();
    const extended = standing("verification", { acts: ["submit", "extend"] });
    expect(actRule("extend", extended)).toBeUndefined();
    const reopened = standing("closed", { acts: ["submit", "reopen"] });
    expect(actRule("reopen", reopened)).toBeUndefined();
  });

  test("the reporter is asked, answers, and may be asked again", () => {
    expect(isPaused(["submit", "ask"])).toBe(true);
    expect(isPaused(["submit", "ask", "resume"])).toBe(false);
    const asked = standing("admitted", { acts: ["submit", "ask"] });
    expect(actRule("ask", asked)).toBeUndefined();
    expect(actRule("resume", asked)).toBeDefined();
    expect(lawfulActs(asked, "reporter").map(({ act }) => act)).toEqual(["resume"]);
  });
});

describe("what only the reporter may do", () => {
  test("give a name, as long as it can change how the tip is dealt with, and once", () => {
    const unnamed = (status: TipStatus) => standing(status, { isNamed: false });
    const named = TIP_STATUSES.filter(({ id }) => actRule("identify", unnamed(id)));
    expect(named.map(({ id }) => id)).not.toContain("closed");
    expect(named.map(({ id }) => id)).toEqual(
      expect.arrayContaining(["received", "screening", "admitted", "verification", "reopened"]),
    );
    expect(actRule("identify", standing("received"))).toBeUndefined();
  });

  test("say whether they are content, once it is closed", () => {
    const rated = TIP_STATUSES.filter(({ id }) => actRule("rate", standing(id)));
    expect(rated.map(({ id }) => id)).toEqual(["closed"]);
  });

  test("no desk is ever offered it", () => {
    for (const { id } of TIP_STATUSES) {
      for (const role of ["screening", "lead", "supporting"] as const) {
        const acts = lawfulActs(standing(id, { isNamed: false }), role).map(({ act }) => act);
        expect(acts).not.toContain("identify");
        expect(acts).not.toContain("rate");
      }
    }
  });
});

test("no walk through the table reaches a status by an edge that is not listed", () => {
  const acts = [...new Set(TIP_ACTS.map(({ act }) => act)), "publish", ""];
  const step = fc.record({
    act: fc.constantFrom(...acts),
    finding: fc.constantFrom(...FINDINGS.map(({ id }) => id)),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let at = standing("received");
      for (const { act, finding } of steps) {
        const rule = actRule(act, at);
        if (rule === undefined) continue;
        const to = rule.to ?? at.status;
        expect(EDGES).toContainEqual({ act, from: at.status, to });
        const found = rule.needs.includes("finding") ? finding : at.finding;
        at = { ...at, status: to, finding: found, acts: [...at.acts, act] };
      }
      for (const act of ["extend", "reopen"]) {
        expect(at.acts.filter((done) => done === act).length).toBeLessThanOrEqual(1);
      }
    }),
  );
});

describe("what is brought along", () => {
  const today = "2026-11-21";
  const problems = (input: unknown, ...needs: Parameters<typeof problemsOfInput>[0]) =>
    problemsOfInput(needs, tipActInput.parse(input), today).map(({ field }) => field);

  test("everything missing is said at once", () => {
    expect(problems({ note: "  " }, "note", "ground", "elsewhere")).toEqual([
      "note",
      "ground",
      "elsewhere",
    ]);
  });

  test("a check lies in the past or today, an extension in the future", () => {
    expect(problems({ checkedOn: "2026-11-22" }, "checkedOn")).toEqual(["checkedOn"]);
    expect(problems({ checkedOn: today }, "checkedOn")).toEqual([]);
    expect(problems({ until: today }, "until")).toEqual(["until"]);
    expect(problems({ until: "2026-11-22" }, "until")).toEqual([]);
  });

  test("a field nobody knows and a day that does not exist are refused", () => {
    expect(tipActInput.safeParse({ status: "closed" }).success).toBe(false);
    expect(tipActInput.safeParse({ until: "2026-02-30" }).success).toBe(false);
  });
});
