import { createHash } from "node:crypto";
import { serviceOrigin, siteUrl, snapshot, today } from "./context.ts";
import { shellOf } from "./shell.ts";

/** What every page shows besides its own: header, footer, addresses, the date. */
const frame = JSON.stringify([shellOf({ snapshot, today, serviceOrigin }), siteUrl]);

/**
 * The key of a page or file that is made of `data` and the frame alone: while it stays the same
 * and the program too, the page of the last build is taken again. A page that reads anything else
 * must not have one.
 */
export function pageKey(...data: readonly unknown[]): string {
  return createHash("sha256").update(frame).update(JSON.stringify(data)).digest("base64url");
}
