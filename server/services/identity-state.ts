import { findIdentityLook, type IdentityLookRow } from "#db/queries/identity-looks.ts";
import { isLookOver, type LookStage, lookOpenUntil } from "#domain/identity-look.ts";
import { unsealJsonWith } from "#server/secrets/sealing.ts";
import type { Clerk } from "./desk.ts";
import type { House } from "./house.ts";

/** Where the latest request to see a reporter's name stands, as the desk reads it. */
export interface IdentityState {
  stage: LookStage;
  askedAt: string;
  /** Member id, or `recovery`. */
  askedBy: string;
  /** When it was answered; null while it waits. */
  answeredAt: string | null;
  /** Until when whoever asked may look, or might. */
  until: string | null;
  /** Why it was refused; null where the desk cannot open it. */
  answer: string | null;
}

/** The latest request about a tip; null when nobody has asked. */
export async function identityStateOf(
  house: House,
  { opener }: Clerk,
  tipId: string,
): Promise<IdentityState | null> {
  const look = await findIdentityLook(house.db.read, tipId);
  if (look === undefined) return null;
  const { askedAt, askedBy, allowedAt, declinedAt, answerKeyId, sealedAnswer } = look;
  const pair = answerKeyId === null ? null : await opener(answerKeyId);
  return {
    stage: stageOf(look, house.now()),
    askedAt,
    askedBy,
    answeredAt: allowedAt ?? declinedAt,
    until: allowedAt === null ? null : lookOpenUntil(allowedAt),
    answer: pair && sealedAnswer && unsealJsonWith<{ text: string }>(pair, sealedAnswer).text,
  };
}

function stageOf({ allowedAt, declinedAt }: IdentityLookRow, now: Date): LookStage {
  if (declinedAt !== null) return "declined";
  if (allowedAt === null) return "waiting";
  return isLookOver(allowedAt, now) ? "over" : "open";
}
