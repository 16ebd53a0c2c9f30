import { type Context, Hono } from "hono";
import { mayOpen } from "#domain/staff-page.ts";
import type { StaffVariables } from "#server/middleware/staff-gate.ts";
import type { Outcome } from "#server/services/house.ts";
import type { Services } from "#server/services/index.ts";
import { ownOrigin } from "./own-origin.ts";
import { outcomeAnswer, problemAnswer } from "./problem-answer.ts";
import { readJson } from "./read-json.ts";
import { STAFF_ROUTES, type StaffRequest, type StaffRoute } from "./staff-table.ts";
import { TIP_ROUTES, type TipRoute } from "./tip-table.ts";
import { verificationUploads } from "./verification-forms.ts";

type StaffContext = Context<{ Variables: StaffVariables }>;

/**
 * The staff's own resources, as the table says. Whoever is not signed in is told so, whatever they
 * ask for; for everybody else what is not theirs looks like what is not there. Comes after
 * `staffSession`.
 */
export function staffRoutes(
  { staff, desk: tips }: Pick<Services, "staff" | "desk">,
  patience: number,
) {
  const routes = new Hono<{ Variables: StaffVariables }>();
  routes.route("/", verificationUploads(tips, patience));
  for (const route of STAFF_ROUTES) {
    routes.on(route.method.toUpperCase(), route.path, (c) =>
      answer(c, route, (asked) => route.answer({ staff, ...asked })),
    );
  }
  for (const route of TIP_ROUTES) {
    routes.on(route.method.toUpperCase(), route.path, (c) => {
      const { part } = partsOf(c);
      const more = { reference: part("reference"), query: c.req.query() };
      const key = c.req.header("Idempotency-Key") ?? "";
      return answer(c, route, (asked) => route.answer({ tips, ...more, key, ...asked }));
    });
  }
  routes.all("/*", (c) => (c.get("session") === null ? notSignedIn(c) : notThere(c)));
  return routes;
}

type Asked = Pick<StaffRequest, "session" | "part" | "desk" | "json" | "origin">;

async function answer(
  c: StaffContext,
  route: StaffRoute | TipRoute,
  ask: (asked: Asked) => Promise<Outcome<unknown>> | Outcome<unknown>,
) {
  const session = c.get("session");
  if (session === null) return notSignedIn(c);
  if (!mayOpen(session.member, route)) return notThere(c);
  const body = route.hasBody ? await readJson(c) : { json: undefined };
  if ("answer" in body) return body.answer;
  const outcome = await ask({ session, ...partsOf(c), json: body.json, origin: ownOrigin(c) });
  return "refusal" in outcome && outcome.refusal === "not-found"
    ? notThere(c)
    : outcomeAnswer(c, outcome);
}

function partsOf(c: Context) {
  const part = (name: string) => c.req.param(name) ?? "";
  return { part, desk: { jurisdiction: part("jurisdiction"), department: part("department") } };
}

function notSignedIn(c: Context): Response {
  return problemAnswer(c, 401, "请先登录", [
    { field: "", message: "请先登录：POST /api/v1/staff/session。" },
  ]);
}

function notThere(c: Context): Response {
  return problemAnswer(c, 404, "没有找到");
}
