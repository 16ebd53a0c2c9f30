import { globSync } from "node:fs";
import type { Context } from "hono";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SESSION_COOKIE } from "#domain/staff-cookie.ts";
import { STAFF_PAGES } from "#domain/staff-page.ts";
import type { Grant } from "#domain/staff-role.ts";
import { fixedRelease } from "#server/releases/releases.ts";
import { submitDeskChange } from "#server/services/submit-desk-change.ts";
import { openStaticSite } from "#server/static-site.ts";
import { post, type TestApp, testApp } from "#support/app.ts";
import { filing, openTestHouse, type TestHouse } from "#support/house.ts";
import {
  makeAdministrator,
  makeMember,
  resultOf,
  signedIn,
  signInCookie,
  type TestMember,
} from "#support/staff.ts";

const OWN = { jurisdiction: "lanhe", department: "market-regulation" };
const OTHER = { jurisdiction: "lanhe", department: "government" };

/** Who asks; the columns of the tables below, in this order. */
const ASKERS = {
  nobody: null,
  withoutRole: [],
  intake: [{ role: "intake", ...OWN }],
  handler: [{ role: "handler", ...OWN }],
  lead: [{ role: "deskLead", ...OWN }],
  leadElsewhere: [{ role: "deskLead", ...OTHER }],
  coordinator: [{ role: "coordinator", jurisdiction: "lanhe" }],
  publisher: [{ role: "publisher", jurisdiction: "lanhe" }],
  auditor: [{ role: "auditor" }],
  administrator: null,
} as const satisfies Record<string, readonly Grant[] | null>;
type Asker = keyof typeof ASKERS;
const NAMES = Object.keys(ASKERS) as Asker[];

const DESK = `${OWN.jurisdiction}/${OWN.department}`;
/** `LEAD`, `LEAD_ROLE` and `CLOSED` stand for ids that are known only later. */
const LEAD = "LEAD";

/**
 * What each resource answers, asked for the lead of the own desk. 409 and 422: allowed, but refused
 * for a reason of its own, so that nothing changes under the other rows.
 */
const RESOURCES: readonly [
  route: string,
  address: string,
  body: object | null,
  statuses: string,
][] = [
  //                                  nobody none intk hndl lead else crd  publ audt admn
  ["GET /session", "/session", null, "401 200 200 200 200 200 200 200 200 200"],
  ["POST /session", "/session", {}, "422 422 422 422 422 422 422 422 422 422"],
  ["POST /session/code", "/session/code", {}, "422 422 422 422 422 422 422 422 422 422"],
  [
    "POST /session/passkey/options",
    "/session/passkey/options",
    {},
    "404 404 404 404 404 404 404 404 404 404",
  ],
  ["POST /session/passkey", "/session/passkey", {}, "401 401 401 401 401 401 401 401 401 401"],
  ["DELETE /session", "/session", null, "200 200 200 200 200 200 200 200 200 200"],
  ["POST /accounts", "/accounts", {}, "422 422 422 422 422 422 422 422 422 422"],
  ["GET /account", "/account", null, "401 200 200 200 200 200 200 200 200 200"],
  [
    "DELETE /account/sessions/:session",
    "/account/sessions/x",
    null,
    "401 404 404 404 404 404 404 404 404 404",
  ],
  ["PUT /account/password", "/account/password", {}, "401 422 422 422 422 422 422 422 422 422"],
  [
    "POST /account/recovery-codes",
    "/account/recovery-codes",
    {},
    "401 422 422 422 422 422 422 422 422 422",
  ],
  [
    "POST /account/passkeys/options",
    "/account/passkeys/options",
    null,
    "401 200 200 200 200 200 200 200 200 200",
  ],
  ["POST /account/passkeys", "/account/passkeys", {}, "401 422 422 422 422 422 422 422 422 422"],
  [
    "DELETE /account/passkeys/:passkey",
    "/account/passkeys/x",
    null,
    "401 404 404 404 404 404 404 404 404 404",
  ],
  ["GET /recovery-uses", "/recovery-uses", null, "401 200 200 200 200 200 200 200 200 200"],
  [
    "POST /recovery-uses/:position/confirmation",
    "/recovery-uses/999999/confirmation",
    null,
    "401 404 404 404 404 404 404 404 404 404",
  ],
  ["GET /members", "/members", null, "401 404 404 404 404 404 404 404 404 200"],
  ["POST /members", "/members", {}, "401 404 404 404 404 404 404 404 404 422"],
  ["GET /members/:member", `/members/${LEAD}`, null, "401 404 404 404 404 404 404 404 404 200"],
  ["DELETE /members/:member", `/members/${LEAD}`, null, "401 404 404 404 404 404 404 404 404 409"],
  [
    "POST /members/:member/roles",
    `/members/${LEAD}/roles`,
    {},
    "401 404 404 404 404 404 404 404 404 422",
  ],
  [
    "DELETE /members/:member/roles/:role",
    `/members/${LEAD}/roles/LEAD_ROLE`,
    null,
    "401 404 404 404 404 404 404 404 404 409",
  ],
  [
    "POST /members/:member/reset",
    "/members/CLOSED/reset",
    null,
    "401 404 404 404 404 404 404 404 404 409",
  ],
  [
    "POST /members/:member/confirmation",
    `/members/${LEAD}/confirmation`,
    null,
    "401 404 404 404 404 404 404 404 404 409",
  ],
  ["GET /desk-changes", "/desk-changes", null, "401 404 404 404 404 404 200 404 404 200"],
  ["POST /desk-changes/plan", "/desk-changes/plan", {}, "401 404 404 404 404 404 422 404 404 422"],
  ["POST /desk-changes", "/desk-changes", {}, "401 404 404 404 404 404 422 404 404 422"],
  [
    "GET /desk-changes/:change",
    "/desk-changes/CHANGE",
    null,
    "401 404 404 404 404 404 200 404 404 200",
  ],
  [
    "POST /desk-changes/:change/admission",
    "/desk-changes/CHANGE/admission",
    null,
    "401 404 404 404 404 404 409 404 404 409",
  ],
  [
    "POST /desk-changes/:change/refusal",
    "/desk-changes/CHANGE/refusal",
    {},
    "401 404 404 404 404 404 422 404 404 422",
  ],
  ["GET /desks", "/desks", null, "401 404 404 404 200 200 200 404 404 200"],
  [
    "GET /desks/:jurisdiction/:department/events",
    `/desks/${DESK}/events`,
    null,
    "401 404 404 404 200 404 404 404 200 200",
  ],
  [
    "POST /desks/:jurisdiction/:department/claim",
    `/desks/${DESK}/claim`,
    { passphrase: "不对" },
    "401 404 404 404 409 404 404 404 404 404",
  ],
  [
    "POST /desks/:jurisdiction/:department/transfer",
    `/desks/${DESK}/transfer`,
    null,
    "401 404 404 404 409 404 404 404 404 404",
  ],
  [
    "POST /desks/:jurisdiction/:department/members/:member/key",
    `/desks/${DESK}/members/${LEAD}/key`,
    null,
    "401 404 404 404 409 404 404 404 404 404",
  ],
  [
    "DELETE /desks/:jurisdiction/:department/members/:member",
    `/desks/${DESK}/members/${LEAD}`,
    null,
    "401 404 404 404 409 404 404 404 404 404",
  ],
  [
    "POST /desks/:jurisdiction/:department/key",
    `/desks/${DESK}/key`,
    null,
    "401 404 404 404 200 404 404 404 404 404",
  ],
  // A tip that a clerk asks for by a number nobody has: 404 for everybody.
  ["GET /tips", "/tips", null, "401 404 200 200 200 200 404 404 404 404"],
  ["GET /tips/:reference", "/tips/TIP", null, "401 404 404 404 200 404 404 404 404 404"],
  [
    "POST /tips/:reference/acts",
    "/tips/TIP/acts",
    { act: "find" },
    "401 404 404 404 409 404 404 404 404 404",
  ],
  [
    "POST /tips/:reference/messages",
    "/tips/TIP/messages",
    {},
    "401 404 404 404 422 404 404 404 404 404",
  ],
  ["POST /tips/:reference/notes", "/tips/TIP/notes", {}, "401 404 404 404 422 404 404 404 404 404"],
  [
    "POST /tips/:reference/verifications",
    "/tips/TIP/verifications",
    {},
    "401 404 404 404 409 404 404 404 404 404",
  ],
  [
    "POST /tips/:reference/papers",
    "/tips/TIP/papers",
    { paper: "reply" },
    "401 404 404 404 200 404 404 404 404 404",
  ],
  // Whoever has the tip or watches over it may; nobody has ordered anything: 409.
  [
    "POST /tips/:reference/papers",
    "/tips/TIP/papers",
    { paper: "supervision" },
    "401 404 404 404 409 404 409 404 404 404",
  ],
  [
    "PUT /tips/:reference/work",
    "/tips/TIP/work",
    { x: 1 },
    "401 404 404 404 422 404 404 404 404 404",
  ],
  [
    "POST /tips/:reference/presence",
    "/tips/TIP/presence",
    { isWriting: false },
    "401 404 404 404 200 404 404 404 404 404",
  ],
  [
    "POST /desks/:jurisdiction/:department/tips",
    `/desks/${DESK}/tips`,
    {},
    "401 404 422 422 422 403 404 404 404 404",
  ],
  ["GET /audit", "/audit", null, "401 404 404 404 404 404 404 404 200 404"],
  ["GET /unwatched", "/unwatched", null, "401 404 404 404 404 404 404 404 200 404"],
  ["GET /clocks", "/clocks", null, "401 404 200 200 200 200 200 404 404 404"],
  [
    "POST /tips/:reference/orders",
    "/tips/TIP/orders",
    {},
    "401 404 404 404 404 404 422 404 404 404",
  ],
  ["GET /identity-looks", "/identity-looks", null, "401 404 404 404 404 404 200 404 404 404"],
  // The coordinator of the place may, but nobody has asked: 409.
  [
    "POST /tips/:reference/identity-consent",
    "/tips/TIP/identity-consent",
    null,
    "401 404 404 404 404 404 409 404 404 404",
  ],
  [
    "POST /tips/:reference/identity-refusal",
    "/tips/TIP/identity-refusal",
    { note: "不必看姓名。" },
    "401 404 404 404 404 404 409 404 404 404",
  ],
  ["GET /disclosures", "/disclosures", null, "401 404 404 404 200 200 200 404 404 404"],
  [
    "GET /tips/:reference/disclosure",
    "/tips/TIP/disclosure",
    null,
    "401 404 404 404 200 404 404 404 404 404",
  ],
  [
    "PUT /tips/:reference/disclosure",
    "/tips/TIP/disclosure",
    {},
    "401 404 404 404 422 404 404 404 404 404",
  ],
  [
    "POST /tips/:reference/disclosure/publication",
    "/tips/TIP/disclosure/publication",
    {},
    "401 404 404 404 409 404 404 404 404 404",
  ],
  [
    "POST /tips/:reference/disclosure/withdrawal",
    "/tips/TIP/disclosure/withdrawal",
    {},
    "401 404 404 404 409 404 404 404 404 404",
  ],
];

/** What each page answers. 303: asked to sign in. */
const PAGES: readonly [page: string, address: string, statuses: string][] = [
  //                             nobody none intk hndl lead else crd  publ audt admn
  ["/staff/sign-in/", "/staff/sign-in/", "200 200 200 200 200 200 200 200 200 200"],
  ["/staff/sign-in/code/", "/staff/sign-in/code/", "200 200 200 200 200 200 200 200 200 200"],
  ["/staff/sign-out/", "/staff/sign-out/", "200 200 200 200 200 200 200 200 200 200"],
  ["/staff/signed-out/", "/staff/signed-out/", "200 200 200 200 200 200 200 200 200 200"],
  ["/staff/invitation/", "/staff/invitation/", "200 200 200 200 200 200 200 200 200 200"],
  ["/staff/", "/staff/", "303 200 200 200 200 200 200 200 200 200"],
  ["/staff/tips/", "/staff/tips/", "303 404 200 200 200 200 404 404 404 404"],
  ["/staff/tips/missing/", "/staff/tips/missing/", "303 404 200 200 200 200 404 404 404 404"],
  ["/staff/tips/[reference]/", "/staff/tips/x/", "303 404 200 200 200 200 404 404 404 404"],
  [
    "/staff/tips/[reference]/disclosure/",
    "/staff/tips/x/disclosure/",
    "303 404 404 404 200 200 200 404 404 404",
  ],
  ["/staff/outcomes/", "/staff/outcomes/", "303 404 404 404 200 200 200 404 404 404"],
  ["/staff/enter/", "/staff/enter/", "303 404 200 200 200 200 404 404 404 404"],
  [
    "/staff/tips/[reference]/verification/",
    "/staff/tips/x/verification/",
    "303 404 200 200 200 200 404 404 404 404",
  ],
  ["/staff/identity/", "/staff/identity/", "303 404 404 404 404 404 200 404 404 404"],
  ["/staff/clocks/", "/staff/clocks/", "303 404 200 200 200 200 200 404 404 404"],
  ["/staff/audit/", "/staff/audit/", "303 404 404 404 404 404 404 404 200 404"],
  ["/staff/notices/", "/staff/notices/", "303 404 404 404 404 404 404 200 404 404"],
  ["/staff/publications/", "/staff/publications/", "303 404 404 404 404 404 404 200 404 404"],
  [
    "/staff/publications/new/",
    "/staff/publications/new/",
    "303 404 404 404 404 404 404 200 404 404",
  ],
  [
    "/staff/publications/change/",
    "/staff/publications/change/",
    "303 404 404 404 404 404 404 200 404 404",
  ],
  [
    "/staff/publications/correct/",
    "/staff/publications/correct/",
    "303 404 404 404 404 404 404 200 404 404",
  ],
  [
    "/staff/publications/[id]/",
    "/staff/publications/x/",
    "303 404 404 404 404 404 404 200 404 404",
  ],
  ["/staff/account/", "/staff/account/", "303 200 200 200 200 200 200 200 200 200"],
  ["/staff/recovery/", "/staff/recovery/", "303 200 200 200 200 200 200 200 200 200"],
  ["/staff/desks/", "/staff/desks/", "303 404 404 404 200 200 200 404 404 200"],
  ["/staff/desks/claim/", "/staff/desks/claim/", "303 404 404 404 200 200 200 404 404 404"],
  ["/staff/desk-changes/", "/staff/desk-changes/", "303 404 404 404 404 404 200 404 404 200"],
  [
    "/staff/desk-changes/new/",
    "/staff/desk-changes/new/",
    "303 404 404 404 404 404 200 404 404 200",
  ],
  [
    "/staff/desk-changes/rules/",
    "/staff/desk-changes/rules/",
    "303 404 404 404 404 404 200 404 404 200",
  ],
  [
    "/staff/desk-changes/[id]/",
    "/staff/desk-changes/x/",
    "303 404 404 404 404 404 200 404 404 200",
  ],
  ["/staff/members/", "/staff/members/", "303 404 404 404 404 404 404 404 404 200"],
  ["/staff/members/[member]/", "/staff/members/x/", "303 404 404 404 404 404 404 404 404 200"],
];

let world: TestHouse;
let app: TestApp;
const members = new Map<Asker, TestMember>();
const ids = new Map<string, string>();

beforeAll(async () => {
  world = await openTestHouse();
  const { house, folder } = world;
  const site = openStaticSite(`${folder}/site`);
  const release = {
    id: "test",
    today: null,
    snapshot: house.snapshot(),
    site,
    renderPage: async (c: Context) => c.text("a page"),
    enterprisePathOf: () => null,
    openSearchIndex: () => Promise.reject(new Error("no search index in this test")),
  };
  app = testApp(world, undefined, { releases: fixedRelease(release) }).app;
  const administrator = await makeAdministrator(world);
  members.set("administrator", administrator);
  for (const name of NAMES) {
    const grants = ASKERS[name];
    // Leads hold the keys of their desks; the others are waiting for them.
    const hasKeys = name === "lead" || name === "leadElsewhere";
    if (grants === null) continue;
    const account = name.toLowerCase();
    members.set(name, await makeMember(world, administrator, account, grants, { hasKeys }));
  }
  const lead = members.get("lead")?.id ?? "";
  ids.set(LEAD, lead);
  const roles = await house.db.read.query.memberRoles.findMany();
  ids.set("LEAD_ROLE", roles.find(({ memberId }) => memberId === lead)?.id ?? "");
  const gone = await makeMember(world, administrator, "gone", []);
  ids.set("CLOSED", gone.id);
  const filed = await (await post(app, filing(house))).json();
  ids.set("TIP", filed.reference);
  const past = {
    kind: "dissolve",
    jurisdiction: OWN.jurisdiction,
    departments: [OWN.department],
    successor: OTHER.department,
    from: house.today(),
    document: "lanhe-2024",
    where: "二",
  };
  const proposed = await submitDeskChange(house, await signedInMember("administrator"), past);
  ids.set("CHANGE", resultOf(proposed).id);
  // Its day is over, so nobody can agree any more.
  world.clock.now = new Date(world.clock.now.getTime() + 86_400_000);
  await ask("administrator", "DELETE", `/api/v1/staff/members/${gone.id}`, null);
});
afterAll(() => world.close());

async function signedInMember(name: Asker) {
  const member = members.get(name);
  if (member === undefined) throw new Error(`${name} is nobody`);
  return (await signedIn(world, member)).member;
}

async function ask(name: Asker, method: string, address: string, body: object | null) {
  const member = members.get(name);
  const cookie = member === undefined ? "" : await signInCookie(world, member);
  const path = address.replace(/LEAD_ROLE|LEAD|CLOSED|TIP|CHANGE/g, (id) => ids.get(id) ?? id);
  return await app.request(path, {
    method,
    headers: {
      Cookie: `${SESSION_COOKIE}=${cookie}`,
      Origin: "http://localhost",
      ...(body === null ? {} : { "Content-Type": "application/json" }),
    },
    ...(body === null ? {} : { body: JSON.stringify(body) }),
  });
}

async function statuses(method: string, address: string, body: object | null): Promise<string> {
  const answers: number[] = [];
  for (const name of NAMES) answers.push((await ask(name, method, address, body)).status);
  return answers.join(" ");
}

describe("the table has a row for", () => {
  test("every resource of the staff API, and none that is not there", () => {
    const served = app.routes
      .filter(({ method, path }) => method !== "ALL" && path.startsWith("/api/v1/staff/"))
      .map(({ method, path }) => `${method} ${path.replace("/api/v1/staff", "")}`);
    const rows = new Set(RESOURCES.map(([route]) => route));
    expect([...rows].toSorted()).toEqual([...new Set(served)].toSorted());
  });

  test("every page of the staff, and none that is not there", () => {
    const files = globSync("src/pages/staff/**/*.astro").map(
      (file) => `/${file.replace(/^src\/pages\//, "").replace(/(?:\/?index)?\.astro$/, "")}/`,
    );
    const rows = PAGES.map(([page]) => page).toSorted();
    expect(rows).toEqual(files.toSorted());
    expect(STAFF_PAGES.map(({ path }) => path).toSorted()).toEqual(rows);
  });
});

describe("each role gets what the table says from", () => {
  test.each(RESOURCES)("%s", async (route, address, body, expected) => {
    const [method = ""] = route.split(" ");
    expect(await statuses(method, `/api/v1/staff${address}`, body)).toBe(expected);
  });

  test.each(PAGES)("page %s", async (_, address, expected) => {
    expect(await statuses("GET", address, null)).toBe(expected);
  });
});

describe("a role at the own desk that counts for one area", () => {
  const OF_TIPS = RESOURCES.filter(([route]) => / \/tips\/:reference/.test(route));
  const ASKERS_BY_AREA = {
    // The tip is of 990102.
    sameArea: "990102",
    otherArea: "lanhe-zone",
  } as const;

  beforeAll(async () => {
    const administrator = members.get("administrator");
    if (administrator === undefined) throw new Error("no administrator");
    for (const [name, area] of Object.entries(ASKERS_BY_AREA)) {
      const grants = [{ role: "deskLead", ...OWN, area }] as const;
      const member = await makeMember(world, administrator, name.toLowerCase(), grants);
      members.set(name as Asker, member);
    }
    const nowhere = filing(world.house, { area: undefined });
    ids.set("PLACELESS", (await (await post(app, nowhere)).json()).reference);
  });
  const askAs = (name: keyof typeof ASKERS_BY_AREA | "lead") => (route: (typeof RESOURCES)[0]) =>
    ask(name as Asker, route[0].split(" ")[0] ?? "", `/api/v1/staff${route[1]}`, route[2]);
  const inboxOf = async (name: keyof typeof ASKERS_BY_AREA | "lead") => {
    const answer = await askAs(name)(["GET /tips", "/tips", null, ""]);
    const { lines, views } = await answer.json();
    const counted = views.find(({ id }: { id: string }) => id === "open").count;
    return [lines.map(({ reference }: { reference: string }) => reference).toSorted(), counted];
  };

  test.each(OF_TIPS)(
    "gets what any lead gets in its area, elsewhere nothing: %s",
    async (...row) => {
      expect((await askAs("sameArea")(row)).status).toBe((await askAs("lead")(row)).status);
      const there = await askAs("otherArea")(row);
      expect(there.status).toBe(404);
      const nowhere = await ask("nobody", "GET", "/api/v1/staff/nothing", null);
      expect(nowhere.status).toBe(401);
      const unknown: typeof row = [row[0], row[1].replace("TIP", "LH-2026-999999"), row[2], row[3]];
      expect(await there.text()).toBe(await (await askAs("otherArea")(unknown)).text());
    },
  );

  test("has inbox and counts of that area alone; what names no area is for roles without one", async () => {
    const [tip, placeless] = [ids.get("TIP"), ids.get("PLACELESS")];
    expect(await inboxOf("sameArea")).toEqual([[tip], 1]);
    expect(await inboxOf("otherArea")).toEqual([[], 0]);
    expect(await inboxOf("lead")).toEqual([[tip, placeless].toSorted(), 2]);
  });

  test("enters what came by phone of that area alone", async () => {
    const enter = async (area?: string) =>
      (
        await askAs("otherArea")([
          "POST /desks",
          `/desks/${DESK}/tips`,
          { channel: "phone", area },
          "",
        ])
      ).status;
    expect([await enter("990102"), await enter()]).toEqual([403, 403]);
    expect(await enter("lanhe-zone")).toBe(422);
  });
});

test("what is not yours answers with the same bytes as what is not there", async () => {
  const there = await ask("handler", "GET", `/api/v1/staff/members/${LEAD}`, null);
  const nowhere = await ask("handler", "GET", "/api/v1/staff/nothing", null);
  const nobody = await ask("administrator", "GET", "/api/v1/staff/members/nobody", null);
  expect(await there.text()).toBe(await nowhere.text());
  expect(await nobody.text()).toBe(
    await (await ask("handler", "GET", "/api/v1/staff/x", null)).text(),
  );
  const page = await ask("handler", "GET", "/staff/members/", null);
  const noPage = await ask("handler", "GET", "/staff/nothing/", null);
  expect(await page.text()).toBe(await noPage.text());
});

test("whoever is not signed in cannot tell what is there", async () => {
  const there = await ask("nobody", "GET", `/api/v1/staff/members/${LEAD}`, null);
  const nowhere = await ask("nobody", "GET", "/api/v1/staff/nothing", null);
  expect([there.status, await there.text()]).toEqual([nowhere.status, await nowhere.text()]);
});

test("a form or a request from another site is refused, whoever is signed in", async () => {
  const lead = members.get("lead");
  const cookie = lead ? await signInCookie(world, lead) : "";
  for (const path of ["/api/v1/staff/session", "/staff/sign-out/"]) {
    const answer = await app.request(path, {
      method: "POST",
      headers: {
        Cookie: `${SESSION_COOKIE}=${cookie}`,
        "Content-Type": "application/x-www-form-urlencoded",
        Origin: "https://evil.example",
      },
      body: "a=1",
    });
    expect(answer.status).toBe(403);
  }
});
