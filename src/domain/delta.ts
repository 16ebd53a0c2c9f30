import { z } from "zod";
import { aspect } from "./aspect.ts";
import { calendarDate } from "./calendar-date.ts";
import { ENTRY_CHANGES, type EntryChange } from "./list-entry.ts";
import { id, line } from "./text.ts";

const text = line.nullable();
const change = z.enum(ENTRY_CHANGES.map((entry) => entry.id) as [EntryChange, ...EntryChange[]]);

/** A row that a publication put on a list, changed, or took off. */
const deltaRow = z.strictObject({
  entry: id.describe("Id of the row"),
  version: z
    .int()
    .positive()
    .nullable()
    .describe("null: it expired by its date, without a version"),
  change,
  enterprise: id.nullable().describe("null: a matter, or withdrawn or expired since"),
  name: text.describe("Today's name; null as above"),
  reason: text,
  document: text,
});
export type DeltaRow = z.infer<typeof deltaRow>;

/** What one day's publication changed in one list: `/data/deltas/<jurisdiction>/<kind>/<date>.json`. */
export const delta = z.strictObject({
  jurisdiction: id,
  kind: id.describe("Kind of list"),
  on: calendarDate,
  sentence: line.describe("The same in one sentence"),
  list: z.string().describe("Path of the page of the list"),
  announcements: z.array(id).describe("What made new rows public"),
  isSample: z.boolean(),
  added: z.array(
    deltaRow.extend({
      equipment: z.array(id),
      aspects: z.array(aspect),
      ground: text,
      startedOn: calendarDate.nullable(),
      dueOn: calendarDate.nullable(),
    }),
  ),
  changed: z.array(
    deltaRow.extend({
      differences: z.array(z.strictObject({ field: line, before: line, after: line })),
    }),
  ),
  withdrawn: z.array(deltaRow).describe("Taken off, withdrawn, or past its term of display"),
});
export type Delta = z.infer<typeof delta>;
