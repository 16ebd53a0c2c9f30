import { afterAll, beforeAll, expect, test } from "vitest";
import { fromBufferPromise } from "yauzl";
import { SESSION_COOKIE } from "#domain/staff-cookie.ts";
import { post, type TestApp, testApp } from "#support/app.ts";
import { filing, openTestHouse, type TestHouse } from "#support/house.ts";
import { makeAdministrator, makeMember, signInCookie } from "#support/staff.ts";

let world: TestHouse;
let app: TestApp;
let tip: { reference: string; receipt: string };
const cookies = new Map<string, string>();

beforeAll(async () => {
  world = await openTestHouse();
  app = testApp(world).app;
  const subject = { name: "东山铸造厂", address: "东山路1号" };
  tip = await (await post(app, filing(world.house, { subject }))).json();
  const administrator = await makeAdministrator(world);
  for (const [name, department] of [
    ["lead", "market-regulation"],
    ["elsewhere", "government"],
  ] as const) {
    const grants = [{ role: "deskLead", jurisdiction: "lanhe", department } as const];
    const member = await makeMember(world, administrator, name, grants);
    cookies.set(name, await signInCookie(world, member));
  }
});
afterAll(() => world.close());

const save = (who: string, id: string, reference = tip.reference) =>
  app.request(`/staff/tips/${reference}/papers/${id}.docx`, {
    headers: { Cookie: `${SESSION_COOKIE}=${cookies.get(who) ?? ""}` },
  });

/** The words of a paper, as an office program would show them. */
async function wordsOf(answer: Response): Promise<string> {
  const zip = await fromBufferPromise(Buffer.from(await answer.arrayBuffer()));
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName !== "word/document.xml") continue;
    const pieces: Buffer[] = [];
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece);
    return Buffer.concat(pieces)
      .toString()
      .replaceAll("</w:p>", "\n")
      .replace(/<[^>]+>/g, "");
  }
  throw new Error("no document in it");
}

test("a letter holds the facts of the tip, leaves numbers blank and copies no word of it", async () => {
  const answer = await save("lead", "transfer");
  expect(answer.status).toBe(200);
  expect(answer.headers.get("Content-Disposition")).toBe(
    `attachment; filename="${tip.reference}-transfer.docx"`,
  );
  expect(answer.headers.get("Cache-Control")).toContain("no-store");
  const words = await wordsOf(answer);
  for (const word of ["关于移送举报线索的函", tip.reference, "东山铸造厂", "____〔____〕____号"])
    expect(words).toContain(word);
  expect(words).not.toContain("中频炉");
  expect(words).not.toMatch(/[{}]/);
});

test("what the tip does not have yet stays blank", async () => {
  const words = await wordsOf(await save("lead", "reply"));
  expect(words).toContain("现答复如下：\n核查结论：____\n核查方式：____\n____\n");
});

test("a desk without the tip, a stranger and a paper that is not there get nothing", async () => {
  expect((await save("elsewhere", "transfer")).status).toBe(404);
  expect((await save("lead", "nothing")).status).toBe(404);
  expect((await save("lead", "transfer", "LH-2026-999999")).status).toBe(404);
  const asked = await save("nobody", "transfer");
  expect([asked.status, asked.headers.get("Location")]).toEqual([303, "/staff/sign-in/"]);
});
