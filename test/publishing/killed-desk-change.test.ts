import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { findChainFault } from "#db/queries/chain-check.ts";
import { findDeskChange } from "#db/queries/desk-changes.ts";
import { listEventsOfAct } from "#db/queries/staff-events.ts";
import { listTipEvents } from "#db/queries/tip-events.ts";
import { findTipByReference, listDesksOfTip, listKeysOfTip } from "#db/queries/tips.ts";
import { readContent } from "#registry/read-content.ts";
import { recoveryClerk } from "#server/services/desk.ts";
import { createServices } from "#server/services/index.ts";
import { submitDeskChange } from "#server/services/submit-desk-change.ts";
import { viewTipAtDesk } from "#server/services/view-tip-at-desk.ts";
import { type ContentCopy, copyContent } from "#support/content-copy.ts";
import { type FiledTip, fileTip } from "#support/course.ts";
import { openTestHouse, type TestHouse } from "#support/house.ts";
import { resultOf } from "#support/staff.ts";

const TODAY = "2026-11-21";
const GONE = "market-regulation";
const MERGE = {
  kind: "dissolve",
  jurisdiction: "lanhe",
  departments: [GONE],
  successor: "miit",
  from: TODAY,
  document: "lanhe-2024",
  where: "二",
};
const FIRST = {
  id: "first",
  account: "first",
  name: "甲",
  grants: [{ role: "administrator" }],
} as const;
const TIPS = 10;
/** How far it has come when it is killed, at random within so many milliseconds. */
const KILLS = [
  ...Array.from({ length: 5 }, () => ({ steps: 1, within: 300 })),
  ...Array.from({ length: 6 }, () => ({ steps: 2, within: 600 })),
] as const;

interface Followed extends FiledTip {
  /** The day by which the lead must have done its part, as the reporter reads it. */
  dueOn: string | undefined;
}

let content: ContentCopy;
let world: TestHouse;
afterEach(async () => {
  await world?.close();
  content?.discard();
});

/** Runs it until it is killed or done; tells whether it was done. */
async function run(id: string, kill?: (typeof KILLS)[number]): Promise<boolean> {
  const changer = spawn(process.execPath, ["test/support/desk-changer.ts", id], {
    env: {
      TODAY,
      CONTENT_DIR: content.root,
      DATA_DIR: join(world.folder, "data"),
      SECRETS_DIR: join(world.folder, "secrets"),
      RECOVERY_PASSPHRASE: world.passphrase,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(changer, "exit");
  let said = "";
  for await (const text of changer.stdout.setEncoding("utf8")) {
    said += text;
    if (kill === undefined || said.length < kill.steps) continue;
    await Promise.race([wait(Math.random() * kill.within), ended]);
    changer.kill("SIGKILL");
  }
  await ended;
  return said.endsWith("done");
}

/** What must hold at every moment; gives how far it has come. */
async function look(id: string, tips: readonly Followed[]) {
  const { read } = world.house.db;
  const { snapshot, problems } = readContent(content.root);
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  if (snapshot === undefined) throw new Error("the content is not sound");
  world.house.snapshot = () => snapshot;
  const gone = snapshot.jurisdictions[0]?.departments.find((entry) => entry.id === GONE);
  const stage = (await findDeskChange(read, id))?.stage ?? "";
  const isWritten = gone?.activeTo === TODAY && gone.successor === "miit";
  expect(isWritten || gone?.activeTo === undefined).toBe(true);
  expect(isWritten ? ["admitted", "written"] : ["submitted", "admitted"]).toContain(stage);
  for (const chain of ["tip-events", "staff-events"] as const)
    expect(await findChainFault(read, chain)).toBeNull();
  const clerk = recoveryClerk(world.house, world.passphrase);
  const services = createServices(world.house);
  let handedOn = 0;
  for (const { reference, receipt, dueOn } of tips) {
    // With the key of a desk that has it: the passphrase opens desks' keys, not tips.
    const seen = resultOf(await viewTipAtDesk(world.house, clerk, reference));
    expect(seen.body.description).toContain("中频炉");
    const tip = await findTipByReference(read, reference);
    const receiving = (await listDesksOfTip(read, tip?.id ?? "")).filter((row) => row.isReceiving);
    const lead = receiving.find(({ role }) => role === "lead")?.department ?? "";
    expect([GONE, "miit"]).toContain(lead);
    const holders = (await listKeysOfTip(read, tip?.id ?? "")).map(({ holder }) => holder);
    expect(holders.some((holder) => holder.includes(`/${lead}/`))).toBe(true);
    expect(holders.some((holder) => holder.includes(`/${GONE}/`))).toBe(lead === GONE);
    const acts = (await listTipEvents(read, tip?.id ?? "")).map(({ act }) => act);
    expect(acts.filter((act) => act === "hand-over")).toHaveLength(lead === GONE ? 0 : 1);
    expect(resultOf(await services.viewTip(receipt, null)).desks[0]?.dueOn).toBe(dueOn);
    if (lead === "miit") handedOn += 1;
  }
  return `${stage} ${isWritten} ${handedOn}`;
}

test("killed at random moments, a change of departments is wholly there or not at all, and every tip has a desk that reads it", async () => {
  content = copyContent();
  world = await openTestHouse(content.root);
  const tips: Followed[] = [];
  for (let nth = 0; nth < TIPS; nth += 1) {
    const tip = await fileTip(world, "2026-11-20T02:00:00Z");
    const tracked = resultOf(await createServices(world.house).viewTip(tip.receipt, null));
    tips.push({ ...tip, dueOn: tracked.desks[0]?.dueOn });
  }
  world.clock.now = new Date("2026-11-21T02:00:00Z");
  const { id } = resultOf(await submitDeskChange(world.house, FIRST, MERGE));
  const states = new Set([await look(id, tips)]);
  for (const kill of KILLS) {
    await run(id, kill);
    states.add(await look(id, tips));
  }
  expect(await run(id)).toBe(true);
  expect(await look(id, tips)).toBe(`written true ${TIPS}`);
  expect(states.size).toBeGreaterThan(1);
  const text = readFileSync(join(content.root, "jurisdictions/lanhe/departments.yaml"), "utf8");
  expect(text.match(/successor: miit/g)).toHaveLength(1);
  expect(await listEventsOfAct(world.house.db.read, "desk-change-admitted")).toHaveLength(1);
}, 900_000);
