import { Hono } from "hono";
import { problemAnswer } from "./problem-answer.ts";

export interface HealthParts {
  isReady: () => Promise<boolean>;
  /** What is served and how the last build went: facts for whoever looks after the machine. */
  facts: () => object;
}

/** `/healthz`: the process lives. `/readyz`: it can read its database; and which release it serves. */
export function healthRoutes({ isReady, facts }: HealthParts): Hono {
  const routes = new Hono();
  routes.get("/healthz", (c) => c.json({ status: "ok" }));
  routes.get("/readyz", async (c) =>
    (await isReady())
      ? c.json({ status: "ready", ...facts() })
      : problemAnswer(c, 503, "还没有准备好"),
  );
  return routes;
}
