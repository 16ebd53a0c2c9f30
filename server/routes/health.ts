import { Hono } from "hono";
import { problemAnswer } from "./problem-answer.ts";

/** `/healthz`: the process lives. `/readyz`: it can read its database. */
export function healthRoutes(isReady: () => Promise<boolean>): Hono {
  const routes = new Hono();
  routes.get("/healthz", (c) => c.json({ status: "ok" }));
  routes.get("/readyz", async (c) =>
    (await isReady()) ? c.json({ status: "ready" }) : problemAnswer(c, 503, "还没有准备好"),
  );
  return routes;
}
