import { z } from "zod";
import { listPresencesOfTip, updateDeskWork, updatePresence } from "#db/queries/desk-work.ts";
import { listMessages } from "#db/queries/messages.ts";
import type { TipViewer } from "#domain/tip-viewer.ts";
import { type Clerk, openAtDesk, type TipAtDesk } from "./desk.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { listMemberNames } from "./list-desk-members.ts";
import { problemsOf } from "./problems-of.ts";

/** How long somebody counts as looking at a tip after they last said so. */
const PRESENCE_SECONDS = 60;

const presenceInput = z.strictObject({
  isWriting: z.boolean("请写明是不是正在填写。"),
  hasRead: z.boolean("请写明消息是不是已读。").default(true),
});

/** What a page that stays open is told: who else has it open, and what to compare with its own. */
export interface Presence {
  /** Instant until which it counts. */
  until: string;
  viewers: readonly TipViewer[];
  version: number;
  /** How many messages there are. */
  messages: number;
}

/**
 * Says that a clerk has a tip open, and who else has. The reporter's messages count as read up to
 * now, unless `hasRead` is false: a page that merely stays open does not show what came since.
 */
export async function recordPresence(
  house: House,
  clerk: Clerk,
  reference: string,
  input: unknown,
): Promise<Outcome<Presence>> {
  const parsed = presenceInput.safeParse(input);
  if (!parsed.success) return refuse("invalid", problemsOf(parsed.error));
  const opened = await openAtDesk(house, clerk, reference);
  if (!("value" in opened)) return opened;
  const { tip } = opened.value;
  const until = await notePresence(house, clerk, opened.value, parsed.data);
  const viewers = await viewersOf(house, clerk, tip.id);
  const messages = (await listMessages(house.db.read, tip.id)).length;
  return { value: { until, viewers, version: tip.version, messages } };
}

/** Notes that a clerk has an opened tip before them; gives the instant until which that counts. */
export async function notePresence(
  house: House,
  clerk: Clerk,
  { tip, department }: TipAtDesk,
  { isWriting, hasRead }: { isWriting: boolean; hasRead: boolean },
): Promise<string> {
  const now = house.now();
  const expiresAt = new Date(now.getTime() + PRESENCE_SECONDS * 1000).toISOString();
  await house.db.tx(async (queries) => {
    await updatePresence(queries, { tipId: tip.id, memberId: clerk.id, isWriting, expiresAt });
    if (!hasRead) return;
    await updateDeskWork(queries, { tipId: tip.id, department }, { readAt: now.toISOString() });
  });
  return expiresAt;
}

/** Who else has a tip open, by name. */
export async function viewersOf(house: House, clerk: Clerk, tipId: string): Promise<TipViewer[]> {
  const present = await listPresencesOfTip(house.db.read, tipId, house.now().toISOString());
  const names = new Map((await listMemberNames(house)).map(({ id, name }) => [id, name]));
  return present
    .filter(({ memberId }) => memberId !== clerk.id)
    .map(({ memberId, isWriting }) => ({
      memberId,
      name: names.get(memberId) ?? memberId,
      isWriting,
    }));
}
