import { Hono } from "hono";
import type { Services } from "#server/services/index.ts";
import { outcomeAnswer } from "./problem-answer.ts";

/** Who would get a tip of this kind, and why. */
export function routingRoutes(services: Services): Hono {
  const routes = new Hono();
  routes.get("/routing", (c) => {
    const exclude = c.req.queries("exclude");
    const question = { ...c.req.query(), ...(exclude ? { exclude } : {}) };
    return outcomeAnswer(c, services.previewRouting(question));
  });
  return routes;
}
