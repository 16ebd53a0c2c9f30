import { z } from "zod";
import { MASKING_CHOICES } from "#domain/masking-choice.ts";
import type { StaffPage } from "#domain/staff-page.ts";
import type { DeskName } from "#server/services/desk-keys.ts";
import type { DeskServices } from "#server/services/desk-services.ts";
import { type Outcome, refuse } from "#server/services/house.ts";
import { problemsOf } from "#server/services/problems-of.ts";
import { recordAlone } from "#server/services/record-verification.ts";
import type { StaffSession } from "#server/services/staff-session.ts";

/** What a resource of the desks is asked. */
export interface TipRequest {
  tips: DeskServices;
  session: StaffSession;
  reference: string;
  desk: DeskName;
  query: Record<string, string>;
  /** The `Idempotency-Key` of whoever sends. */
  key: string;
  json: unknown;
}

export interface TipRoute {
  method: "get" | "post" | "put";
  /** Below `/api/v1/staff`. */
  path: string;
  access: Exclude<StaffPage["access"], "anyone">;
  summary: string;
  hasBody?: true;
  answer: (request: TipRequest) => Promise<Outcome<unknown>>;
}

const inboxQuery = z.strictObject({
  view: z.string().max(20).default("open"),
  category: z.string().max(80).optional(),
  area: z.string().max(80).optional(),
  reference: z.string().max(40).optional(),
  enterprise: z.string().max(100).optional(),
  from: z.iso.date("日期要写成 2026-11-21 这样。").optional(),
  to: z.iso.date("日期要写成 2026-11-21 这样。").optional(),
  page: z.coerce.number("页码要写数字。").int().min(1).default(1),
});
const masking = z.enum(
  MASKING_CHOICES.map(({ id }) => id),
  "请写 masked（遮盖后发出）或者 asIs（原样发出）。",
);
const actBody = z.looseObject({
  act: z.string("请写明做什么（act）。"),
  masking: masking.optional(),
});
const paperBody = z.strictObject({ paper: z.string("请写明哪一种文书（paper）。").max(40) });
const messageBody = z.looseObject({ masking: masking.optional() });
const entryBody = z.record(z.string(), z.unknown(), "请写明登记的内容。");

const trailQuery = z.strictObject({
  of: z.enum(["tips", "staff"], "请写 tips 或 staff。").default("tips"),
  actor: z.string().max(80).optional(),
  reference: z.string().max(40).optional(),
  before: z.coerce.number("要写数字。").int().min(1).optional(),
});

const READERS = ["readTip"] as const;

/** What desks do with tips; every act of the table goes through one resource. */
export const TIP_ROUTES: readonly TipRoute[] = [
  {
    method: "get",
    path: "/tips",
    access: READERS,
    summary:
      "The inbox of one's desks: view, category, area, reference, enterprise, from, to, page",
    answer: async ({ tips, session, query }) => {
      const parsed = inboxQuery.safeParse(query);
      if (!parsed.success) return refuse("invalid", problemsOf(parsed.error));
      return { value: await tips.listInbox(session, parsed.data) };
    },
  },
  {
    method: "get",
    path: "/tips/:reference",
    access: READERS,
    summary: "A tip with everything its desk needs, and the acts that are lawful now",
    answer: ({ tips, session, reference }) => tips.viewTip(session, reference),
  },
  {
    method: "post",
    path: "/tips/:reference/acts",
    access: READERS,
    summary:
      "Any act of docs/tip-acts.md: act, masking, and what it needs; 409 names the lawful ones",
    hasBody: true,
    answer: async ({ tips, session, reference, json }) => {
      const parsed = actBody.safeParse(json);
      if (!parsed.success) return refuse("invalid", problemsOf(parsed.error));
      const { act, masking, ...input } = parsed.data;
      return await tips.actOnTip(session, reference, { act, input }, masking);
    },
  },
  {
    method: "post",
    path: "/tips/:reference/messages",
    access: READERS,
    summary: "Write to the reporter: text, and masking where the text points to a person",
    hasBody: true,
    answer: async ({ tips, session, reference, json }) => {
      const parsed = messageBody.safeParse(json);
      if (!parsed.success) return refuse("invalid", problemsOf(parsed.error));
      const { masking, ...input } = parsed.data;
      return await tips.recordMessage(session, reference, input, masking);
    },
  },
  {
    method: "post",
    path: "/tips/:reference/notes",
    access: READERS,
    summary: "Write a note for the desks alone: text",
    hasBody: true,
    answer: ({ tips, session, reference, json }) => tips.recordNote(session, reference, json),
  },
  {
    method: "post",
    path: "/tips/:reference/verifications",
    access: READERS,
    summary:
      "Record a check on site: checkedOn, place, inspectors, machines; with photographs as a form: record (JSON), photos, machines.N.photos",
    hasBody: true,
    answer: ({ tips, session, reference, json }) =>
      tips.recordVerification(session, reference, recordAlone(json)),
  },
  {
    method: "post",
    path: "/tips/:reference/papers",
    access: ["readTip", "supervise"],
    summary: "Make a paper: paper; gives name and content (Word, base64), and leaves a trace",
    hasBody: true,
    answer: async ({ tips, session, reference, json }) => {
      const parsed = paperBody.safeParse(json);
      if (!parsed.success) return refuse("invalid", problemsOf(parsed.error));
      const made = await tips.openPaper(session, reference, parsed.data.paper);
      if (!("value" in made)) return made;
      const { name, content } = made.value;
      return { value: { name, content: content.toString("base64") } };
    },
  },
  {
    method: "put",
    path: "/tips/:reference/work",
    access: READERS,
    summary: "Who has it in hand, and until when it rests: assignee, snoozedUntil",
    hasBody: true,
    answer: ({ tips, session, reference, json }) => tips.recordWork(session, reference, json),
  },
  {
    method: "post",
    path: "/tips/:reference/presence",
    access: READERS,
    summary:
      "Say that one has it open (isWriting, hasRead), for a minute; who else has, its version",
    hasBody: true,
    answer: ({ tips, session, reference, json }) => tips.recordPresence(session, reference, json),
  },
  {
    method: "post",
    path: "/desks/:jurisdiction/:department/tips",
    access: ["enterTip"],
    summary: "Enter what came by phone, letter or visit: channel, and a filing; Idempotency-Key",
    hasBody: true,
    answer: async ({ tips, session, desk, key, json }) => {
      const parsed = entryBody.safeParse(json);
      if (!parsed.success) return refuse("invalid", problemsOf(parsed.error));
      return await tips.enterTip(session, desk, { idempotencyKey: key, input: parsed.data });
    },
  },
  {
    method: "get",
    path: "/audit",
    access: ["readAudit"],
    summary: "What was done by whom, newest first: of (tips, staff), actor, reference, before",
    answer: async ({ tips, query }) => {
      const parsed = trailQuery.safeParse(query);
      if (!parsed.success) return refuse("invalid", problemsOf(parsed.error));
      const { of, ...filter } = parsed.data;
      return { value: await tips.listAuditTrail(of, filter) };
    },
  },
  {
    method: "get",
    path: "/unwatched",
    access: ["readAudit"],
    summary: "How many open tips nobody watches over, by place",
    answer: async ({ tips }) => ({ value: await tips.listUnwatched() }),
  },
  {
    method: "get",
    path: "/clocks",
    access: ["readClocks"],
    summary: "What is due at which desk, from what lies in the clear",
    answer: async ({ tips, session }) => ({ value: await tips.listClocks(session) }),
  },
  {
    method: "post",
    path: "/tips/:reference/orders",
    access: ["supervise", "oversee"],
    summary: "Order the desk in charge to act (督办): note, until",
    hasBody: true,
    answer: ({ tips, session, reference, json }) =>
      tips.recordSupervision(session, reference, json),
  },
  {
    method: "get",
    path: "/identity-looks",
    access: ["allowIdentity"],
    summary: "Who of a desk asks to see a reporter's name, and why; nothing of the tip itself",
    answer: async ({ tips, session }) => ({ value: await tips.listIdentityLooks(session) }),
  },
  {
    method: "post",
    path: "/tips/:reference/identity-consent",
    access: ["allowIdentity"],
    summary:
      "Agree, for the office, that whoever asked may see the reporter's name for a short time",
    answer: ({ tips, session, reference }) => tips.allowIdentity(session, reference),
  },
  {
    method: "post",
    path: "/tips/:reference/identity-refusal",
    access: ["allowIdentity"],
    summary: "Refuse it, for the office: note, which the desk that asked reads",
    hasBody: true,
    answer: ({ tips, session, reference, json }) => tips.declineIdentity(session, reference, json),
  },
  {
    method: "get",
    path: "/disclosures",
    access: ["disclose"],
    summary: "Tips of one's desks whose outcome is proposed, disclosed or withdrawn",
    answer: async ({ tips, session }) => ({ value: await tips.listDisclosures(session) }),
  },
  {
    method: "get",
    path: "/tips/:reference/disclosure",
    access: ["disclose"],
    summary: "What is proposed to become public of a closed tip, and who may decide",
    answer: ({ tips, session, reference }) => tips.viewDisclosure(session, reference),
  },
  {
    method: "put",
    path: "/tips/:reference/disclosure",
    access: ["disclose"],
    summary: "Propose an outcome: summary, measure, enterprise, listEntry, isChecked, version",
    hasBody: true,
    answer: ({ tips, session, reference, json }) => tips.recordDisclosure(session, reference, json),
  },
  {
    method: "post",
    path: "/tips/:reference/disclosure/publication",
    access: ["disclose"],
    summary: "Agree, as a second person, and publish: isChecked, version",
    hasBody: true,
    answer: ({ tips, session, reference, json }) => tips.publishOutcome(session, reference, json),
  },
  {
    method: "post",
    path: "/tips/:reference/disclosure/withdrawal",
    access: ["disclose"],
    summary: "Take a disclosed outcome down: note (becomes public), version",
    hasBody: true,
    answer: ({ tips, session, reference, json }) => tips.withdrawOutcome(session, reference, json),
  },
];
