import { randomUUID } from "node:crypto";
import type { Queries } from "#db/database.ts";
import { insertMessage } from "#db/queries/messages.ts";
import { tipMessage } from "#domain/tip.ts";
import { isPaused } from "#domain/tip-act.ts";
import { macOf, sealJson } from "#server/secrets/sealing.ts";
import { doAct, reporterOf } from "./act-on-tip.ts";
import { type Clerk, openAtDesk } from "./desk.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { courseOf, type OpenTip, openByReceipt } from "./open-tip.ts";
import { problemsOf } from "./problems-of.ts";
import { places } from "./tip-envelope.ts";

/**
 * A message from the reporter, who shows the receipt. Sent twice with one key, it is kept once. The
 * clock that stood still for an answer goes on with it.
 */
export async function recordReporterMessage(
  house: House,
  receipt: string,
  input: unknown,
  repeatKey?: string,
): Promise<Outcome<{ at: string }>> {
  const opened = await openByReceipt(house, receipt);
  if (!("value" in opened)) return opened;
  const author = { from: "reporter", department: null } as const;
  const message = messageOf(house, opened.value, author, input, repeatKey);
  if (!("value" in message)) return message;
  const keep = (queries: Queries) => insertMessage(queries, message.value);
  const { acts } = await courseOf(house, opened.value);
  const resumed = isPaused(acts)
    ? await doAct(house, reporterOf(opened.value), { act: "resume", input: {} }, keep)
    : null;
  // Somebody at the desk was quicker: the clock goes on already, the message still counts.
  if (resumed === null || "refusal" in resumed) await house.db.tx(keep);
  return { value: { at: message.value.at } };
}

/** A message of a desk to the reporter. */
export async function recordDeskMessage(
  house: House,
  clerk: Clerk,
  reference: string,
  input: unknown,
): Promise<Outcome<{ at: string }>> {
  const opened = await openAtDesk(house, clerk, reference);
  if (!("value" in opened)) return opened;
  const { department } = opened.value;
  const message = messageOf(house, opened.value, { from: "desk", department }, input);
  if (!("value" in message)) return message;
  await house.db.tx((queries) => insertMessage(queries, message.value));
  return { value: { at: message.value.at } };
}

type Author = { from: "reporter"; department: null } | { from: "desk"; department: string };

/** A message as it is kept, sealed under the key of the tip. */
function messageOf(
  house: House,
  { tip, contentKey }: OpenTip,
  author: Author,
  input: unknown,
  repeatKey: string = randomUUID(),
) {
  const parsed = tipMessage.safeParse(input);
  if (!parsed.success) return refuse("invalid", problemsOf(parsed.error));
  const id = macOf(house.keyring.macKey, `message/${tip.id}`, repeatKey);
  const sealedText = sealJson(contentKey, parsed.data, places.message(tip.id, id));
  return { value: { id, tipId: tip.id, at: house.now().toISOString(), ...author, sealedText } };
}
