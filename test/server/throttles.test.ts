import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Context, Hono } from "hono";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { formatReceipt, makeReceipt, RECEIPT_BYTES } from "#domain/receipt.ts";
import { fewAtOnce } from "#server/middleware/few-at-once.ts";
import { visitorNames } from "#server/middleware/visitor.ts";
import { follow, post, type TestApp, testApp } from "#support/app.ts";
import { filing, openTestHouse, type TestHouse } from "#support/house.ts";

/** Where a proxy in front writes the address, in these tests. */
const HEADER = "X-Real-IP";

let world: TestHouse;
let app: TestApp;
let lines: string[];

beforeEach(async () => {
  world = await openTestHouse();
  const made = testApp(world, undefined, { clientAddressHeader: HEADER });
  app = made.app;
  lines = made.log.lines;
});
afterEach(() => world.close());

describe("a code that is guessed", () => {
  test("10,000 wrong codes from an office open nothing and delay nobody there by a second", async () => {
    const office = { [HEADER]: "203.0.113.7" };
    const { receipt } = await (await post(app, filing(world.house), office)).json();
    const ask = (code: string) =>
      app.request("/api/v1/tips/current", {
        headers: { ...office, Authorization: `Receipt ${code}` },
      });
    const waits: number[] = [];
    const honest = async (code: string) => {
      const startedAt = performance.now();
      const { status } = await ask(code);
      waits.push(performance.now() - startedAt);
      return status;
    };

    const opened: number[] = [];
    for (let round = 0; round < 10; round += 1) {
      const guesses = Array.from({ length: 1000 }, () => ask(guess()));
      expect(await honest(receipt)).toBe(200);
      opened.push(...(await Promise.all(guesses)).map(({ status }) => status));
    }
    expect(opened).toHaveLength(10_000);
    expect(new Set(opened)).toEqual(new Set([404]));
    expect(Math.max(...waits)).toBeLessThan(1000);
  });

  test("wrong codes are answered later and later; a right one and a slip of the pen at once", async () => {
    const { receipt } = await (await post(app, filing(world.house))).json();
    const time = async (code: string, status: number) => {
      const startedAt = performance.now();
      expect((await follow(app, code)).status).toBe(status);
      return performance.now() - startedAt;
    };
    const waits: number[] = [];
    for (let round = 0; round < 9; round += 1) waits.push(await time(guess(), 404));
    expect(Math.max(...waits.slice(0, 5))).toBeLessThan(150);
    expect(waits[8]).toBeGreaterThan(190);
    expect(await time(receipt, 200)).toBeLessThan(150);
    const swapped = receipt.replace(/^(.)/, (first: string) => (first === "0" ? "2" : "0"));
    expect(await time(swapped, 422)).toBeLessThan(150);
  });
});

describe("questions answered without scripts", () => {
  const file = (address: string) => post(app, filing(world.house), { [HEADER]: address });

  test("thirty people of one office file twice; the sixty-first waits, others do not", async () => {
    for (let person = 0; person < 60; person += 1) {
      expect((await file("203.0.113.7")).status).toBe(201);
    }
    const refused = await file("203.0.113.7");
    expect(refused.status).toBe(429);
    expect(refused.headers.get("Retry-After")).toBe("600");
    expect((await refused.json()).errors[0].message).toContain("十分钟");
    expect((await file("203.0.113.8")).status).toBe(201);
  });

  test("a filing that was taken is answered again, however many came since", async () => {
    const body = filing(world.house);
    const headers = { [HEADER]: "203.0.113.7", "Idempotency-Key": "taken-before-the-flood" };
    const { receipt } = await (await post(app, body, headers)).json();
    for (let more = 0; more < 60; more += 1) await file("203.0.113.7");
    expect(await (await post(app, body, headers)).json()).toHaveProperty("receipt", receipt);
  });

  test("no address is in the log or in any file of the server", async () => {
    await post(app, filing(world.house), { [HEADER]: "203.0.113.77" });
    const files = readdirSync(world.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString("latin1"));
    const everything = [...files, ...lines].join("\n");
    expect(everything).toContain("ditiaogang");
    expect(everything).not.toContain("203.0.113");
  });

  test("the desk sees that a question was answered instead of work done", async () => {
    await file("203.0.113.7");
    expect(await world.house.db.read.query.tips.findFirst()).toMatchObject({
      isWeaklyProven: true,
    });
  });

  test("a program that fills the hidden field is refused, with a sentence for people", async () => {
    const { proof, ...rest } = filing(world.house);
    const send = (website: string) =>
      post(app, { ...rest, proof: { ...(proof as object), website } });
    const refused = await send("https://spam.example");
    expect(refused.status).toBe(422);
    expect((await refused.json()).errors).toEqual([
      { field: "proof.website", message: expect.stringContaining("留空") },
    ]);
    expect((await send("")).status).toBe(201);
  });
});

describe("the name of a visitor", () => {
  const nameOf = visitorNames(HEADER);
  const named = (address: string) =>
    nameOf({ req: { header: () => address }, env: {} } as unknown as Context);

  test.each([
    ["the last address of a chain", "198.51.100.1, 203.0.113.7", "203.0.113.7"],
    ["an IPv4 address in IPv6", "::ffff:203.0.113.7", "203.0.113.7"],
    ["addresses of one household", "2001:db8:1:2:3::4", "2001:DB8:1:2::9"],
    ["a short spelling", "2001:db8::1", "2001:0db8:0:0:1::"],
  ])("is the same for %s", (_, one, other) => {
    expect(named(one)).toBe(named(other));
    expect(named(one)).toMatch(/^[\w-]{43}$/);
  });

  test("differs for others, and in another process", () => {
    expect(named("203.0.113.7")).not.toBe(named("203.0.113.8"));
    expect(named("2001:db8:1:2::1")).not.toBe(named("2001:db8:1:3::1"));
    const elsewhere = visitorNames(HEADER);
    const context = { req: { header: () => "203.0.113.7" }, env: {} } as unknown as Context;
    expect(elsewhere(context)).not.toBe(named("203.0.113.7"));
  });

  test.each(["127.0.0.1", "::1", "::ffff:127.0.0.1", ""])("is none for %s", (address) => {
    expect(named(address)).toBeNull();
  });
});

test("of costly pages two run, two wait, and the rest are told to come back", async () => {
  const waiting: (() => void)[] = [];
  let most = 0;
  let running = 0;
  const takeTurns = fewAtOnce({ running: 2, waiting: 2 }, (c) => c.text("busy", 503));
  const pages = new Hono().get("/", (c) =>
    takeTurns(c, async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise<void>((resolve) => waiting.push(resolve));
      running -= 1;
      return c.text("page");
    }),
  );
  const asked = Array.from({ length: 7 }, () => pages.request("/"));
  const refused = await Promise.all(asked.slice(4));
  expect(refused.map(({ status }) => status)).toEqual([503, 503, 503]);
  expect(refused[0]?.headers.get("Retry-After")).toBe("5");
  const served = Promise.all(asked.slice(0, 4));
  while (running > 0 || waiting.length > 0) {
    waiting.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect((await served).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(most).toBe(2);
});

/** A code that is written correctly and belongs to nobody. */
function guess(): string {
  return formatReceipt(makeReceipt(randomBytes(RECEIPT_BYTES)));
}
