import { z } from "zod";
import { isActive } from "#domain/calendar-date.ts";
import { mayExclude, type RoutingDecision, SUPERVISOR_STAYS } from "#domain/routing.ts";
import { findRecord } from "#registry/published-record.ts";
import { decideRouting } from "./decide-routing.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { problemsOf } from "./problems-of.ts";
import { publisherOf } from "./record-publisher.ts";

export const routingQuestion = z.strictObject({
  jurisdiction: z.string("请写明地区（jurisdiction）。"),
  category: z.string("请写明举报类别（category）。"),
  area: z.string().optional(),
  industry: z.string().optional(),
  exclude: z.array(z.string()).default([]),
  record: z
    .string()
    .optional()
    .describe("Published record, for categories that are about one: its publisher gets the tip"),
});

/** Who would get a tip of this kind today, and why. Nothing is stored. */
export function previewRouting(house: House, input: unknown): Outcome<RoutingDecision> {
  const parsed = routingQuestion.safeParse(input);
  if (!parsed.success) return refuse("invalid", problemsOf(parsed.error));
  const {
    jurisdiction,
    category: categoryId,
    area,
    industry,
    exclude,
    record: recordId,
  } = parsed.data;
  const snapshot = house.snapshot();
  const on = house.today();
  const place = snapshot.jurisdictions.find((entry) => entry.id === jurisdiction);
  const category = snapshot.tipCategories.find(
    (entry) => entry.id === categoryId && isActive(entry, on),
  );
  const record = recordId === undefined ? undefined : findRecord(snapshot, recordId, on);
  const isKnownRecord =
    recordId === undefined || (record !== undefined && record.jurisdiction === jurisdiction);
  const isKnownArea = area === undefined || place?.areas.some((entry) => entry.id === area);
  const isKnownIndustry =
    industry === undefined || snapshot.industries.some((entry) => entry.id === industry);
  const problems = [
    ...(place ? [] : [{ field: "jurisdiction", message: "本站没有这个地区。" }]),
    ...(category ? [] : [{ field: "category", message: "没有这一类举报。" }]),
    ...(isKnownArea ? [] : [{ field: "area", message: "这个地区没有这个县（市、区）。" }]),
    ...(place === undefined || mayExclude(place, exclude, on) ? [] : [SUPERVISOR_STAYS]),
    ...(isKnownRecord ? [] : [{ field: "record", message: "这个地区没有这条记录。" }]),
    ...(isKnownIndustry ? [] : [{ field: "industry", message: "没有这个行业。" }]),
  ];
  if (place === undefined || category === undefined || problems.length > 0) {
    return refuse("invalid", problems);
  }
  const publisher = record && publisherOf(place, record);
  const question = { category, area, industry, exclude, on, publisher };
  return { value: decideRouting(snapshot, place, question) };
}
