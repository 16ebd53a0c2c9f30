import { Readable } from "node:stream";
import { type Context, Hono } from "hono";
import { mayDoSomewhere } from "#domain/staff-role.ts";
import type { StaffVariables } from "#server/middleware/staff-gate.ts";
import type { FilePart } from "#server/services/evidence-file.ts";
import type { Services } from "#server/services/index.ts";

type StaffContext = Context<{ Variables: StaffVariables }>;
type OpenFile = Services["desk"]["openEvidence"];

/**
 * Files of tips and of checks for the console: clean copies to look at, originals to save. Comes after
 * `staffSession`.
 */
export function staffEvidence(
  { desk }: Pick<Services, "desk">,
  notFound: (c: Context) => Response | Promise<Response>,
) {
  const routes = new Hono<{ Variables: StaffVariables }>();
  const serve = (open: OpenFile, part: FilePart) => async (c: StaffContext) => {
    const session = c.get("session");
    if (session === null) return c.redirect("/staff/sign-in/", 303);
    if (!mayDoSomewhere(session.member, "readTip")) return await notFound(c);
    const reference = c.req.param("reference") ?? "";
    const number = Number(c.req.param("number"));
    const opened = await open(session, reference, number, part);
    if (!("value" in opened)) {
      // Why an original may not be opened is said where it is asked for.
      if (opened.refusal === "not-found") return await notFound(c);
      return c.redirect(`/staff/tips/${reference}/#evidence`, 303);
    }
    const { name, type, bytes, content } = opened.value;
    const shown = part === "copy" ? "inline" : "attachment";
    return c.body(Readable.toWeb(Readable.from(content)) as ReadableStream, 200, {
      "Content-Type": type,
      "Content-Length": String(bytes),
      "Content-Disposition": `${shown}; filename="${name}"`,
    });
  };
  for (const [room, open] of [
    ["evidence", desk.openEvidence],
    ["photos", desk.openPhoto],
  ] as const) {
    routes.get(`/:reference/${room}/:number/`, serve(open, "copy"));
    routes.get(`/:reference/${room}/:number/original/`, serve(open, "original"));
  }
  return routes;
}
