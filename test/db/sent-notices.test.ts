import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { insertNoticeAttempt, listNotices, updateNotice } from "#db/queries/sent-notices.ts";
import { DATABASES, type TestDatabase } from "#support/databases.ts";

describe.each(DATABASES)("notices on $name", ({ make }) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await make();
  });
  afterAll(() => database.drop());

  const take = (id: string, time: string) =>
    database.db.tx((queries) =>
      insertNoticeAttempt(queries, {
        id,
        day: "2026-03-16",
        now: `2026-03-16T${time}Z`,
        heldUntil: `2026-03-16T${time.slice(0, 2)}:59:00.000Z`,
      }),
    );

  test("of several who want to send a notice one gets it", async () => {
    const taken = await Promise.all(Array.from({ length: 8 }, () => take("a", "01:00:00.000")));
    expect(taken.filter((attempt) => attempt === 1)).toHaveLength(1);
    expect(taken.filter((attempt) => attempt === null)).toHaveLength(7);
  });

  test("when whoever held it went silent, another may try", async () => {
    expect(await take("a", "01:58:59.999")).toBeNull();
    expect(await take("a", "01:59:00.000")).toBe(2);
  });

  test("after a fault it is tried again at the time set; when sent, never", async () => {
    await database.db.tx((queries) =>
      updateNotice(queries, "a", { fault: "refused", nextAttemptAt: "2026-03-16T03:00:00.000Z" }),
    );
    expect(await take("a", "02:30:00.000")).toBeNull();
    expect(await take("a", "03:00:00.000")).toBe(3);
    await database.db.tx((queries) =>
      updateNotice(queries, "a", { sentAt: "2026-03-16T03:00:05.000Z", fault: null }),
    );
    expect(await take("a", "09:00:00.000")).toBeNull();
    expect(await listNotices(database.db.read, "2026-03-16")).toMatchObject([
      { id: "a", attempts: 3, fault: null, sentAt: "2026-03-16T03:00:05.000Z" },
    ]);
  });
});
