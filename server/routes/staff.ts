import { type Context, Hono } from "hono";
import { mayOpen } from "#domain/staff-page.ts";
import { type StaffVariables, staffSession } from "#server/middleware/staff-gate.ts";
import type { StaffServices } from "#server/services/staff.ts";
import { outcomeAnswer, problemAnswer } from "./problem-answer.ts";
import { readJson } from "./read-json.ts";
import { STAFF_ROUTES, type StaffRoute } from "./staff-table.ts";

type StaffContext = Context<{ Variables: StaffVariables }>;

/**
 * The staff's own resources, as the table says. Whoever is not signed in is told so, whatever they
 * ask for; for everybody else what is not theirs looks like what is not there.
 */
export function staffRoutes(staff: StaffServices) {
  const routes = new Hono<{ Variables: StaffVariables }>();
  routes.use("/*", staffSession(staff));
  for (const route of STAFF_ROUTES) {
    routes.on(route.method.toUpperCase(), route.path, (c) => answer(c, staff, route));
  }
  routes.all("/*", (c) => (c.get("session") === null ? notSignedIn(c) : notThere(c)));
  return routes;
}

async function answer(c: StaffContext, staff: StaffServices, route: StaffRoute) {
  const session = c.get("session");
  if (session === null) return notSignedIn(c);
  if (!mayOpen(session.member, { ...route, path: route.path })) return notThere(c);
  const body = route.hasBody ? await readJson(c) : { json: undefined };
  if ("answer" in body) return body.answer;
  const part = (name: string) => c.req.param(name) ?? "";
  const desk = { jurisdiction: part("jurisdiction"), department: part("department") };
  const outcome = await route.answer({ staff, session, part, desk, json: body.json });
  return "refusal" in outcome && outcome.refusal === "not-found"
    ? notThere(c)
    : outcomeAnswer(c, outcome);
}

function notSignedIn(c: Context): Response {
  return problemAnswer(c, 401, "请先登录", [
    { field: "", message: "请先登录：POST /api/v1/staff/session。" },
  ]);
}

function notThere(c: Context): Response {
  return problemAnswer(c, 404, "没有找到");
}
