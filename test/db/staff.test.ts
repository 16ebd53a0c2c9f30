import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Database, type Queries, tablesOf } from "#db/database.ts";
import { findHolding, insertHoldings } from "#db/queries/desk-key-holders.ts";
import { insertDeskKey } from "#db/queries/desk-keys.ts";
import { findInvitation, insertInvitation, updateInvitationUse } from "#db/queries/invitations.ts";
import {
  countRecoveryCodes,
  insertFactor,
  insertRecoveryCodes,
  updateFactorUse,
  updateRecoveryCodeUse,
} from "#db/queries/member-factors.ts";
import { endRole, insertMember, insertRoles, listRolesOf } from "#db/queries/members.ts";
import { appendStaffEvent, listEventsOfDesk } from "#db/queries/staff-events.ts";
import {
  deleteOverSessions,
  findSession,
  insertSession,
  listSessions,
} from "#db/queries/staff-sessions.ts";
import { DATABASES, type TestDatabase } from "#support/databases.ts";

const AT = "2026-11-21T02:00:00.000Z";
const LATER = "2026-11-21T03:00:00.000Z";
const DESK = { jurisdiction: "lanhe", department: "miit" };

describe.each(DATABASES)("on $name", ({ make }) => {
  let made: TestDatabase;
  let db: Database;
  /** Whether each of two was let through, the one who was first: either may be. */
  const both = async (work: () => Promise<boolean>) =>
    (await Promise.all([work(), work()])).toSorted((a, b) => Number(b) - Number(a));

  beforeAll(async () => {
    made = await make();
    db = made.db;
    for (const id of ["m1", "m2"]) {
      const row = { id, account: id, name: id, state: "active", madeAt: AT };
      await db.tx((queries) => insertMember(queries, row));
    }
  });
  afterAll(() => made.drop());

  test("an account is given once", async () => {
    const row = { id: "m3", account: "m1", name: "other", state: "active", madeAt: AT };
    expect(await db.tx((queries) => insertMember(queries, row))).toBe(false);
  });

  test("a role that has ended is not given any more, and ends once", async () => {
    const row = { id: "r1", memberId: "m1", role: "handler", ...DESK, givenAt: AT, givenBy: "m2" };
    await db.tx((queries) => insertRoles(queries, [row]));
    expect(await listRolesOf(db.read, "m1")).toHaveLength(1);
    expect(await both(() => db.tx((queries) => endRole(queries, "r1", LATER)))).toEqual([
      true,
      false,
    ]);
    expect(await listRolesOf(db.read, "m1")).toEqual([]);
  });

  test("an invitation is used once, not after its end, and not when a newer one was written", async () => {
    const invite = (id: string) =>
      db.tx((queries) =>
        insertInvitation(queries, {
          id,
          memberId: "m1",
          invitedBy: "m2",
          madeAt: AT,
          expiresAt: LATER,
        }),
      );
    await invite("i1");
    await invite("i2");
    expect(await findInvitation(db.read, "i1", AT)).toBeUndefined();
    expect(await findInvitation(db.read, "i2", LATER)).toBeUndefined();
    expect(await findInvitation(db.read, "i2", AT)).toMatchObject({ memberId: "m1" });
    const use = (queries: Queries) => updateInvitationUse(queries, "i2", AT);
    expect(await both(() => db.tx(use))).toEqual([true, false]);
  });

  test("of two who use one code, or one time step, one is let through", async () => {
    await db.tx((queries) => insertRecoveryCodes(queries, "m1", ["c1", "c2"]));
    const useCode = (queries: Queries) =>
      updateRecoveryCodeUse(queries, { id: "c1", memberId: "m1" }, AT);
    expect(await both(() => db.tx(useCode))).toEqual([true, false]);
    expect(
      await db.tx((queries) => updateRecoveryCodeUse(queries, { id: "c2", memberId: "m2" }, AT)),
    ).toBe(false);
    expect(await countRecoveryCodes(db.read, "m1")).toBe(1);
    const factor = { id: "f", memberId: "m1", kind: "totp", name: "", madeAt: AT, lastUsed: 6 };
    await db.tx((queries) => insertFactor(queries, factor));
    const useStep = (queries: Queries) => updateFactorUse(queries, "f", 7);
    expect(await both(() => db.tx(useStep))).toEqual([true, false]);
  });

  test("a session is over when its end has come, or when it was idle too long", async () => {
    const session = {
      id: "s1",
      memberId: "m1",
      isOpen: true,
      sealedPrivateKey: Buffer.from([1]),
      startedAt: AT,
      seenAt: AT,
      expiresAt: LATER,
      wrongAnswers: 0,
    };
    await db.tx((queries) => insertSession(queries, session));
    const before = "2026-11-21T01:00:00.000Z";
    expect(await findSession(db.read, "s1", { now: AT, idleSince: before })).toBeDefined();
    expect(await findSession(db.read, "s1", { now: LATER, idleSince: before })).toBeUndefined();
    expect(await findSession(db.read, "s1", { now: AT, idleSince: AT })).toBeUndefined();
    await db.tx((queries) => deleteOverSessions(queries, { now: AT, idleSince: before }));
    expect(await listSessions(db.read, "m1", { now: AT, idleSince: before })).toHaveLength(1);
    await db.tx((queries) => deleteOverSessions(queries, { now: AT, idleSince: LATER }));
    expect(await listSessions(db.read, "m1", { now: AT, idleSince: before })).toEqual([]);
  });

  test("a key sealed to a member again replaces the copy from before", async () => {
    const key = {
      id: "lanhe/miit/1",
      ...DESK,
      version: 1,
      publicKey: Buffer.from([1]),
      sealedPrivateKey: Buffer.from([2]),
      sealedTo: "recovery",
      madeAt: AT,
    };
    await db.tx((queries) => insertDeskKey(queries, key));
    const hold = (byte: number) =>
      db.tx((queries) =>
        insertHoldings(queries, [
          {
            id: `${key.id}/m1`,
            deskKeyId: key.id,
            memberId: "m1",
            sealed: Buffer.from([byte]),
            givenAt: AT,
            givenBy: "m2",
          },
        ]),
      );
    await hold(1);
    await hold(2);
    expect((await findHolding(db.read, key.id, "m1"))?.sealed).toEqual(Buffer.from([2]));
    expect(await findHolding(db.read, key.id, "m2")).toBeUndefined();
  });

  test("what happened to a desk's key is read by desk and can be neither changed nor deleted", async () => {
    await db.tx((queries) =>
      appendStaffEvent(queries, { at: AT, act: "key-given", actor: "m1", memberId: "m2", ...DESK }),
    );
    expect(await listEventsOfDesk(db.read, DESK, 10)).toMatchObject([
      { act: "key-given", actor: "m1", memberId: "m2" },
    ]);
    const { staffEvents } = tablesOf(db.read);
    const refused = (work: (queries: Queries) => Promise<unknown>) =>
      db
        .tx(async (queries) => void (await work(queries)))
        .catch((error) => {
          return `${error.message} ${error.cause?.message}`;
        });
    expect(await refused((queries) => queries.delete(staffEvents))).toContain("append-only");
    expect(await refused((queries) => queries.update(staffEvents).set({ act: "x" }))).toContain(
      "append-only",
    );
  });
});
