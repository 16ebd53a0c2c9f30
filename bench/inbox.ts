/**
 * Fills a database with tips in every place and measures what a clerk waits for:
 * `npm run bench -- inbox [--tips 100000] [--open 0.1] [--desks-added 20]`. Tips lie at the 20 desks
 * that the content routes to and at as many counties more, in a content folder of the bench's own. Tips are sealed as they are when filed, so
 * that opening a page of them costs what it costs in earnest. All data is made up (演示数据).
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { appendTipEvent } from "#db/queries/tip-events.ts";
import { OWN_VIEW_LIMITS } from "#domain/own-view.ts";
import { makeReceipt, RECEIPT_BYTES } from "#domain/receipt.ts";
import { isAboutRecord } from "#domain/tip-category.ts";
import { settingsOrExit } from "#server/env.ts";
import { openHouse } from "#server/house.ts";
import { type Clerk, recoveryClerk } from "#server/services/desk.ts";
import type { House } from "#server/services/house.ts";
import { listClocks } from "#server/services/list-clocks.ts";
import { countInViews, type InboxQuestion, listInbox } from "#server/services/list-inbox.ts";
import { readFiling } from "#server/services/read-filing.ts";
import { sealTip } from "#server/services/seal-tip.ts";
import { decide, insertSealed } from "#server/services/submit-tip.ts";
import { viewTipAtDesk } from "#server/services/view-tip-at-desk.ts";
import { peakMemory, print, quantile, seconds } from "./figures.ts";
import { writeDesks } from "./inbox-content.ts";
import { randomFrom } from "./random.ts";

const BATCH = 500;
const RUNS = 30;
const DAY = 86_400_000;

/** Entry of `npm run bench -- inbox`. */
export async function main(args: readonly string[]): Promise<void> {
  const options = {
    tips: { type: "string", default: "100000" },
    open: { type: "string", default: "0.1" },
    "desks-added": { type: "string", default: "20" },
  } as const;
  const { values } = parseArgs({ args: [...args], options });
  const folder = mkdtempSync(join(tmpdir(), "inbox-"));
  const content = join(folder, "content");
  const snapshot = writeDesks(content, Number(values["desks-added"]));
  const places = {
    CONTENT_DIR: content,
    DATA_DIR: join(folder, "data"),
    SECRETS_DIR: join(folder, "secrets"),
  };
  const settings = { ...settingsOrExit(), ...places };
  const { house, newPassphrase } = await openHouse(settings, () => snapshot);
  try {
    const clerk = recoveryClerk(house, newPassphrase ?? "");
    const started = performance.now();
    const desks = await fill(house, Number(values.tips), Number(values.open));
    print(
      "tips",
      `${values.tips} at ${desks.size} desks, made in ${seconds(performance.now() - started)}`,
    );
    const [busiest = ""] = [...desks].toSorted((a, b) => b[1] - a[1])[0] ?? [];
    const [jurisdiction = "", department = ""] = busiest.split("/");
    print("busiest desk", `${busiest}, ${desks.get(busiest)} tips`);
    await measure(house, clerk, { jurisdiction, department });
    print("peak memory", peakMemory());
  } finally {
    await house.db.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(
  house: House,
  clerk: Clerk,
  desk: { jurisdiction: string; department: string },
) {
  const ask = (more: Partial<InboxQuestion>) => () =>
    listInbox(house, clerk, { desks: [desk], view: "open", page: 1, ...more });
  const { lines } = await ask({})();
  const [first] = lines;
  if (first === undefined) throw new Error("the busiest desk has nothing open");
  for (const { reference } of lines) await viewTipAtDesk(house, clerk, reference);
  await time("first page of the inbox", ask({}));
  await time("view “due”", ask({ view: "due" }));
  await time("narrowed by category", ask({ category: first.category }));
  await time("narrowed by area", ask({ area: first.area ?? undefined }));
  await time("found by reference", ask({ reference: first.reference }));
  await time("found by enterprise", ask({ enterprise: nameOf(7) }));
  await time("ended, first page", ask({ view: "ended" }));
  await time("ended, page 40", ask({ view: "ended", page: 40 }));
  const kept = Array.from({ length: OWN_VIEW_LIMITS.views }, (_, at) => ({
    view: "due" as const,
    page: 1,
    ...[
      { area: lines[at]?.area ?? undefined },
      { category: lines[at]?.category },
      { enterprise: nameOf(at).slice(2) },
    ][at % 3],
  }));
  await time(`${kept.length} views of one's own`, () => countInViews(house, clerk, [desk], kept));
  await time("one tip opened", () => viewTipAtDesk(house, clerk, first.reference));
  const grants = [{ role: "coordinator", jurisdiction: desk.jurisdiction }] as const;
  const member = { id: "c", account: "c", name: "c", grants };
  await time("clocks of a whole place", () => listClocks(house, member, clerk.opener), 5);
}

async function time(what: string, run: () => Promise<unknown>, runs = RUNS): Promise<void> {
  await run();
  const times: number[] = [];
  for (let round = 0; round < runs; round += 1) {
    const started = performance.now();
    await run();
    times.push(performance.now() - started);
  }
  const [median, high] = [0.5, 0.95].map((share) => quantile(times, share).toFixed(1));
  print(what, `p50 ${median}, p95 ${high} ms`);
}

/** Writes tips over two years; gives how many each desk received. */
async function fill(house: House, count: number, openShare: number): Promise<Map<string, number>> {
  const random = randomFrom(1);
  const { jurisdictions, tipCategories } = house.snapshot();
  const seen = tipCategories.filter((category) => !isAboutRecord(category));
  const now = house.now().getTime();
  const desks = new Map<string, number>();
  for (let done = 0; done < count; done += BATCH) {
    const made = await Promise.all(
      Array.from({ length: Math.min(BATCH, count - done) }, async () => {
        const place = random.one(jurisdictions);
        const isOpen = random.isWithin(openShare);
        const at = new Date(now - random.whole(isOpen ? 30 : 700) * DAY);
        const reading = readFiling(
          {
            jurisdiction: place.id,
            area: random.one(place.areas).id,
            category: random.one(seen).id,
            subject: { name: nameOf(random.whole(5000)) },
            description: "演示数据：后半夜有炉子。",
            reporter: { as: "anonymous" },
          },
          house.snapshot(),
          house.today(),
        );
        if (!("read" in reading)) throw new Error(JSON.stringify(reading.problems));
        const receipt = makeReceipt(crypto.getRandomValues(new Uint8Array(RECEIPT_BYTES)));
        const then = { ...house, now: () => at };
        const decision = decide(then, reading.read);
        const sealed = await sealTip(then, reading.read, decision, {
          isWeaklyProven: false,
          receipt,
        });
        return { place, sealed, isOpen, at };
      }),
    );
    await house.db.tx(async (queries) => {
      for (const { place, sealed, isOpen, at } of made) {
        const status = isOpen ? "received" : "closed";
        const tip = { ...sealed.tip, status };
        await insertSealed(queries, place, at.toISOString().slice(0, 10), { ...sealed, tip });
        if (isOpen) continue;
        const closed = { ...sealed.event, act: "close", status, sealedNote: null };
        await appendTipEvent(queries, {
          ...closed,
          at: new Date(at.getTime() + DAY).toISOString(),
        });
      }
    });
    for (const { place, sealed } of made) {
      for (const { department, isReceiving } of sealed.desks) {
        const desk = `${place.id}/${department}`;
        if (isReceiving) desks.set(desk, (desks.get(desk) ?? 0) + 1);
      }
    }
    if (done % (BATCH * 20) === 0) process.stderr.write(`\r${done} of ${count} tips`);
  }
  process.stderr.write("\r");
  return desks;
}

function nameOf(number: number): string {
  return `演示铸造厂${number}`;
}
