import { z } from "zod";
import { citations } from "./citation.ts";
import { id, line, lineOrUnsaid } from "./text.ts";

export const CHANNEL_KINDS = [
  { id: "phone", name: "电话" },
  { id: "fax", name: "传真" },
  { id: "platform", name: "举报平台" },
  { id: "hotline", name: "热线" },
  { id: "petition", name: "信访投诉" },
  { id: "mechanism", name: "处置机制" },
] as const;
type ChannelKind = (typeof CHANNEL_KINDS)[number]["id"];

/** A way to report that the programme names. A number nobody published stays null. */
export const channel = z.strictObject({
  id,
  name: line,
  kind: z.enum(CHANNEL_KINDS.map((kind) => kind.id) as [ChannelKind, ...ChannelKind[]]),
  operator: lineOrUnsaid,
  number: lineOrUnsaid.describe("Phone, fax or address; null: not published"),
  scope: line.describe("What it takes"),
  industries: z.array(id).default([]).describe("Only offered for these industries"),
  categories: z.array(id).default([]).describe("Only offered for these tip categories"),
  isForTips: z.boolean().default(true).describe("False for contacts that take filings only"),
  limits: lineOrUnsaid.describe("What the text says about time"),
  cites: citations,
});
export type Channel = z.infer<typeof channel>;

/** `content/jurisdictions/<id>/channels.yaml`. */
export const channels = z.array(channel);
