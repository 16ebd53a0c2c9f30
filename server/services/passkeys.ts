import { randomUUID } from "node:crypto";
import type { VerifiedRegistrationResponse } from "@simplewebauthn/server";
import { z } from "zod";
import {
  deleteFactors,
  insertFactor,
  listFactors,
  type MemberFactorRow,
  updateFactorUse,
} from "#db/queries/member-factors.ts";
import { appendStaffEvent } from "#db/queries/staff-events.ts";
import { findSession, updateSession } from "#db/queries/staff-sessions.ts";
import { MEMBER_LIMITS } from "#domain/member.ts";
import { withPassword } from "./correct-account.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { problemsOf } from "./problems-of.ts";
import type { SecondProof, WaitingSession } from "./second-step.ts";
import type { SignInThrottle } from "./sign-in-throttle.ts";
import { type StaffSession, sessionEnds } from "./staff-session.ts";

/** Only those who use passkeys pay for loading it. */
const webauthn = () => import("@simplewebauthn/server");

/** What the browser made; the library reads the rest. */
const credential = z.looseObject({ id: z.string().max(2000), type: z.literal("public-key") });
const newPasskey = z.strictObject({
  current: z.string("请填写现在的密码。").min(1, "请填写现在的密码。").max(400),
  name: z
    .string("请填写名称。")
    .trim()
    .min(1, "请给这把通行密钥起个名称，例如“办公室电脑”。")
    .max(MEMBER_LIMITS.factorName, `名称最多${MEMBER_LIMITS.factorName}个字。`),
  response: credential,
});

/** What a browser needs to make a passkey for the site at `origin`. */
export async function passkeyOptions(house: House, session: StaffSession, origin: string) {
  const { id, account, name } = session.member;
  const { generateRegistrationOptions } = await webauthn();
  const options = await generateRegistrationOptions({
    rpName: house.snapshot().site.name,
    rpID: new URL(origin).hostname,
    userName: account,
    userDisplayName: name,
    userID: new TextEncoder().encode(id),
    attestationType: "none",
    excludeCredentials: (await passkeysOf(house, id)).map(named),
    authenticatorSelection: { residentKey: "discouraged", userVerification: "preferred" },
  });
  await keepChallenge(house, session.id, options.challenge);
  return options;
}

/** Adds a passkey beside the authenticator; takes the password, since it outlasts the session. */
export async function recordPasskey(
  house: House,
  throttle: SignInThrottle,
  session: StaffSession,
  input: unknown,
  origin: string,
): Promise<Outcome<{ name: string }>> {
  const parsed = newPasskey.safeParse(input);
  if (!parsed.success) return refuse("invalid", problemsOf(parsed.error));
  const { current, name, response } = parsed.data;
  const checked = await withPassword(house, throttle, session, current);
  if (!("value" in checked)) return checked;
  const made = await registrationOf(house, session, response, origin);
  if (made === undefined) return NOT_MADE;
  const memberId = session.member.id;
  const at = house.now().toISOString();
  await house.db.tx(async (queries) => {
    await insertFactor(queries, {
      id: randomUUID(),
      memberId,
      kind: "passkey",
      name,
      madeAt: at,
      credentialId: made.credential.id,
      publicKey: Buffer.from(made.credential.publicKey),
      lastUsed: made.credential.counter,
    });
    await appendStaffEvent(queries, { at, act: "factor-added", actor: memberId, memberId });
  });
  return { value: { name } };
}

/** Takes a passkey away; the authenticator stays. */
export async function withdrawPasskey(
  house: House,
  session: StaffSession,
  id: string,
): Promise<Outcome<{ id: string }>> {
  const memberId = session.member.id;
  const at = house.now().toISOString();
  const isGone = await house.db.tx(async (queries) => {
    if ((await deleteFactors(queries, memberId, { id, kind: "passkey" })) === 0) return false;
    await appendStaffEvent(queries, { at, act: "factor-removed", actor: memberId, memberId });
    return true;
  });
  return isGone
    ? { value: { id } }
    : refuse("not-found", [{ field: "factor", message: "没有这把通行密钥。" }]);
}

/** What a browser needs to use a passkey in the second step; null when the member has none. */
export async function secondStepOptions(
  house: House,
  { row, member }: WaitingSession,
  origin: string,
) {
  const passkeys = await passkeysOf(house, member.id);
  if (passkeys.length === 0) return null;
  const { generateAuthenticationOptions } = await webauthn();
  const options = await generateAuthenticationOptions({
    rpID: new URL(origin).hostname,
    allowCredentials: passkeys.map(named),
    userVerification: "preferred",
  });
  await keepChallenge(house, row.id, options.challenge);
  return options;
}

/** Checks what a passkey signed for a session that waits; null when it does not count. */
export async function passkeyProof(
  house: House,
  { row, member }: WaitingSession,
  input: unknown,
  origin: string,
): Promise<SecondProof | null> {
  const response = credential.safeParse(input);
  if (!response.success || row.challenge === null || origin === "") return null;
  const passkeys = await passkeysOf(house, member.id);
  const key = passkeys.find(({ credentialId }) => credentialId === response.data.id);
  if (!key?.publicKey || key.credentialId === null) return null;
  const { verifyAuthenticationResponse } = await webauthn();
  const verified = await verifyAuthenticationResponse({
    response: response.data as never,
    expectedChallenge: row.challenge,
    ...expected(origin),
    credential: {
      id: key.credentialId,
      publicKey: new Uint8Array(key.publicKey),
      counter: key.lastUsed,
    },
  }).catch(() => null);
  if (!verified?.verified) return null;
  const { newCounter } = verified.authenticationInfo;
  // Many passkeys do not count and always say 0; the challenge is good for one session alone.
  return {
    use: async (queries) =>
      newCounter === 0 || (await updateFactorUse(queries, key.id, newCounter)),
  };
}

async function registrationOf(
  house: House,
  session: StaffSession,
  response: z.infer<typeof credential>,
  origin: string,
): Promise<VerifiedRegistrationResponse["registrationInfo"]> {
  const row = await findSession(house.db.read, session.id, sessionEnds(house));
  if (!row?.challenge) return undefined;
  await keepChallenge(house, session.id, null);
  const { verifyRegistrationResponse } = await webauthn();
  const verified = await verifyRegistrationResponse({
    response: response as never,
    expectedChallenge: row.challenge,
    ...expected(origin),
  }).catch(() => null);
  return verified?.verified ? verified.registrationInfo : undefined;
}

/** The browser's own unlocking is welcome and not required: the password came before. */
function expected(origin: string) {
  return {
    expectedOrigin: origin,
    expectedRPID: new URL(origin).hostname,
    requireUserVerification: false,
  };
}

async function passkeysOf(house: House, memberId: string): Promise<MemberFactorRow[]> {
  const factors = await listFactors(house.db.read, memberId);
  return factors.filter(({ kind }) => kind === "passkey");
}

function named({ credentialId }: MemberFactorRow): { id: string } {
  return { id: credentialId ?? "" };
}

async function keepChallenge(house: House, id: string, challenge: string | null): Promise<void> {
  await house.db.tx((queries) => updateSession(queries, id, { challenge }));
}

const NOT_MADE = refuse("invalid", [
  { field: "response", message: "通行密钥没有设置成功，请再试一次。" },
]);
