import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  desksWhere,
  type Grant,
  mayDo,
  mayDoSomewhere,
  PERMISSIONS,
  type Permission,
  placesWhere,
  STAFF_ROLES,
} from "#domain/staff-role.ts";

const MIIT = { jurisdiction: "ankang", department: "miit" };
const ECOLOGY = { jurisdiction: "ankang", department: "ecology" };
const may = (grant: Grant, permission: Permission, place: object) =>
  mayDo({ grants: [grant] }, permission, place);

describe("each permission is held by", () => {
  test.each([
    ["readTip", "intake handler deskLead"],
    ["enterTip", "intake handler deskLead"],
    ["triage", "intake deskLead"],
    ["handle", "handler deskLead"],
    ["close", "deskLead"],
    ["openIdentity", "deskLead"],
    ["allowIdentity", "coordinator"],
    ["disclose", "deskLead coordinator"],
    ["manageDesk", "deskLead"],
    ["manageOffice", "coordinator"],
    ["readClocks", "intake handler deskLead coordinator"],
    ["supervise", "coordinator"],
    ["oversee", "deskLead"],
    ["prepareLists", "publisher"],
    ["publish", "publisher"],
    ["readAudit", "auditor"],
    ["manageMembers", "administrator"],
    ["manageDesks", "coordinator administrator"],
  ])("%s: %s", (permission, holders) => {
    const found = STAFF_ROLES.filter((role) =>
      (role.permissions as readonly string[]).includes(permission),
    );
    expect(found.map((role) => role.id).join(" ")).toBe(holders);
  });

  test("every permission of the table is in this list and held by somebody", () => {
    const held = new Set(STAFF_ROLES.flatMap((role) => role.permissions));
    expect(PERMISSIONS.map(({ id }) => id).filter((id) => !held.has(id))).toEqual([]);
    expect(PERMISSIONS).toHaveLength(18);
  });
});

test("no role that is not of a desk may read a tip", () => {
  const readers = STAFF_ROLES.filter((role) =>
    (role.permissions as readonly string[]).includes("readTip"),
  );
  expect(new Set(readers.map((role) => role.scope))).toEqual(new Set(["desk"]));
});

test("a handler reads the tips of the own desk and of no other", () => {
  const grant: Grant = { role: "handler", ...MIIT };
  expect(may(grant, "readTip", MIIT)).toBe(true);
  expect(may(grant, "readTip", ECOLOGY)).toBe(false);
  expect(may(grant, "readTip", { ...MIIT, jurisdiction: "suizhou" })).toBe(false);
  expect(may(grant, "readTip", { jurisdiction: "ankang" })).toBe(false);
  expect(may(grant, "close", MIIT)).toBe(false);
});

test("a coordinator sees the clocks of every desk of the place, and no content", () => {
  const grant: Grant = { role: "coordinator", jurisdiction: "ankang" };
  expect(may(grant, "readClocks", ECOLOGY)).toBe(true);
  expect(may(grant, "readClocks", { jurisdiction: "suizhou" })).toBe(false);
  expect(may(grant, "readTip", ECOLOGY)).toBe(false);
});

test("a grant for one county covers matters of that county alone", () => {
  const grant: Grant = { role: "intake", ...MIIT, area: "610902" };
  expect(may(grant, "triage", { ...MIIT, area: "610902" })).toBe(true);
  expect(may(grant, "triage", { ...MIIT, area: "610921" })).toBe(false);
  expect(may(grant, "triage", MIIT)).toBe(false);
});

test("an administrator reads nothing, an auditor only the trail", () => {
  for (const { id } of PERMISSIONS) {
    expect(may({ role: "administrator" }, id, MIIT)).toBe(
      id === "manageMembers" || id === "manageDesks",
    );
    expect(may({ role: "auditor" }, id, MIIT)).toBe(id === "readAudit");
  }
});

test("somebody without a grant may do nothing, whatever is asked", () => {
  for (const { id } of PERMISSIONS) {
    expect(mayDo({ grants: [] }, id, MIIT)).toBe(false);
    expect(mayDoSomewhere({ grants: [] }, id)).toBe(false);
  }
});

test("two grants add up, each at its own desk", () => {
  const member = {
    grants: [
      { role: "deskLead", ...MIIT },
      { role: "intake", ...ECOLOGY },
    ] as const,
  };
  expect(desksWhere(member, "triage")).toEqual([MIIT, ECOLOGY]);
  expect(desksWhere(member, "close")).toEqual([MIIT]);
});

test("a desk is narrowed to areas only while every grant there is", () => {
  const of = (...areas: (string | undefined)[]) =>
    desksWhere({ grants: areas.map((area) => ({ role: "intake", ...MIIT, area })) }, "triage");
  expect(of("610902", "610921")).toEqual([{ ...MIIT, areas: ["610902", "610921"] }]);
  for (const grants of [
    ["610902", undefined],
    [undefined, "610902"],
    [undefined, "610902", "610921"],
  ])
    expect(of(...grants)).toEqual([MIIT]);
});

test("what is looked through is narrowed to the places of somebody's roles, and of all of them", () => {
  const places = (...grants: Grant[]) => placesWhere({ grants }, ["readClocks", "supervise"]);
  const coordinator = { role: "coordinator", jurisdiction: "suizhou" } as const;
  expect(places({ role: "intake", ...MIIT }, { role: "intake", ...ECOLOGY }, coordinator)).toEqual([
    "ankang",
    "suizhou",
  ]);
  expect(places(coordinator, { role: "coordinator" })).toBeNull();
  expect(places({ role: "publisher", jurisdiction: "ankang" })).toEqual([]);
});

test("to narrow a grant never lets anybody do more", () => {
  const word = fc.constantFrom("a", "b");
  const place = fc.record(
    { jurisdiction: word, department: word, area: word },
    { requiredKeys: [] },
  );
  const role = fc.constantFrom(...STAFF_ROLES.map(({ id }) => id));
  const permission = fc.constantFrom(...PERMISSIONS.map(({ id }) => id));
  fc.assert(
    fc.property(role, permission, place, place, place, (id, asked, wide, narrow, at) => {
      const narrower = { ...narrow, ...wide };
      if (may({ role: id, ...narrower }, asked, at)) {
        expect(may({ role: id, ...wide }, asked, at)).toBe(true);
      }
    }),
  );
});
