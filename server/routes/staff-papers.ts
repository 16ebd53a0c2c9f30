import { type Context, Hono } from "hono";
import { mayDoSomewhere } from "#domain/staff-role.ts";
import type { StaffVariables } from "#server/middleware/staff-gate.ts";
import type { Services } from "#server/services/index.ts";

const DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/**
 * Papers of tips for the console, to save and print. Each leaves a trace, so it is asked for by a
 * button. Comes after `staffSession`.
 */
export function staffPapers(
  { desk }: Pick<Services, "desk">,
  notFound: (c: Context) => Response | Promise<Response>,
) {
  const routes = new Hono<{ Variables: StaffVariables }>();
  routes.post("/:reference/papers/:file{[a-z0-9-]+\\.docx}", async (c) => {
    const session = c.get("session");
    if (session === null) return c.redirect("/staff/sign-in/", 303);
    const mayAsk = (["readTip", "supervise"] as const).some((permission) =>
      mayDoSomewhere(session.member, permission),
    );
    if (!mayAsk) return await notFound(c);
    const id = c.req.param("file").replace(/\.docx$/, "");
    const opened = await desk.openPaper(session, c.req.param("reference"), id);
    if (!("value" in opened)) return await notFound(c);
    const { name, content } = opened.value;
    return c.body(new Uint8Array(content), 200, {
      "Content-Type": DOCX_TYPE,
      "Content-Disposition": `attachment; filename="${name}"`,
    });
  });
  return routes;
}
