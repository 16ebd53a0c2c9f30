import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listKeysOfTip, listTips } from "#db/queries/tips.ts";
import { addDays } from "#domain/calendar-date.ts";
import { closingChecks } from "#domain/closing-check.ts";
import { TIP_ACTS } from "#domain/tip-act-table.ts";
import { FINDINGS, type TipStatus } from "#domain/tip-status.ts";
import { actOnTip } from "#server/services/act-on-tip.ts";
import { allowIdentity } from "#server/services/allow-identity.ts";
import { type Clerk, onlyFor, recoveryClerk } from "#server/services/desk.ts";
import { listInbox } from "#server/services/list-inbox.ts";
import { submitReexamination } from "#server/services/submit-reexamination.ts";
import { viewTip } from "#server/services/view-tip.ts";
import { viewTipAtDesk } from "#server/services/view-tip-at-desk.ts";
import { post, type TestApp, testApp } from "#support/app.ts";
import { filing, openTestHouse, type TestHouse } from "#support/house.ts";

let world: TestHouse;
let app: TestApp;

beforeAll(async () => {
  world = await openTestHouse("content");
  app = testApp(world).app;
});
afterAll(() => world.close());

/** Files in 迪庆, where tips are screened, or in 安康, where each department receives them. */
async function file(jurisdiction: "diqing" | "ankang", more: Record<string, unknown> = {}) {
  const place = { jurisdiction, area: undefined, category: "ditiaogang" };
  const answer = await post(app, filing(world.house, { ...place, ...more }));
  expect(answer.status).toBe(201);
  const body: {
    reference: string;
    receipt: string;
    desks: { department: string; role: string }[];
  } = await answer.json();
  return body;
}
const clerkOf = (department?: string): Clerk => {
  const clerk = recoveryClerk(world.house, world.passphrase);
  return department === undefined ? clerk : { ...clerk, opener: onlyFor(department, clerk.opener) };
};
const act = (reference: string, name: string, input: object = {}, clerk = clerkOf()) =>
  actOnTip(world.house, clerk, reference, { act: name, input });
const sees = async (reference: string, department: string) =>
  "value" in (await viewTipAtDesk(world.house, clerkOf(department), reference));
const deskOf = (tip: { desks: { department: string; role: string }[] }, role: string) =>
  tip.desks.find((desk) => desk.role === role)?.department ?? "";
const note = "按职责办理。";
const asked = () => ({ note, doneBy: world.house.today() });
const showName = async (reference: string) => {
  await act(reference, "ask-identity", { note });
  await allowIdentity(world.house, clerkOf(), reference);
};

describe("a tip that is screened, transferred, checked and closed", () => {
  let tip: Awaited<ReturnType<typeof file>>;
  let screening: string;
  let lead: string;

  beforeAll(async () => {
    const reporter = { as: "named", name: "李四", phone: "13900000000" };
    tip = await file("diqing", { reporter });
    screening = deskOf(tip, "screening");
    lead = deskOf(tip, "lead");
  });

  test("is seen by the screening desk alone until that desk transfers it", async () => {
    expect(lead).not.toBe("");
    expect(await sees(tip.reference, screening)).toBe(true);
    expect(await sees(tip.reference, lead)).toBe(false);
    expect(await act(tip.reference, "screen", {}, clerkOf(screening))).toHaveProperty("value");
    const moved = await act(tip.reference, "transfer", { note, department: lead });
    expect(moved).toEqual({ value: { status: "transferred", version: 3 } });
    expect(await sees(tip.reference, lead)).toBe(true);
    expect(await sees(tip.reference, screening)).toBe(screening === lead);
  });

  test("takes those who were named to support along, and the name to the desk in charge alone", async () => {
    for (const { department } of tip.desks.filter((desk) => desk.role === "supporting")) {
      const view = await viewTipAtDesk(world.house, clerkOf(department), tip.reference);
      expect(view).toHaveProperty("value.identity", null);
      const acts = "value" in view ? view.value.mayDo.map(({ act: name }) => name) : [];
      expect(acts).toEqual(["contribute", "open-original"]);
    }
    await showName(tip.reference);
    const view = await viewTipAtDesk(world.house, clerkOf(lead), tip.reference);
    expect(view).toHaveProperty("value.identity.name", "李四");
  });

  test("asks the reporter, whose answer lets the clock go on", async () => {
    await act(tip.reference, "admit");
    await act(tip.reference, "ask", { note: "大门朝哪边？" });
    const answer = await app.request("/api/v1/tips/current/messages", {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Receipt ${tip.receipt}` },
      body: JSON.stringify({ text: "朝南。" }),
    });
    expect(answer.status).toBe(201);
    const view = await viewTip(world.house, tip.receipt);
    expect(view).toHaveProperty("value.messages.0.text", "朝南。");
    expect("value" in view && view.value.steps.at(-1)).toMatchObject({
      act: "resume",
      by: "reporter",
      status: "admitted",
    });
  });

  test("is extended once, and the reporter reads why and until when", async () => {
    await act(tip.reference, "verify");
    const input = { note: "要等检测结果。", until: "2026-12-31" };
    expect(await act(tip.reference, "extend", input)).toHaveProperty(
      "value.status",
      "verification",
    );
    expect(await act(tip.reference, "extend", input)).toHaveProperty("refusal", "conflict");
    const view = await viewTip(world.house, tip.receipt);
    expect("value" in view && view.value.steps.at(-1)?.note).toBe(
      "要等检测结果。\n延长到：2026年12月31日",
    );
  });

  test("gets a finding, is handled, replied to and closed; nothing can be skipped", async () => {
    expect(await act(tip.reference, "close", { note })).toHaveProperty("refusal", "conflict");
    expect(await act(tip.reference, "find", {})).toMatchObject({
      refusal: "invalid",
      problems: [
        { field: "note" },
        { field: "finding" },
        { field: "checkedHow" },
        { field: "checkedOn" },
      ],
    });
    const check = { checkedHow: "documents", noVisit: note, checkedOn: "2026-11-21" };
    const found = { note, finding: "substantiated", ...check };
    expect(await act(tip.reference, "find", found)).toHaveProperty("value.status", "found");
    expect(await act(tip.reference, "reply", { note })).toHaveProperty("refusal", "conflict");
    const checklist = closingChecks("substantiated").map(({ id }) => id);
    for (const [name, more] of [
      ["handle", { measures: ["order"] }],
      ["reply", {}],
      ["close", { checklist }],
    ] as const) {
      expect(await act(tip.reference, name, { note, ...more }), name).toHaveProperty("value");
    }
    const view = await viewTip(world.house, tip.receipt);
    expect(view).toMatchObject({ value: { status: "closed", finding: "substantiated" } });
  });

  test("is opened again by the reporter once, and then has no finding any more", async () => {
    const again = () => submitReexamination(world.house, tip.receipt, { reason: "又开工了。" });
    expect(await again()).toHaveProperty("value.status", "reopened");
    expect(await again()).toHaveProperty("refusal", "conflict");
    expect(await viewTip(world.house, tip.receipt)).toMatchObject({ value: { finding: null } });
  });
});

describe("a tip that nobody wants", () => {
  test("goes back to the screening desk twice, then to the coordinator to decide", async () => {
    const tip = await file("diqing");
    const { screening, coordinator } = placeFacts("diqing");
    const [one = "", two = ""] = otherDepartments("diqing", screening, coordinator);
    for (const [round, department] of [one, two, one].entries()) {
      await act(tip.reference, "transfer", { note, department });
      const back = await act(tip.reference, "return", { note }, clerkOf(department));
      expect(back, department).toHaveProperty("value.status", "returned");
      expect(await sees(tip.reference, department)).toBe(false);
      const taker = round < 2 ? screening : coordinator;
      const view = await viewTipAtDesk(world.house, clerkOf(taker), tip.reference);
      expect(view).toHaveProperty("value.role", round < 2 ? "screening" : "lead");
    }
  });

  test("in a place without screening goes to the coordinator, with a day of its own", async () => {
    const tip = await file("ankang", { category: "noise" });
    const { coordinator } = placeFacts("ankang");
    const lead = deskOf(tip, "lead");
    const back = await act(tip.reference, "return", { note }, clerkOf(lead));
    if (lead === coordinator) throw new Error("this test wants a lead that may return");
    expect(back).toHaveProperty("value.status", "returned");
    expect(await sees(tip.reference, coordinator)).toBe(true);
    const view = await viewTip(world.house, tip.receipt);
    expect("value" in view && view.value.desks[0]).toMatchObject({
      department: coordinator,
      role: "lead",
      dueOn: expect.stringMatching(/^2026-/),
    });
  });

  test("is escalated one level up, and whoever did so sees it no more", async () => {
    const tip = await file("ankang");
    const lead = deskOf(tip, "lead");
    expect(await act(tip.reference, "escalate", { note }, clerkOf(lead))).toHaveProperty(
      "value.status",
      "escalated",
    );
    expect(await sees(tip.reference, lead)).toBe(false);
  });
});

describe("what is refused", () => {
  test("an excluded department receives a tip by no act", async () => {
    const { coordinator } = placeFacts("ankang");
    const [excluded = ""] = otherDepartments("ankang", coordinator);
    const tip = await file("ankang", { exclude: [excluded] });
    for (const name of ["transfer", "involve"]) {
      const refused = await act(tip.reference, name, { ...asked(), department: excluded });
      expect(refused, name).toMatchObject({ refusal: "invalid" });
      expect(refused).toHaveProperty("problems.0.field", "department");
    }
    expect(await sees(tip.reference, excluded)).toBe(false);
  });

  test("a department that is not there, and the one that has it already", async () => {
    const tip = await file("ankang");
    for (const department of ["nowhere", deskOf(tip, "lead")]) {
      expect(await act(tip.reference, "transfer", { note, department })).toHaveProperty(
        "problems.0.field",
        "department",
      );
    }
  });

  test("a supporting desk moves nothing, but another can be asked to join it", async () => {
    const tip = await file("ankang");
    const named = tip.desks.map(({ department }) => department);
    const [joining = ""] = otherDepartments("ankang", ...named);
    const before = await sees(tip.reference, joining);
    await act(tip.reference, "involve", { ...asked(), department: joining });
    expect([before, await sees(tip.reference, joining)]).toEqual([false, true]);
    const refused = await act(tip.reference, "admit", {}, clerkOf(joining));
    expect(refused).toHaveProperty("refusal", "forbidden");
  });

  test("what a supporting desk is asked to do has a day of its own, until that desk answers", async () => {
    const tip = await file("ankang");
    const { reference } = tip;
    const named = tip.desks.map(({ department }) => department);
    const [joining = ""] = otherDepartments("ankang", ...named);
    const today = world.house.today();
    const dueIn = async () => {
      const desks = [{ jurisdiction: "ankang", department: joining }];
      const question = { desks, view: "open", page: 1, reference };
      const { lines } = await listInbox(world.house, clerkOf(), question);
      return lines[0]?.clock?.dueOn;
    };
    const ask = (name: string, more: object) =>
      act(reference, name, { ...asked(), department: joining, ...more });
    expect(await ask("task", {})).toHaveProperty("problems.0.field", "department");
    expect(await ask("involve", { doneBy: "2026-01-01" })).toHaveProperty(
      "problems.0.field",
      "doneBy",
    );
    expect(await ask("involve", { doneBy: addDays(today, 3) })).toHaveProperty("value");
    const whole = await dueIn();
    expect(whole).toBe(addDays(today, 3));
    expect(await ask("task", { note: "请断电。", doneBy: addDays(today, 1) })).toHaveProperty(
      "value",
    );
    expect(await dueIn()).toBe(addDays(today, 1));
    const answer = { note: "已断电。" };
    expect(await act(reference, "contribute", answer)).toHaveProperty("refusal", "forbidden");
    const answered = await act(reference, "contribute", answer, clerkOf(joining));
    expect(answered).toHaveProperty("value");
    expect(await dueIn()).not.toBe(whole);
    const view = await viewTipAtDesk(world.house, clerkOf(), reference);
    expect("value" in view && view.value.tasks).toMatchObject([
      { department: joining, text: note, answer: "已断电。" },
      { department: joining, text: "请断电。", answer: "已断电。", dueOn: addDays(today, 1) },
    ]);
  });

  test("an act for which somebody at the desk lacks the permission, or a tip they may not read", async () => {
    const tip = await file("ankang");
    const without = (missing: string): Clerk => ({
      ...clerkOf(),
      may: (permission) => permission !== missing,
    });
    const refused = await act(tip.reference, "admit", {}, without("triage"));
    expect(refused).toHaveProperty("refusal", "forbidden");
    const unread = await act(tip.reference, "admit", {}, without("readTip"));
    expect(unread).toHaveProperty("refusal", "not-found");
    const seen = await viewTipAtDesk(world.house, without("triage"), tip.reference);
    const names = (acts: readonly { act: string }[]) => acts.map(({ act }) => act);
    if (!("value" in seen)) throw new Error(seen.refusal);
    expect(names(seen.value.mayDo)).not.toContain("admit");
    expect(names(seen.value.colleaguesMayDo)).toContain("admit");
    expect(names(seen.value.colleaguesMayDo)).not.toContain("disclose");
  });

  test("an act on what was changed since it was looked at", async () => {
    const tip = await file("ankang");
    await act(tip.reference, "admit", { version: 1 });
    const late = await act(tip.reference, "verify", { version: 1 });
    expect(late).toMatchObject({ refusal: "conflict", problems: [{ field: "version" }] });
  });

  test("two who act at once: one wins, the other is told, nothing is lost", async () => {
    const tip = await file("ankang");
    const input = { note, ground: "不属于落后产能", elsewhere: "12345" };
    const [one, two] = await Promise.all([
      act(tip.reference, "admit"),
      act(tip.reference, "decline", input),
    ]);
    expect([one, two].filter((outcome) => "value" in outcome)).toHaveLength(1);
    const view = await viewTip(world.house, tip.receipt);
    expect("value" in view && view.value.steps).toHaveLength(2);
  });

  test("an act that does not exist names those that do", async () => {
    const tip = await file("ankang");
    const refused = await act(tip.reference, "publish");
    expect(refused).toHaveProperty("refusal", "conflict");
    expect(refused).toHaveProperty("problems.0.message", expect.stringContaining("受理（admit）"));
  });
});

describe("tips about the same thing", () => {
  test("go on as one, each reporter with their own code, thread and the common status", async () => {
    const first = await file("ankang");
    const second = await file("ankang");
    const merged = await act(second.reference, "merge", { note, into: first.reference });
    expect(merged).toHaveProperty("value.status", "merged");
    await act(first.reference, "admit");
    const view = await viewTip(world.house, second.receipt);
    expect(view).toMatchObject({
      value: { status: "merged", continuedIn: { status: "admitted" }, messages: [] },
    });
    expect(JSON.stringify(view)).not.toContain(first.reference);
  });

  test("name each other to whoever reads both, and to nobody else", async () => {
    const first = await file("ankang");
    const second = await file("ankang");
    await act(second.reference, "merge", { note, into: first.reference });
    const seenBy = async (reference: string, clerk: Clerk) => {
      const seen = await viewTipAtDesk(world.house, clerk, reference);
      return "value" in seen ? seen.value.mergedWith : seen.refusal;
    };
    expect(await seenBy(second.reference, clerkOf())).toEqual({ into: first.reference, from: [] });
    expect(await seenBy(first.reference, clerkOf())).toEqual({
      into: null,
      from: [second.reference],
    });
    const lead = deskOf(second, "lead");
    const its = second.desks.map(({ department }) => department);
    const others = placeOf("ankang").departments.map(({ id }) => id);
    const elsewhere = others.find((id) => !its.includes(id)) ?? "";
    await act(first.reference, "transfer", { note, department: elsewhere });
    expect(await seenBy(second.reference, clerkOf(lead))).toEqual({ into: null, from: [] });
    expect(await seenBy(first.reference, clerkOf(elsewhere))).toEqual({ into: null, from: [] });
  });

  test("cannot be merged into each other at once, so that both were gone", async () => {
    const [one, two] = [await file("ankang"), await file("ankang")];
    const outcomes = await Promise.all([
      act(one.reference, "merge", { note, into: two.reference }),
      act(two.reference, "merge", { note, into: one.reference }),
    ]);
    expect(outcomes.filter((outcome) => "value" in outcome)).toHaveLength(1);
    const rows = [await rowOf(one.reference), await rowOf(two.reference)];
    expect(rows.map(({ status }) => status).toSorted()).toEqual(["merged", "received"]);
    for (const { receipt } of [one, two])
      expect(await viewTip(world.house, receipt)).toHaveProperty("value");
  });

  test("are not merged into themselves, into another place, or into an ended one", async () => {
    const [one, two, far] = [await file("ankang"), await file("ankang"), await file("diqing")];
    await act(two.reference, "merge", { note, into: one.reference });
    for (const into of [one.reference, two.reference, far.reference, "AK-2026-999999"]) {
      expect(await act(one.reference, "merge", { note, into }), into).toHaveProperty(
        "problems.0.field",
        "into",
      );
    }
  });
});

test("whatever a desk tries, a tip moves along listed edges and always has a desk that reads it", async () => {
  const edges = new Set(
    TIP_ACTS.flatMap(({ act: name, from, to }) =>
      from.map((status) => `${name} ${status} ${to ?? status}`),
    ),
  );
  const departments = placeOf("diqing").departments.map(({ id }) => id);
  const attempt = fc.record({
    act: fc.constantFrom(...TIP_ACTS.map((rule) => rule.act)),
    department: fc.constantFrom(...departments),
    finding: fc.constantFrom(...FINDINGS.map(({ id }) => id)),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(attempt, { minLength: 12, maxLength: 24 }), async (attempts) => {
      const { reference } = await file("diqing");
      const common = { note, ground: note, elsewhere: note, into: "DQ-2026-999999" };
      const days = { checkedOn: "2026-11-21", until: "2026-12-31" };
      for (const { act: name, ...more } of attempts) {
        const before = await rowOf(reference);
        const outcome = await act(reference, name, { ...common, ...days, ...more });
        const after = await rowOf(reference);
        if ("value" in outcome) expect(edges).toContain(`${name} ${before.status} ${after.status}`);
        else expect(after).toEqual(before);
        const holders = (await listKeysOfTip(world.house.db.read, after.id)).filter(
          ({ holder, purpose }) => holder !== "receipt" && purpose === "content",
        );
        expect(holders.length).toBeGreaterThan(0);
      }
    }),
    { numRuns: 12 },
  );
});

async function rowOf(reference: string) {
  const rows = await listTips(world.house.db.read);
  const row = rows.find((entry) => entry.reference === reference);
  if (row === undefined) throw new Error(`no row for ${reference}`);
  return { ...row, status: row.status as TipStatus };
}

function placeOf(id: string) {
  const place = world.house.snapshot().jurisdictions.find((entry) => entry.id === id);
  if (place === undefined) throw new Error(`no place ${id}`);
  return place;
}

function placeFacts(id: string) {
  const { intake, coordinator } = placeOf(id).facts;
  return { screening: intake.screening ?? "", coordinator };
}

function otherDepartments(id: string, ...without: string[]) {
  return placeOf(id)
    .departments.map((department) => department.id)
    .filter((department) => !without.includes(department));
}
