import { type Context, Hono } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { deviceCookie, sessionCookie } from "#domain/staff-cookie.ts";
import type { Outcome } from "#server/services/house.ts";
import type { SignedIn } from "#server/services/second-step.ts";
import type { StaffServices } from "#server/services/staff.ts";
import { ownOrigin } from "./own-origin.ts";
import { outcomeAnswer, problemAnswer } from "./problem-answer.ts";
import { readJson } from "./read-json.ts";

/** Signing in with two steps, signing out, and opening an account with an invitation. */
export function staffSessionRoutes(
  staff: StaffServices,
  visitorOf: (c: Context) => string | null,
  isHttps: boolean,
): Hono {
  const routes = new Hono();
  const ofSession = sessionCookie(isHttps);
  const ofDevice = deviceCookie(isHttps);
  const from = (c: Context) => ({
    visitor: visitorOf(c),
    device: getCookie(c, ofDevice.name) ?? "",
  });
  const waiting = (c: Context) => getCookie(c, ofSession.name) ?? "";
  const signedIn = (c: Context, outcome: Outcome<SignedIn>) => {
    if (!("value" in outcome)) return outcomeAnswer(c, outcome);
    const { cookie, device, usedRecoveryCode } = outcome.value;
    setCookie(c, ofSession.name, cookie, ofSession.options);
    setCookie(c, ofDevice.name, device, ofDevice.options);
    return c.json({ usedRecoveryCode });
  };
  routes.post("/session", async (c) => {
    const body = await readJson(c);
    if ("answer" in body) return body.answer;
    const outcome = await staff.signIn(body.json, from(c));
    if (!("value" in outcome)) return outcomeAnswer(c, outcome);
    setCookie(c, ofSession.name, outcome.value.cookie, ofSession.options);
    return c.json({ next: "code" });
  });
  routes.post("/session/code", async (c) => {
    const body = await readJson(c);
    if ("answer" in body) return body.answer;
    return signedIn(c, await staff.signInWithCode(waiting(c), body.json, from(c)));
  });
  routes.post("/session/passkey/options", async (c) => {
    const origin = ownOrigin(c);
    const options = origin === "" ? null : await staff.secondStepOptions(waiting(c), origin);
    return options === null ? problemAnswer(c, 404, "没有找到") : c.json(options);
  });
  routes.post("/session/passkey", async (c) => {
    const body = await readJson(c);
    if ("answer" in body) return body.answer;
    const where = { ...from(c), origin: ownOrigin(c) };
    return signedIn(c, await staff.signInWithPasskey(waiting(c), body.json, where));
  });
  routes.delete("/session", async (c) => {
    await staff.signOut(getCookie(c, ofSession.name) ?? "");
    deleteCookie(c, ofSession.name, ofSession.options);
    return c.json({});
  });
  routes.post("/accounts", async (c) => {
    const body = await readJson(c);
    return "answer" in body ? body.answer : outcomeAnswer(c, await staff.openAccount(body.json));
  });
  return routes;
}
