import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Turnstile } from "#server/services/turnstile.ts";
import { post, type TestApp, testApp } from "#support/app.ts";
import {
  type Cloudflare,
  openCloudflare,
  REAL_SECRET,
  SITE,
  TEST_KEYS,
  type Weather,
} from "#support/cloudflare.ts";
import { answeredQuestion, filing, openTestHouse, type TestHouse } from "#support/house.ts";

let world: TestHouse;
let app: TestApp;
let cloudflare: Cloudflare;
let faults: string[] = [];

beforeAll(async () => {
  world = await openTestHouse();
  cloudflare = await openCloudflare();
  switchOn({});
});
afterAll(async () => {
  await cloudflare.close();
  await world.close();
});
afterEach(() => {
  switchOn({});
  cloudflare.state.weather = "fair";
  faults = [];
});

function switchOn(change: Partial<Turnstile>) {
  world.house.turnstile = {
    siteKey: TEST_KEYS.siteKey,
    secretKey: REAL_SECRET,
    verifyUrl: cloudflare.url,
    hostnames: [SITE],
    whenUnreachable: "fall-back",
    patience: 300,
    report: (fault) => faults.push(fault),
    ...change,
  };
  app = testApp(world).app;
}

const send = (turnstile: string, headers = {}) =>
  post(app, filing(world.house, { proof: { turnstile } }), headers);

async function refusalOf(answer: Response): Promise<string> {
  expect(answer.status).toBe(403);
  const { errors } = await answer.json();
  expect(errors[0].field).toBe("proof");
  return errors[0].message;
}

const storedTips = async () => (await world.house.db.read.query.tips.findMany()).length;
async function lastTip() {
  return (await world.house.db.read.query.tips.findMany()).at(-1);
}

describe("a token of the widget", () => {
  test("files a tip that is not marked, and tells Cloudflare no address", async () => {
    const token = cloudflare.issue();
    expect((await send(token)).status).toBe(201);
    expect(await lastTip()).toMatchObject({ isWeaklyProven: false });
    const asked = cloudflare.asked.at(-1);
    expect(asked).toEqual({
      secret: REAL_SECRET,
      response: token,
      idempotency_key: expect.stringMatching(
        /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/,
      ),
    });
  });

  test("counts once, even though Cloudflare answers its retry again", async () => {
    const token = cloudflare.issue();
    expect((await send(token)).status).toBe(201);
    expect(await refusalOf(await send(token))).toContain("已经用过");
  });

  test("sent twice with one key gives the same receipt, and Cloudflare is asked once", async () => {
    const body = filing(world.house, { proof: { turnstile: cloudflare.issue() } });
    const headers = { "Idempotency-Key": "turnstile-sent-twice" };
    const before = cloudflare.asked.length;
    const [first, second] = [await post(app, body, headers), await post(app, body, headers)];
    expect((await second.json()).receipt).toBe((await first.json()).receipt);
    expect(cloudflare.asked.length - before).toBe(1);
  });

  test("is not used up when Cloudflare's answer is lost on the way", async () => {
    cloudflare.state.weather = "answer-lost-once";
    expect((await send(cloudflare.issue())).status).toBe(201);
    const [first, second] = cloudflare.asked.slice(-2);
    expect(second).toEqual(first);
  });

  test.each([
    ["another site", { hostname: "elsewhere.example", action: "report" }],
    ["another form", { hostname: SITE, action: "login" }],
    ["no form at all", { hostname: SITE, action: "" }],
  ])("of %s does not count", async (_, place) => {
    expect(await refusalOf(await send(cloudflare.issue(place)))).toContain("没有通过");
  });

  test("nobody issued does not count, nor does the published test token", async () => {
    expect(await refusalOf(await send("0.invented"))).toContain("没有通过");
    expect(await refusalOf(await send(TEST_KEYS.token))).toContain("没有通过");
  });

  test("that is empty or too long is refused without asking Cloudflare", async () => {
    const before = cloudflare.asked.length;
    for (const token of ["", "x".repeat(2049)]) expect((await send(token)).status).toBe(422);
    expect(cloudflare.asked.length).toBe(before);
  });

  test("is refused where Turnstile is off", async () => {
    delete world.house.turnstile;
    expect(await refusalOf(await send("0.any"))).toContain("没有启用");
  });
});

describe("the published test keys", () => {
  test.each([
    ["passes", 201],
    ["fails", 403],
    ["spent", 403],
  ] as const)("the secret that %s", async (name, status) => {
    switchOn({ secretKey: TEST_KEYS[name] });
    const answer = await send(TEST_KEYS.token);
    expect(answer.status).toBe(status);
    if (name === "spent") expect(await refusalOf(answer)).toContain("已经用过");
  });
});

describe("when Cloudflare does not answer", () => {
  const weather = (kind: Weather) => () => {
    cloudflare.state.weather = kind;
  };
  const TROUBLES: readonly [string, () => void, RegExp][] = [
    ["is too slow", weather("slow"), /TimeoutError/],
    ["has a fault of its own", weather("internal-error"), /internal/],
    ["gives a page of a gateway", weather("bad-gateway"), /Syntax/],
    ["cannot be reached", () => switchOn({ verifyUrl: "http://127.0.0.1:9/" }), /TypeError/],
    ["refuses our secret", () => switchOn({ secretKey: "0x-wrong" }), /^invalid-input-secret$/],
    ["misses our secret", () => switchOn({ secretKey: "" }), /^missing-input-secret$/],
  ];

  test.each(TROUBLES)(
    "because it %s, the question is answered instead",
    async (_, trouble, fault) => {
      trouble();
      const headers = { "Idempotency-Key": crypto.randomUUID() };
      const before = await storedTips();
      const startedAt = performance.now();
      const token = cloudflare.issue();
      expect(await refusalOf(await send(token, headers))).toContain("回答问题");
      expect(performance.now() - startedAt).toBeLessThan(2000);
      expect(faults.join()).toMatch(fault);
      expect(faults.join()).not.toContain(token);

      const answered = filing(world.house, { proof: answeredQuestion(world.house) });
      expect((await post(app, answered, headers)).status).toBe(201);
      expect(await storedTips()).toBe(before + 1);
      expect(await lastTip()).toMatchObject({ isWeaklyProven: true });
    },
  );

  test("the operator may have tips taken all the same, with a mark, each token once", async () => {
    switchOn({ whenUnreachable: "accept" });
    cloudflare.state.weather = "bad-gateway";
    expect((await send("0.during-the-outage")).status).toBe(201);
    expect(await lastTip()).toMatchObject({ isWeaklyProven: true });
    expect(await refusalOf(await send("0.during-the-outage"))).toContain("已经用过");
  });
});

describe("the policy for scripts", () => {
  const policyOf = async (path: string) => {
    const policy = (await app.request(path)).headers.get("Content-Security-Policy") ?? "";
    expect(policy, path).toContain("default-src 'none'");
    return policy;
  };

  test("lets Cloudflare in nowhere while Turnstile is off", async () => {
    delete world.house.turnstile;
    app = testApp(world).app;
    for (const path of ["/", "/report/", "/track/"]) {
      expect(await policyOf(path)).not.toContain("cloudflare");
    }
  });

  test("lets its script and frame in on the report alone while Turnstile is on", async () => {
    expect(await policyOf("/report/")).toContain(
      "script-src 'self' https://challenges.cloudflare.com; " +
        "frame-src https://challenges.cloudflare.com;",
    );
    expect((await policyOf("/report/")).match(/cloudflare/g)).toHaveLength(2);
    for (const path of ["/", "/track/", "/search/", "/api/v1/challenge"]) {
      expect(await policyOf(path)).not.toContain("cloudflare");
    }
  });
});
