import { Readable } from "node:stream";
import { type Context, Hono } from "hono";
import { mayDoSomewhere } from "#domain/staff-role.ts";
import { type StaffVariables, staffSession } from "#server/middleware/staff-gate.ts";
import type { FilePart } from "#server/services/evidence-file.ts";
import type { Services } from "#server/services/index.ts";

/** Files of tips for the console: clean copies to look at, originals to save. */
export function staffEvidence(
  { staff, desk }: Pick<Services, "staff" | "desk">,
  notFound: (c: Context) => Response | Promise<Response>,
) {
  const routes = new Hono<{ Variables: StaffVariables }>();
  routes.use("/:reference/evidence/*", staffSession(staff));
  const serve = (part: FilePart) => async (c: Context<{ Variables: StaffVariables }>) => {
    const session = c.get("session");
    if (session === null) return c.redirect("/staff/sign-in/", 303);
    if (!mayDoSomewhere(session.member, "readTip")) return await notFound(c);
    const reference = c.req.param("reference") ?? "";
    const number = Number(c.req.param("number"));
    const opened = await desk.openEvidence(session, reference, number, part);
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
  routes.get("/:reference/evidence/:number/", serve("copy"));
  routes.get("/:reference/evidence/:number/original/", serve("original"));
  return routes;
}
