import { Hono } from "hono";
import type { Services } from "#server/services/index.ts";
import { outcomeAnswer } from "./problem-answer.ts";

/** What was published of tips in numbers. */
export function statisticsRoutes(services: Services): Hono {
  const routes = new Hono();
  routes.get("/statistics", (c) => outcomeAnswer(c, services.listFigures(c.req.query())));
  return routes;
}
