import { listSupervisionOrders, type SupervisionOrderRow } from "#db/queries/supervision-orders.ts";
import { CannotOpen, type KeyPair, unsealJsonWith } from "#server/secrets/sealing.ts";
import type { Clerk, TipAtDesk } from "./desk.ts";
import type { House } from "./house.ts";

/** An order as the desk reads it; its words are null where another desk had the tip then. */
export interface SupervisionOrder {
  at: string;
  /** Department that orders. */
  by: string;
  answerBy: string;
  text: string | null;
}

/** The orders about an opened tip. */
export async function supervisionOrdersOf(
  house: House,
  clerk: Clerk,
  { tip }: TipAtDesk,
): Promise<SupervisionOrder[]> {
  const rows = await listSupervisionOrders(house.db.read, tip.id);
  return await Promise.all(
    rows.map(async (row) => {
      const { at, by, answerBy } = row;
      return { at, by, answerBy, text: await wordsOfOrder(clerk, row) };
    }),
  );
}

/** Whether somebody reads the words of an order: they wrote it, or hold a key it was sealed to. */
export async function mayReadOrder(
  { id, opener }: Pick<Clerk, "id" | "opener">,
  { actor, deskKeyId, watchKeyId }: Pick<SupervisionOrderRow, "actor" | "deskKeyId" | "watchKeyId">,
): Promise<boolean> {
  if (actor === id) return true;
  for (const key of [watchKeyId, deskKeyId]) {
    if (key !== null && (await opener(key)) !== null) return true;
  }
  return false;
}

/**
 * The words of an order for whoever may read them: who wrote it, their colleagues, the desk it went
 * to. Null for others, and once the key that opened them was replaced.
 */
export async function wordsOfOrder(
  { id, own, opener }: Clerk,
  { actor, sealedCopy, ...order }: SupervisionOrderRow,
): Promise<string | null> {
  const desk = await opener(order.deskKeyId);
  const watch = order.watchKeyId === null ? null : await opener(order.watchKeyId);
  const ways = [
    [actor === id ? own : null, sealedCopy],
    [watch, order.sealedForWatch],
    [desk, order.sealedText],
  ] as const;
  for (const [pair, sealed] of ways) {
    const text = pair === null || sealed === null ? null : textIn(pair, sealed);
    if (text !== null) return text;
  }
  return null;
}

function textIn(pair: KeyPair, sealed: Uint8Array): string | null {
  try {
    return unsealJsonWith<{ text: string }>(pair, sealed).text;
  } catch (error) {
    if (error instanceof CannotOpen) return null;
    throw error;
  }
}
