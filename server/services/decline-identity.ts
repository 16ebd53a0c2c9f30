import { z } from "zod";
import { TIP_LIMITS } from "#domain/tip.ts";
import { sealJsonTo } from "#server/secrets/sealing.ts";
import type { Clerk } from "./desk.ts";
import { deskKeyOf } from "./desk-keys.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { answerRequest, openRequest } from "./identity-request.ts";
import { problemsOf } from "./problems-of.ts";

/** What a coordinator says to whoever asked. */
const refusal = z.strictObject({
  note: z
    .string("请写明为什么不同意。")
    .trim()
    .min(1, "请写明为什么不同意。")
    .max(TIP_LIMITS.message, `最多${TIP_LIMITS.message}个字，请删短一些。`),
});

/**
 * A coordinator refuses. Why is sealed to the desk that asked; that it was refused, by whom and when
 * stands in the trail of the tip, and the reporter is told.
 */
export async function declineIdentity(
  house: House,
  clerk: Clerk,
  reference: string,
  input: unknown,
): Promise<Outcome<{ reference: string }>> {
  const found = await openRequest(house, clerk, reference);
  if (!("value" in found)) return found;
  const parsed = refusal.safeParse(input);
  if (!parsed.success) return refuse("invalid", problemsOf(parsed.error));
  const { tip, look } = found.value;
  const desk = await deskKeyOf(house, { ...tip, department: look.department });
  const at = house.now().toISOString();
  const change = {
    declinedAt: at,
    declinedBy: clerk.id,
    answerKeyId: desk.id,
    sealedAnswer: sealJsonTo(desk.publicKey, { text: parsed.data.note }),
  };
  return await answerRequest(house, clerk, found.value, { act: "decline-identity", at, change });
}
