import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** The keys and the token Cloudflare publishes for tests. */
export const TEST_KEYS = {
  siteKey: "1x00000000000000000000AA",
  passes: "1x0000000000000000000000000000000AA",
  fails: "2x0000000000000000000000000000000AA",
  spent: "3x0000000000000000000000000000000AA",
  token: "XXXX.DUMMY.TOKEN.XXXX",
} as const;
/** A secret as an operator would have, and the address of the operator's site. */
export const REAL_SECRET = "0x4AAAAAAA-real-secret-of-an-operator";
export const SITE = "report.example.org";

interface Verification {
  secret?: string;
  response?: string;
  idempotency_key?: string;
  remoteip?: string;
}
export type Weather = "fair" | "slow" | "internal-error" | "bad-gateway" | "answer-lost-once";

/** A loopback server that answers siteverify as Cloudflare documents it. */
export async function openCloudflare() {
  const tokens = new Map<string, { hostname: string; action: string; spentBy?: string }>();
  const asked: Verification[] = [];
  const state: { weather: Weather } = { weather: "fair" };

  const server = createServer(async (request, response) => {
    const body = await readBody(request);
    asked.push(body);
    const answer = verify(body);
    if (state.weather === "slow") return;
    if (state.weather === "answer-lost-once") {
      state.weather = "fair";
      return void response.destroy();
    }
    if (state.weather === "bad-gateway") {
      return void response.writeHead(502, { "Content-Type": "text/html" }).end("<h1>502</h1>");
    }
    response.setHeader("Content-Type", "application/json");
    response.end(JSON.stringify(answer));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  function verify({ secret, response, idempotency_key = "" }: Verification) {
    if (state.weather === "internal-error") return refused("internal-error");
    if (!secret) return refused("missing-input-secret");
    if (!response) return refused("missing-input-response");
    const tested = TESTED[secret];
    if (tested !== undefined) {
      return response === TEST_KEYS.token ? tested : refused("invalid-input-response");
    }
    if (secret !== REAL_SECRET) return refused("invalid-input-secret");
    const token = tokens.get(response);
    if (token === undefined) return refused("invalid-input-response");
    if (token.spentBy !== undefined && token.spentBy !== idempotency_key) {
      return refused("timeout-or-duplicate");
    }
    token.spentBy = idempotency_key;
    return passed(token);
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/turnstile/v0/siteverify`,
    asked,
    state,
    /** A token as the widget gives it to a browser. */
    issue: (place = { hostname: SITE, action: "report" }) => {
      const token = `0.${crypto.randomUUID()}`;
      tokens.set(token, { ...place });
      return token;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
export type Cloudflare = Awaited<ReturnType<typeof openCloudflare>>;

const refused = (code: string) => ({ success: false, "error-codes": [code] });

const passed = ({ hostname, action }: { hostname: string; action: string }) => ({
  success: true,
  challenge_ts: new Date().toISOString(),
  hostname,
  "error-codes": [],
  action,
  cdata: "",
});

const TESTED: Readonly<Record<string, object>> = {
  [TEST_KEYS.passes]: passed({ hostname: "example.com", action: "" }),
  [TEST_KEYS.fails]: refused("invalid-input-response"),
  [TEST_KEYS.spent]: refused("timeout-or-duplicate"),
};

async function readBody(request: IncomingMessage): Promise<Verification> {
  return JSON.parse(await text(request));
}
