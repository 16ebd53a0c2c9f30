import { findMember } from "#db/queries/members.ts";
import { sealTo } from "#server/secrets/sealing.ts";
import { type Clerk, RECOVERY } from "./desk.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { answerRequest, openRequest } from "./identity-request.ts";

/**
 * A coordinator agrees that whoever of the desk asked may see the reporter's name: the office's half
 * of its key is sealed to that person, for a short time. The coordinator sees neither name nor tip.
 */
export async function allowIdentity(
  house: House,
  clerk: Clerk,
  reference: string,
): Promise<Outcome<{ reference: string }>> {
  const found = await openRequest(house, clerk, reference);
  if (!("value" in found)) return found;
  const { look, half } = found.value;
  const askerKey = await publicKeyOf(house, look.askedBy);
  if (askerKey === null) return ASKER_GONE;
  const at = house.now().toISOString();
  const agreed = { allowedAt: at, allowedBy: clerk.id, sealedHalf: sealTo(askerKey, half) };
  return await answerRequest(house, clerk, found.value, {
    act: "allow-identity",
    at,
    change: agreed,
  });
}

/** To whom the half is sealed; null where somebody's account was closed since. */
async function publicKeyOf(house: House, askedBy: string): Promise<Uint8Array | null> {
  if (askedBy === RECOVERY) return Buffer.from(house.keyring.recovery.publicKey, "base64");
  return (await findMember(house.db.read, askedBy))?.publicKey ?? null;
}

const ASKER_GONE = refuse("conflict", [
  { field: "reference", message: "申请的人账号已经停用，请部门的另一位负责人重新申请。" },
]);
