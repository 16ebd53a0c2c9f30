import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { emptyDraft, type ReportProof } from "#domain/report-draft.ts";
import { fixedRelease } from "#server/releases/releases.ts";
import { createServices, type Services } from "#server/services/index.ts";
import { openDraft } from "#server/services/report-draft.ts";
import { deleteLeftovers } from "#server/services/sweep-evidence.ts";
import { type TestApp, testApp } from "#support/app.ts";
import { photo, zip } from "#support/evidence.ts";
import { answeredQuestion, openTestHouse, type TestHouse } from "#support/house.ts";

let world: TestHouse;
let app: TestApp;
let services: Services;
let ticket: string;
let picture: Buffer;

beforeAll(async () => {
  world = await openTestHouse();
  picture = await photo(64, 64);
});
beforeEach(async () => {
  world.clock.now = new Date("2026-11-21T02:00:00Z");
  services = createServices(world.house);
  app = testApp(world, undefined, { releases: showing(world) }).app;
  ticket = await openDraft(world.house, draft());
});
afterAll(() => world.close());

/** A site whose pages say what they were told of a form with files. */
function showing({ house }: TestHouse) {
  return fixedRelease({
    id: "test",
    today: null,
    snapshot: house.snapshot(),
    site: { find: () => undefined } as never,
    renderPage: async (c, { upload }) => c.json(upload ?? null),
    enterprisePathOf: () => null,
    openSearchIndex: () => Promise.reject(new Error("none")),
  });
}

const ANSWERS = {
  ...emptyDraft("a-token-of-this-draft"),
  jurisdiction: "lanhe",
  category: "ditiaogang",
  about: "unknown",
  description: "canary 后半夜化钢",
  as: "anonymous",
};
const draft = () => ({
  answers: { ...ANSWERS, token: crypto.randomUUID() },
  step: "evidence" as const,
  files: [],
  receipt: null,
});

function form(files: readonly Buffer[], fields: Record<string, string> = { go: "upload" }) {
  const made = new FormData();
  for (const [name, value] of Object.entries(fields)) made.set(name, value);
  for (const bytes of files) made.append("file", new Blob([new Uint8Array(bytes)]), "canary.jpg");
  return made;
}

const upload = (body: BodyInit, headers: Record<string, string> = {}, path = "/report/evidence/") =>
  app.request(path, {
    method: "POST",
    headers: { Cookie: `draft=${ticket}`, Origin: "http://localhost", ...headers },
    body,
  });

/** What is sent, and what the sentence says; each time as `[status, sentence]`. */
const UPLOADS: readonly [string, () => Promise<Response> | Response, RegExp][] = [
  ["without a cookie", () => upload(form([picture]), { Cookie: "" }), /已经清除/],
  [
    "with a cookie nobody gave",
    () => upload(form([picture]), { Cookie: "draft=canary" }),
    /已经清除/,
  ],
  [
    "with a cookie of 10,000 characters",
    () => upload(form([picture]), { Cookie: `draft=${"a".repeat(10_000)}` }),
    /已经清除/,
  ],
  [
    "with a cookie of odd characters",
    () => upload(form([picture]), { Cookie: "draft=%00%ff'--" }),
    /已经清除/,
  ],
  ["to a draft that is over", () => late(61, () => upload(form([picture]))), /已经清除/],
  ["to a draft that is sent", () => sent(() => upload(form([picture]))), /已经清除/],
  ["without a file", () => upload(form([])), /请先选择文件/],
  ["with an empty file", () => upload(form([Buffer.alloc(0)])), /空的/],
  ["with a ZIP", () => upload(form([zip()])), /压缩包/],
  ["with a ZIP among photos", () => upload(form([picture, zip()])), /第2个文件：不收压缩包/],
  [
    "with thirteen files",
    () => upload(form(Array.from({ length: 13 }, () => zip()))),
    /第1个文件|最多12个/,
  ],
  [
    "that is announced to be a gigabyte",
    () => upload(form([picture]), { "Content-Length": "1073741824" }),
    /合计最多/,
  ],
  [
    "whose end is missing",
    () => upload("--x\r\n", { "Content-Type": "multipart/form-data; boundary=x" }),
    /中断/,
  ],
  ["without a boundary", () => upload("canary", { "Content-Type": "multipart/form-data" }), /中断/],
  ["that is no form", () => upload("canary", { "Content-Type": "text/plain" }), /中断/],
  [
    "to a tip, without a code",
    () => upload(form([picture], {}), {}, "/track/evidence/"),
    /请填写查询码/,
  ],
  [
    "to a tip, with a code nobody was given",
    () => upload(form([picture], { receipt: "0000-0000-0000-0000-0000" }), {}, "/track/evidence/"),
    /没有这个查询码/,
  ],
  [
    "to a tip, with a slip in the code",
    () => upload(form([picture], { receipt: "0000-0000-0000-0000-0001" }), {}, "/track/evidence/"),
    /写错/,
  ],
  [
    "to a tip, with nothing in it",
    () => upload(form([], { receipt: "canary" }), {}, "/track/evidence/"),
    /请先选择文件/,
  ],
];

describe("an upload is answered in a sentence, and only what is in order stays", () => {
  test.each(UPLOADS)("%s", async (_, send, sentence) => {
    const answer = await send();
    const text = await answer.text();
    expect(answer.status, text).toBe(200);
    const { problems } = JSON.parse(text);
    expect(problems.map(({ message }: { message: string }) => message).join("\n")).toMatch(
      sentence,
    );
    expect(JSON.stringify(problems)).not.toContain("canary");
    const kept = (await services.viewDraft(ticket))?.files ?? [];
    await services.purgeDraft(ticket);
    expect(kept.length).toBeLessThan(2);
    expect(stored()).toEqual([]);
  });

  test("from another site is not taken", async () => {
    const headers = { Origin: "https://elsewhere.example", "Sec-Fetch-Site": "cross-site" };
    for (const path of ["/report/evidence/", "/track/evidence/", "/report/clear/"]) {
      expect((await upload(form([picture]), headers, path)).status).toBe(403);
    }
    expect(stored()).toEqual([]);
  });

  test("that is in order leads back to the journey", async () => {
    const answer = await upload(form([picture], { go: "next" }));
    expect([answer.status, answer.headers.get("Location")]).toEqual([303, "/report/form/"]);
    expect(await services.viewDraft(ticket)).toMatchObject({ step: "you", files: [{}] });
    await services.purgeDraft(ticket);
  });
});

describe("a draft", () => {
  test("is not found with any other ticket, and not by its id", async () => {
    const [row] = await world.house.db.read.query.reportDrafts.findMany();
    for (const other of ["", "canary", ticket.slice(1), `${ticket}a`, row?.id ?? "", "\0"]) {
      expect(await services.viewDraft(other)).toBeNull();
      expect(await services.recordDraft(other, (found) => found)).toBeNull();
      expect(await services.submitDraft(other, proof(), null)).toMatchObject({
        refusal: "not-found",
      });
    }
  });

  test("loses nothing when two windows write at once", async () => {
    const files = await Promise.all(["#111111", "#222222", "#333333"].map((s) => photo(64, 64, s)));
    await Promise.all([
      ...files.map((bytes) => services.recordDraftFile(ticket, null, once(bytes))),
      services.recordDraft(ticket, (found) => ({ ...found, step: "you" })),
    ]);
    expect(await services.viewDraft(ticket)).toMatchObject({ step: "you", files: [{}, {}, {}] });
    await services.purgeDraft(ticket);
  });

  test("does not give up a file of another draft", async () => {
    const other = await openDraft(world.house, draft());
    const added = await services.recordDraftFile(other, null, once(picture));
    const file = "value" in added ? added.value.file : "";
    for (const name of [file, "../../tips.sqlite", "", "\0"]) {
      await services.withdrawDraftFile(ticket, name);
    }
    expect((await services.viewDraft(other))?.files).toHaveLength(1);
    expect(stored()).toHaveLength(2);
    await services.purgeDraft(other);
    expect(stored()).toEqual([]);
  });

  test("is not begun more than 200 times in ten minutes from one address; elsewhere it is", async () => {
    const begin = async (visitor: string | null) => {
      const begun = await services.openDraft(draft(), visitor);
      if (begun !== null) await services.purgeDraft(begun);
      return begun !== null;
    };
    const begun = await Promise.all(Array.from({ length: 203 }, () => begin("a")));
    expect(begun.filter((isBegun) => !isBegun)).toHaveLength(3);
    expect([await begin("b"), await begin(null)]).toEqual([true, true]);
  });

  test("is not begun when the disk is nearly full: filings need what is left", async () => {
    const { files } = world.house;
    const full = { ...world.house, files: { ...files, hasRoom: async () => false } };
    expect(await createServices(full).openDraft(draft(), null)).toBeNull();
  });

  test("is gone after an hour, with its files and without a visit", async () => {
    await services.recordDraftFile(ticket, null, once(picture));
    await late(59, async () => {
      await deleteLeftovers(world.house);
      expect(await services.viewDraft(ticket)).not.toBeNull();
    });
    await late(61, async () => {
      expect(await services.viewDraft(ticket)).toBeNull();
      await deleteLeftovers(world.house);
    });
    expect(stored()).toEqual([]);
    expect(await world.house.db.read.query.draftFiles.findMany()).toEqual([]);
    expect(await services.viewDraft(ticket)).toBeNull();
  });

  test("with a fault is not sent, and stays", async () => {
    await services.recordDraft(ticket, (found) => ({
      ...found,
      answers: { ...found.answers, details: { "no-such-question": "canary" } },
    }));
    const refused = await services.submitDraft(ticket, proof(), null);
    expect(refused).toMatchObject({ refusal: "invalid", problems: [{ field: "answers" }] });
    expect(JSON.stringify(refused)).not.toContain("canary");
    expect(await services.viewDraft(ticket)).toMatchObject({ receipt: null });
  });

  test("sent twice is one tip; nothing but its code is left of it", async () => {
    await services.recordDraftFile(ticket, null, once(picture));
    const outcomes = await Promise.all([
      services.submitDraft(ticket, proof(), null),
      services.submitDraft(ticket, proof(), null),
    ]);
    const again = await services.submitDraft(ticket, proof(), null);
    const receipts = [...outcomes, again].map((one) => ("value" in one ? one.value.receipt : one));
    expect(new Set(receipts).size).toBe(1);
    const left = await services.viewDraft(ticket);
    expect(left).toMatchObject({ files: [], answers: { description: "" } });
    expect(await world.house.db.read.query.attachments.findMany()).toHaveLength(1);
    await services.purgeDraft(ticket);
    expect(stored()).toHaveLength(2);
    await deleteLeftovers(world.house);
    expect(stored()).toHaveLength(2);
  });

  test("whose files are swept while it is sent is not sent without them", async () => {
    await services.recordDraftFile(ticket, null, once(picture));
    const before = await world.house.db.read.query.tips.findMany();
    await world.house.db.tx(async (queries) => {
      const { draftFiles } = queries._.fullSchema;
      await queries.delete(draftFiles);
    });
    expect(await services.submitDraft(ticket, proof(), null)).toMatchObject({
      refusal: "conflict",
      problems: [{ field: "file" }],
    });
    expect(await world.house.db.read.query.tips.findMany()).toHaveLength(before.length);
  });
});

function proof(): ReportProof {
  return { ...answeredQuestion(world.house), website: "", altcha: "", turnstile: "" };
}

async function late<T>(minutes: number, act: () => Promise<T> | T): Promise<T> {
  const { now } = world.clock;
  world.clock.now = new Date(now.getTime() + minutes * 60_000);
  const done = await act();
  world.clock.now = now;
  return done;
}

async function sent<T>(act: () => Promise<T> | T): Promise<T> {
  await services.submitDraft(ticket, proof(), null);
  return await act();
}

async function* once(bytes: Buffer) {
  yield bytes;
}

function stored(): string[] {
  const folder = join(world.folder, "data", "attachments");
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);
}
