import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { openHouseBeside } from "#support/house-beside.ts";
import { type RunningServer, startServer } from "#support/running-server.ts";
import { makeAdministrator, signInCookie } from "#support/staff.ts";

const SITE = "https://register.example.org";
/** What keeps a cookie from scripts, other sites, neighbours of the domain and unsealed lines. */
const KEPT = { HttpOnly: "", SameSite: "Strict", Path: "/", Secure: "" };

let server: RunningServer;

beforeAll(async () => {
  server = await startServer(inject("site"), { SITE_URL: SITE });
});
afterAll(() => server?.stop());

const send = (path: string, form: Record<string, string>, cookie = "") =>
  fetch(`${server.origin}${path}`, {
    method: "POST",
    redirect: "manual",
    headers: { Origin: SITE, Cookie: cookie },
    body: new URLSearchParams(form),
  });

function cookiesOf(answer: Response) {
  return answer.headers.getSetCookie().map((line) => {
    const [first = "", ...rest] = line.split("; ");
    const [name = "", value = ""] = first.split("=");
    const attributes = Object.fromEntries(
      rest.map((part) => part.split("=")).map(([key = "", said = ""]) => [key, said]),
    );
    return { name, value, attributes };
  });
}

describe("where the site is served by https", () => {
  test("the cookie of a report is for this host alone, and the same under another name opens nothing", async () => {
    const place = { step: "place", jurisdiction: "ankang", area: "610902" };
    const [draft, ...more] = cookiesOf(await send("/report/form/", place));
    expect(more).toEqual([]);
    expect(draft).toMatchObject({ name: "__Host-draft", attributes: KEPT });
    const titleUnder = async (name: string) => {
      const headers = { Cookie: `${name}=${draft?.value}` };
      const page = await (await fetch(`${server.origin}/report/form/`, { headers })).text();
      return /<title>([^<]*)/.exec(page)?.[1];
    };
    const begun = await titleUnder("none");
    expect(begun).toContain("举报");
    expect(await titleUnder("__Host-draft")).not.toBe(begun);
    expect(await titleUnder("draft")).toBe(begun);
    const cleared = await send("/report/clear/", {}, `__Host-draft=${draft?.value}`);
    expect(cookiesOf(cleared)[0]).toMatchObject({ name: "__Host-draft", value: "deleted" });
  });

  test("the cookie of a member is for this host alone, and the same under another name is nobody's", async () => {
    const world = await openHouseBeside(server);
    try {
      const admin = await makeAdministrator(world);
      const { account, password } = admin;
      const [waiting] = cookiesOf(await send("/staff/sign-in/", { account, password }));
      expect(waiting).toMatchObject({ name: "__Host-staff", attributes: KEPT });
      const value = await signInCookie(world, admin);
      const asked = async (name: string) =>
        (
          await fetch(`${server.origin}/api/v1/staff/session`, {
            headers: { Cookie: `${name}=${value}` },
          })
        ).status;
      expect([await asked("__Host-staff"), await asked("staff")]).toEqual([200, 401]);
      const left = await send("/staff/sign-out/", {}, `__Host-staff=${value}`);
      expect(cookiesOf(left)[0]).toMatchObject({ name: "__Host-staff", value: "deleted" });
      expect(await asked("__Host-staff")).toBe(401);
    } finally {
      await world.close();
    }
  });

  test("browsers are told never to come without it", async () => {
    for (const path of ["/", "/report/", "/track/", "/staff/sign-in/", "/api/v1/challenge"]) {
      const { headers } = await fetch(`${server.origin}${path}`);
      expect([path, headers.get("strict-transport-security")]).toEqual([path, "max-age=31536000"]);
    }
  });
});
