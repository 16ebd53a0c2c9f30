import { randomBytes } from "node:crypto";
import { z } from "zod";
import { insertAnswer } from "#db/queries/filing.ts";
import { INTAKE_CHANNELS, type IntakeChannel } from "#domain/intake-channel.ts";
import { makeReceipt, RECEIPT_BYTES } from "#domain/receipt.ts";
import type { Clerk } from "./desk.ts";
import type { DeskName } from "./desk-keys.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { problemsOf } from "./problems-of.ts";
import { readFiling } from "./read-filing.ts";
import { answerAgain, keptAnswer, repeatOf } from "./repeat-filing.ts";
import { sealTip } from "./seal-tip.ts";
import { decide, insertSealed, KEY_PROBLEM } from "./submit-tip.ts";
import { type TipReceipt, tipReceipt } from "./tip-receipt.ts";

const channel = z.enum(
  INTAKE_CHANNELS.map(({ id }) => id) as [IntakeChannel, ...IntakeChannel[]],
  "请选择是怎么收到的。",
);

/**
 * A desk enters what came by phone, letter, visit or another platform. It is routed and sealed as
 * if it had been filed here, has the same clocks, and a code for whoever brought it; that it was
 * entered, by which desk and member, is on record. Sent again with one key, it is kept once.
 */
export async function enterTip(
  house: House,
  clerk: Clerk,
  desk: DeskName,
  { idempotencyKey, input }: { idempotencyKey: string; input: Record<string, unknown> },
): Promise<Outcome<TipReceipt>> {
  const { jurisdiction, department } = desk;
  const { area } = input;
  const place = { ...desk, area: typeof area === "string" ? area : undefined };
  if (!clerk.may("enterTip", place)) return refuse("forbidden", [NOT_YOURS]);
  const repeat = repeatOf(house, idempotencyKey, { ...input, department });
  if (repeat === null) return refuse("invalid", [KEY_PROBLEM]);
  const earlier = await answerAgain(house, repeat);
  if (earlier !== null) return earlier;

  const { channel: came, ...filing } = input;
  const readChannel = channel.safeParse(came);
  const reading = readFiling({ ...filing, jurisdiction }, house.snapshot(), house.today());
  if (!readChannel.success || "problems" in reading) {
    return refuse("invalid", [
      ...(readChannel.success ? [] : problemsOf(readChannel.error, "channel")),
      ...("problems" in reading ? reading.problems : []),
    ]);
  }
  const receipt = makeReceipt(randomBytes(RECEIPT_BYTES));
  const entered = { channel: readChannel.data, department, member: clerk.id };
  const decision = decide(house, reading.read);
  const sealed = await sealTip(house, reading.read, decision, {
    isWeaklyProven: false,
    receipt,
    entered,
  });
  const isWritten = await house.db.tx(async (queries) => {
    const kept = keptAnswer(repeat, receipt, sealed.tip.receivedAt);
    if (!(await insertAnswer(queries, kept))) return false;
    await insertSealed(queries, reading.read.place, house.today(), sealed);
    return true;
  });
  if (isWritten) return { value: await tipReceipt(house, receipt) };
  return (await answerAgain(house, repeat)) ?? refuse("conflict", [KEY_PROBLEM]);
}

const NOT_YOURS = {
  field: "department",
  message:
    "您不能替这个部门登记这件举报。只负责一个县（市、区）的，要写明发生在哪里，并且是您负责的地方。",
};
