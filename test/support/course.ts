import { CLOSING_CHECKS } from "#domain/closing-check.ts";
import { actOnTip } from "#server/services/act-on-tip.ts";
import { recoveryClerk } from "#server/services/desk.ts";
import { createServices } from "#server/services/index.ts";
import { filing, type TestHouse } from "./house.ts";

/** What the acts of a desk may need, so that a test names only what it is about. */
const SAID = {
  note: "按职责办理。",
  ground: "试验依据",
  elsewhere: "信访局",
  finding: "substantiated",
  checkedHow: "documents",
  noVisit: "凭试验材料核实。",
  measures: ["order"],
  checklist: CLOSING_CHECKS.map(({ id }) => id),
};

export interface FiledTip {
  reference: string;
  receipt: string;
}

/** Files a tip in 岚河 or another place at an instant of the test's choice. */
export async function fileTip(
  world: TestHouse,
  at: string,
  more: Record<string, unknown> = {},
): Promise<FiledTip> {
  world.clock.now = new Date(at);
  const services = createServices(world.house);
  const filed = await services.submitTip({
    idempotencyKey: crypto.randomUUID(),
    input: filing(world.house, { seenOn: undefined, ...more }),
    visitor: null,
  });
  if (!("value" in filed)) throw new Error(JSON.stringify(filed));
  return filed.value;
}

/** Files a tip, has it admitted and found out about, and closed, each on a day of its own. */
export async function closeTip(
  world: TestHouse,
  days: { received: string; found: string; closed: string },
  finding: string,
  more: Record<string, unknown> = {},
): Promise<FiledTip> {
  const at = (day: string) => `${day}T02:00:00Z`;
  const tip = await fileTip(world, at(days.received), more);
  await drive(world, tip, [
    [at(days.received), "admit"],
    [at(days.received), "verify"],
    [at(days.found), "find", { finding }],
    ...(finding === "substantiated" || finding === "partly"
      ? [[at(days.found), "handle"] as const]
      : []),
    [at(days.closed), "reply"],
    [at(days.closed), "close"],
  ]);
  return tip;
}

/** Drives a tip: `2026-03-02T02:00:00Z admit`; what an act needs more stands in `more`. */
export async function drive(
  world: TestHouse,
  { reference }: FiledTip,
  steps: readonly (readonly [
    at: string,
    act: string,
    more?: Record<string, string | readonly string[]>,
  ])[],
): Promise<void> {
  const clerk = recoveryClerk(world.house, world.passphrase);
  for (const [at, act, more] of steps) {
    world.clock.now = new Date(at);
    const input = { ...SAID, checkedOn: at.slice(0, 10), ...more };
    const done = await actOnTip(world.house, clerk, reference, { act, input });
    if (!("value" in done)) throw new Error(`${act}: ${JSON.stringify(done)}`);
  }
}
