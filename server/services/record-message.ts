import { randomUUID } from "node:crypto";
import { insertMessage } from "#db/queries/messages.ts";
import { tipMessage } from "#domain/tip.ts";
import { macOf, sealJson } from "#server/secrets/sealing.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { type OpenTip, openByReceipt } from "./open-tip.ts";
import { problemsOf } from "./problems-of.ts";
import { places } from "./tip-envelope.ts";

/** A message from the reporter, who shows the receipt. Sent twice with one key, it is kept once. */
export async function recordReporterMessage(
  house: House,
  receipt: string,
  input: unknown,
  repeatKey?: string,
): Promise<Outcome<{ at: string }>> {
  const opened = await openByReceipt(house, receipt);
  if (!("value" in opened)) return opened;
  const author = { from: "reporter", department: null } as const;
  return await recordMessage(house, opened.value, author, input, repeatKey);
}

/** Seals and keeps a message on an open tip. */
export async function recordMessage(
  house: House,
  { tip, contentKey }: OpenTip,
  author: { from: "reporter"; department: null } | { from: "desk"; department: string },
  input: unknown,
  repeatKey: string = randomUUID(),
): Promise<Outcome<{ at: string }>> {
  const parsed = tipMessage.safeParse(input);
  if (!parsed.success) return refuse("invalid", problemsOf(parsed.error));
  const id = macOf(house.keyring.macKey, `message/${tip.id}`, repeatKey);
  const at = house.now().toISOString();
  const sealedText = sealJson(contentKey, parsed.data, places.message(tip.id, id));
  await house.db.tx((queries) =>
    insertMessage(queries, { id, tipId: tip.id, at, ...author, sealedText }),
  );
  return { value: { at } };
}
