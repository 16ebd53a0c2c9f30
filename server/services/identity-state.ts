import { findIdentityLook, type IdentityLookRow } from "#db/queries/identity-looks.ts";
import {
  type IdentityState,
  isLookOver,
  type LookStage,
  lookOpenUntil,
} from "#domain/identity-look.ts";
import { unsealJsonWith } from "#server/secrets/sealing.ts";
import type { Clerk } from "./desk.ts";
import type { House } from "./house.ts";

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
