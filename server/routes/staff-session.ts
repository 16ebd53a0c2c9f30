import { type Context, Hono } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import {
  DEVICE_COOKIE,
  deviceCookie,
  SESSION_COOKIE,
  sessionCookie,
} from "#domain/staff-cookie.ts";
import type { StaffServices } from "#server/services/staff.ts";
import { outcomeAnswer } from "./problem-answer.ts";
import { readJson } from "./read-json.ts";

/** Signing in with two steps, signing out, and opening an account with an invitation. */
export function staffSessionRoutes(
  staff: StaffServices,
  visitorOf: (c: Context) => string | null,
  isHttps: boolean,
): Hono {
  const routes = new Hono();
  const from = (c: Context) => ({
    visitor: visitorOf(c),
    device: getCookie(c, DEVICE_COOKIE) ?? "",
  });
  routes.post("/session", async (c) => {
    const body = await readJson(c);
    if ("answer" in body) return body.answer;
    const outcome = await staff.signIn(body.json, from(c));
    if (!("value" in outcome)) return outcomeAnswer(c, outcome);
    setCookie(c, SESSION_COOKIE, outcome.value.cookie, sessionCookie(isHttps));
    return c.json({ next: "code" });
  });
  routes.post("/session/code", async (c) => {
    const body = await readJson(c);
    if ("answer" in body) return body.answer;
    const cookie = getCookie(c, SESSION_COOKIE) ?? "";
    const outcome = await staff.signInWithCode(cookie, body.json, from(c));
    if (!("value" in outcome)) return outcomeAnswer(c, outcome);
    const { cookie: opened, device, usedRecoveryCode } = outcome.value;
    setCookie(c, SESSION_COOKIE, opened, sessionCookie(isHttps));
    setCookie(c, DEVICE_COOKIE, device, deviceCookie(isHttps));
    return c.json({ usedRecoveryCode });
  });
  routes.delete("/session", async (c) => {
    await staff.signOut(getCookie(c, SESSION_COOKIE) ?? "");
    deleteCookie(c, SESSION_COOKIE, { path: "/" });
    return c.json({});
  });
  routes.post("/accounts", async (c) => {
    const body = await readJson(c);
    return "answer" in body ? body.answer : outcomeAnswer(c, await staff.openAccount(body.json));
  });
  return routes;
}
