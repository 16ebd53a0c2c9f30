import type { StaffPage } from "#domain/staff-page.ts";
import type { DeskName } from "#server/services/desk-keys.ts";
import { type Outcome, refuse } from "#server/services/house.ts";
import type { StaffServices } from "#server/services/staff.ts";
import type { StaffSession } from "#server/services/staff-session.ts";

/** What a resource of the staff is asked. */
export interface StaffRequest {
  staff: StaffServices;
  session: StaffSession;
  /** A part of the address, such as `member`. */
  part: (name: string) => string;
  desk: DeskName;
  json: unknown;
  /** The origin the browser speaks from, when it is ours; empty otherwise. */
  origin: string;
}

/** One resource of the staff API: who may ask, with what, and which use case answers. */
export interface StaffRoute {
  method: "get" | "post" | "put" | "delete";
  /** Below `/api/v1/staff`. */
  path: string;
  access: Exclude<StaffPage["access"], "anyone">;
  summary: string;
  /** True when a JSON body is read. */
  hasBody?: true;
  answer: (request: StaffRequest) => Promise<Outcome<unknown>> | Outcome<unknown>;
}

const ADMINISTRATORS = ["manageMembers"] as const;
const KEEPERS = ["manageDesk", "manageOffice"] as const;
const ARRANGERS = ["manageDesks"] as const;

const NO_ORIGIN = refuse("invalid", [
  { field: "Origin", message: "通行密钥只能在本站的页面上设置。" },
]);

/** Resources for whoever has signed in. Signing in itself is in `staff-session.ts`. */
export const STAFF_ROUTES: readonly StaffRoute[] = [
  {
    method: "get",
    path: "/session",
    access: "member",
    summary: "Who is signed in, with their roles",
    answer: ({ session: { member, startedAt } }) => ({ value: { member, startedAt } }),
  },
  {
    method: "get",
    path: "/account",
    access: "member",
    summary: "One's own sessions, second factors and record",
    answer: async ({ staff, session }) => ({ value: await staff.viewAccount(session) }),
  },
  {
    method: "delete",
    path: "/account/sessions/:session",
    access: "member",
    summary: "End one of one's own sessions",
    answer: ({ staff, session, part }) => staff.closeSession(session, part("session")),
  },
  {
    method: "get",
    path: "/recovery-uses",
    access: "member",
    summary: "Uses of the recovery passphrase that concern whoever asks",
    answer: async ({ staff, session }) => ({ value: await staff.listRecoveryUses(session) }),
  },
  {
    method: "post",
    path: "/recovery-uses/:position/confirmation",
    access: "member",
    summary: "Confirm having seen every use up to this one",
    answer: ({ staff, session, part }) =>
      staff.recordRecoverySeen(session, Number(part("position"))),
  },
  {
    method: "put",
    path: "/account/password",
    access: "member",
    summary: "Change one's own password: current, password, repeated",
    hasBody: true,
    answer: ({ staff, session, json }) => staff.correctPassword(session, json),
  },
  {
    method: "post",
    path: "/account/recovery-codes",
    access: "member",
    summary: "New recovery codes in place of the old: current password",
    hasBody: true,
    answer: ({ staff, session, json }) => staff.correctRecoveryCodes(session, json),
  },
  {
    method: "post",
    path: "/account/passkeys/options",
    access: "member",
    summary: "What a browser needs to make a passkey",
    answer: async ({ staff, session, origin }) =>
      origin === "" ? NO_ORIGIN : { value: await staff.passkeyOptions(session, origin) },
  },
  {
    method: "post",
    path: "/account/passkeys",
    access: "member",
    summary: "Add a passkey: current password, name, response of the browser",
    hasBody: true,
    answer: ({ staff, session, json, origin }) =>
      origin === "" ? NO_ORIGIN : staff.recordPasskey(session, json, origin),
  },
  {
    method: "delete",
    path: "/account/passkeys/:passkey",
    access: "member",
    summary: "Take a passkey away",
    answer: ({ staff, session, part }) => staff.withdrawPasskey(session, part("passkey")),
  },
  {
    method: "get",
    path: "/members",
    access: ADMINISTRATORS,
    summary: "Everybody with an account, and their roles",
    answer: ({ staff, session }) => staff.listMembers(session),
  },
  {
    method: "post",
    path: "/members",
    access: ADMINISTRATORS,
    summary: "Invite somebody: account, name, grants; gives the code once",
    hasBody: true,
    answer: ({ staff, session, json }) => staff.inviteMember(session, json),
  },
  {
    method: "get",
    path: "/members/:member",
    access: ADMINISTRATORS,
    summary: "A member with the record of the account",
    answer: ({ staff, session, part }) => staff.viewMember(session, part("member")),
  },
  {
    method: "delete",
    path: "/members/:member",
    access: ADMINISTRATORS,
    summary: "Close an account",
    answer: ({ staff, session, part }) => staff.closeAccount(session, part("member")),
  },
  {
    method: "post",
    path: "/members/:member/roles",
    access: ADMINISTRATORS,
    summary: "Give a role: role, jurisdiction, department, area",
    hasBody: true,
    answer: ({ staff, session, part, json }) => staff.assignRole(session, part("member"), json),
  },
  {
    method: "delete",
    path: "/members/:member/roles/:role",
    access: ADMINISTRATORS,
    summary: "End a role",
    answer: ({ staff, session, part }) => staff.withdrawRole(session, part("member"), part("role")),
  },
  {
    method: "post",
    path: "/members/:member/reset",
    access: ADMINISTRATORS,
    summary: "Let a member set a new password; gives the code once",
    answer: ({ staff, session, part }) => staff.inviteAgain(session, part("member")),
  },
  {
    method: "post",
    path: "/members/:member/confirmation",
    access: ADMINISTRATORS,
    summary: "Confirm, as a second person, whoever was reset",
    answer: ({ staff, session, part }) => staff.confirmMember(session, part("member")),
  },
  {
    method: "get",
    path: "/desk-changes",
    access: ARRANGERS,
    summary: "Changes of departments and responsibilities, the latest first",
    answer: async ({ staff, session }) => ({ value: await staff.listDeskChanges(session) }),
  },
  {
    method: "post",
    path: "/desk-changes/plan",
    access: ARRANGERS,
    summary: "What would follow from a change, before it is proposed",
    hasBody: true,
    answer: ({ staff, session, json }) => staff.viewDeskChangePlan(session, json),
  },
  {
    method: "post",
    path: "/desk-changes",
    access: ARRANGERS,
    summary:
      "Propose a change: kind, jurisdiction, from, document or newDocument, where, and its own",
    hasBody: true,
    answer: ({ staff, session, json }) => staff.submitDeskChange(session, json),
  },
  {
    method: "get",
    path: "/desk-changes/:change",
    access: ARRANGERS,
    summary: "A change with what follows from it",
    answer: ({ staff, session, part }) => staff.viewDeskChange(session, part("change")),
  },
  {
    method: "post",
    path: "/desk-changes/:change/admission",
    access: ARRANGERS,
    summary: "Agree, as a second person; it is written into the content",
    answer: ({ staff, session, part }) => staff.admitDeskChange(session, part("change")),
  },
  {
    method: "post",
    path: "/desk-changes/:change/refusal",
    access: ARRANGERS,
    summary: "Send a change back: reason",
    hasBody: true,
    answer: ({ staff, session, part, json }) => {
      const { reason = "" } = (json ?? {}) as { reason?: unknown };
      return staff.declineDeskChange(session, part("change"), String(reason));
    },
  },
  {
    method: "get",
    path: "/desks",
    access: [...KEEPERS, "manageMembers"],
    summary: "Desks and who holds their keys",
    answer: ({ staff, session }) => staff.listDesks(session),
  },
  {
    method: "get",
    path: "/desks/:jurisdiction/:department/events",
    access: [...KEEPERS, "readAudit", "manageMembers"],
    summary: "What happened to the key of a desk",
    answer: ({ staff, session, desk }) => staff.listDeskEvents(session, desk),
  },
  {
    method: "post",
    path: "/desks/:jurisdiction/:department/members/:member/key",
    access: KEEPERS,
    summary: "Hand the desk's key to a member",
    answer: ({ staff, session, desk, part }) => staff.admitToDesk(session, desk, part("member")),
  },
  {
    method: "delete",
    path: "/desks/:jurisdiction/:department/members/:member",
    access: KEEPERS,
    summary: "Take a member out of the desk, and renew its key",
    answer: ({ staff, session, desk, part }) =>
      staff.withdrawFromDesk(session, desk, part("member")),
  },
  {
    method: "post",
    path: "/desks/:jurisdiction/:department/claim",
    access: KEEPERS,
    summary: "Take over the key of a desk that nobody holds: recovery passphrase",
    hasBody: true,
    answer: ({ staff, session, desk, json }) => staff.openDesk(session, desk, json),
  },
  {
    method: "post",
    path: "/desks/:jurisdiction/:department/transfer",
    access: KEEPERS,
    summary: "Hand on what a dissolved desk has, a hundred tips at most, to whoever took over",
    answer: ({ staff, session, desk }) => staff.transferTips(session, desk),
  },
  {
    method: "post",
    path: "/desks/:jurisdiction/:department/key",
    access: KEEPERS,
    summary: "Renew the key of a desk",
    answer: ({ staff, session, desk }) => staff.renewDeskKey(session, desk),
  },
];
