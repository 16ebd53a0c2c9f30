import {
  listIdentityLooks as findLooks,
  type IdentityLookRow,
} from "#db/queries/identity-looks.ts";
import { listTipEvents } from "#db/queries/tip-events.ts";
import { identityOpenTo, isIdentityAsked, lookOpenUntil } from "#domain/identity-look.ts";
import { mayDo } from "#domain/staff-role.ts";
import { unsealJsonWith } from "#server/secrets/sealing.ts";
import { isOfficeKeptOut } from "./ask-identity.ts";
import type { House } from "./house.ts";
import type { StaffSession } from "./staff-session.ts";

/** A request to see a reporter's name, as the office reads it: no word of the tip itself. */
export interface IdentityLook {
  reference: string;
  jurisdiction: string;
  department: string;
  askedAt: string;
  /** Member id, or `recovery`. */
  askedBy: string;
  /** Null without the office's key. */
  reason: string | null;
  allowedAt: string | null;
  allowedBy: string | null;
  declinedAt: string | null;
  declinedBy: string | null;
  /** Waits for an answer. */
  isWaiting: boolean;
  /** Until when whoever asked may look; null when they may not, or no longer. */
  openUntil: string | null;
}

/** How many of a place are shown. */
const SHOWN = 50;

/** The latest requests of the places whose names somebody may open to others, newest first. */
export async function listIdentityLooks(
  house: House,
  { member, clerk }: StaffSession,
): Promise<IdentityLook[]> {
  const places = house
    .snapshot()
    .jurisdictions.map(({ id }) => id)
    .filter((id) => member.grants.some(({ jurisdiction }) => jurisdiction === id));
  const lines: IdentityLook[] = [];
  for (const jurisdiction of places) {
    for (const { look, tip } of await findLooks(house.db.read, jurisdiction, SHOWN)) {
      const at = { jurisdiction, area: tip.area ?? undefined };
      if (!mayDo(member, "allowIdentity", at)) continue;
      // Since it was asked, the office may have taken over whom the reporter keeps out.
      if (await isOfficeKeptOut(house, { id: look.tipId, jurisdiction })) continue;
      const reason = await reasonOf(look, clerk);
      lines.push({
        ...lineOf(look),
        ...(await stateOf(house, look)),
        ...tip,
        jurisdiction,
        reason,
      });
    }
  }
  return lines;
}

function lineOf({ department, askedAt, askedBy, ...answer }: IdentityLookRow) {
  const { allowedAt, allowedBy, declinedAt, declinedBy } = answer;
  return { department, askedAt, askedBy, allowedAt, allowedBy, declinedAt, declinedBy };
}

async function stateOf(house: House, { tipId, allowedAt, askedBy, declinedAt }: IdentityLookRow) {
  const events = await listTipEvents(house.db.read, tipId);
  return {
    isWaiting:
      allowedAt === null && declinedAt === null && isIdentityAsked(events.map(({ act }) => act)),
    openUntil:
      allowedAt !== null && identityOpenTo(events, house.now()) === askedBy
        ? lookOpenUntil(allowedAt)
        : null,
  };
}

async function reasonOf(
  { officeKeyId, sealedReason }: IdentityLookRow,
  { opener }: StaffSession["clerk"],
) {
  const pair = await opener(officeKeyId);
  return pair && unsealJsonWith<{ text: string }>(pair, sealedReason).text;
}
