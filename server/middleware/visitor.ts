import { createHmac, randomBytes } from "node:crypto";
import { isIPv6 } from "node:net";
import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";

/** Leaves an IPv6 address the half that names a household. */
const HOUSEHOLD_GROUPS = 4;

/**
 * Gives each address a name that only this process can make, for throttles in memory. Null for this
 * machine itself, which is the operator, or a proxy whose header the operator has not named.
 */
export function visitorNames(clientAddressHeader: string): (c: Context) => string | null {
  const key = randomBytes(32);
  return (c) => {
    const named = clientAddressHeader && c.req.header(clientAddressHeader)?.split(",").at(-1);
    const { incoming } = (c.env ?? {}) as Partial<HttpBindings>;
    const network = networkOf((named || incoming?.socket.remoteAddress || "").trim());
    return network === null ? null : createHmac("sha256", key).update(network).digest("base64url");
  };
}

function networkOf(address: string): string | null {
  const plain = address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, "");
  if (plain === "" || plain === "::1" || plain.startsWith("127.")) return null;
  return isIPv6(plain) ? householdOf(plain) : plain;
}

/** The URL parser writes every spelling of an address alike; `::` then stands for missing groups. */
function householdOf(address: string): string {
  const spelled = URL.parse(`http://[${address.split("%")[0]}]/`)?.hostname.slice(1, -1) ?? address;
  const [head = "", tail] = spelled.split("::");
  const [first, last] = [head, tail ?? ""].map((part) => part.split(":").filter(Boolean));
  const gap = tail === undefined ? 0 : 8 - (first?.length ?? 0) - (last?.length ?? 0);
  const groups = [...(first ?? []), ...Array<string>(gap).fill("0"), ...(last ?? [])];
  return groups.slice(0, HOUSEHOLD_GROUPS).join(":");
}
