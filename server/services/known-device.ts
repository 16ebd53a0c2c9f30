import { randomBytes } from "node:crypto";
import type { MemberRow } from "#db/queries/members.ts";
import { memberKeyId } from "#server/secrets/member-keys.ts";
import { macOf } from "#server/secrets/sealing.ts";
import type { House } from "./house.ts";

/**
 * A mark for the browser of somebody who has signed in: guesses made elsewhere do not slow it down.
 * It opens nothing, is kept nowhere, and ends with the member's key.
 */
export function markDevice(house: House, member: MemberRow): string {
  const id = randomBytes(16).toString("base64url");
  return `${id}.${macOfDevice(house, member, id)}`;
}

/** The id of a mark that was made for this member; null for any other. */
export function knownDevice(house: House, member: MemberRow, mark: string): string | null {
  const [id = "", mac = ""] = mark.split(".");
  return id !== "" && mac === macOfDevice(house, member, id) ? id : null;
}

function macOfDevice(house: House, { id, publicKey }: MemberRow, device: string): string {
  const key = publicKey === null ? "" : memberKeyId(publicKey);
  return macOf(house.staff.key, "device", JSON.stringify([id, key, device]));
}
