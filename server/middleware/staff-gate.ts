import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import { createMiddleware } from "hono/factory";
import { sessionCookie } from "#domain/staff-cookie.ts";
import { mayOpen, staffPageOf } from "#domain/staff-page.ts";
import type { StaffServices } from "#server/services/staff.ts";
import type { StaffSession } from "#server/services/staff-session.ts";

/** What the gate leaves for pages and routes behind it. */
export interface StaffVariables {
  session: StaffSession | null;
}

type Answer = (c: Context) => Response | Promise<Response>;

/** What an open page sends by itself: a session that nobody uses must end all the same. */
const SENT_BY_PAGES = /^\/api\/v1\/staff\/tips\/[^/]+\/presence$/;

/** Finds who is signed in; everything of the staff comes after it. */
export function staffSession({ openSession }: StaffServices, isHttps: boolean) {
  const { name } = sessionCookie(isHttps);
  return createMiddleware<{ Variables: StaffVariables }>(async (c, next) => {
    const isUse = !SENT_BY_PAGES.test(c.req.path);
    c.set("session", await openSession(getCookie(c, name) ?? "", isUse));
    await next();
  });
}

/**
 * Lets through who may open the page. Whoever is not signed in is asked to, and gets back what was
 * written; for everybody else a page that is not theirs looks like one that is not there.
 */
export function staffGate(notFound: Answer, signedOut: Answer) {
  return createMiddleware<{ Variables: StaffVariables }>(async (c, next) => {
    const { path } = c.req;
    if (!path.endsWith("/")) return c.redirect(`${path}/`, 301);
    const session = c.get("session");
    const page = staffPageOf(path);
    if (page !== undefined && mayOpen(session?.member ?? null, page)) return await next();
    if (session !== null) return await notFound(c);
    return c.req.method === "POST" ? await signedOut(c) : c.redirect("/staff/sign-in/", 303);
  });
}
