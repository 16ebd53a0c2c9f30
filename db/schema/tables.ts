import type { AnySQLiteColumn, foreignKey, index, sqliteTable } from "drizzle-orm/sqlite-core";
import type { Columns } from "../columns.ts";
import * as deskChange from "./desk-changes.ts";
import * as work from "./desk-work.ts";
import * as desk from "./desks.ts";
import * as copy from "./disclosure-copies.ts";
import * as filing from "./filing.ts";
import * as look from "./identity-looks.ts";
import * as objection from "./notice-objections.ts";
import * as notice from "./notices.ts";
import * as publication from "./publications.ts";
import * as lease from "./publisher-leases.ts";
import * as draft from "./report-drafts.ts";
import * as staff from "./staff.ts";
import * as tip from "./tips.ts";

/** What a dialect brings to make tables with. */
export interface Dialect {
  columns: Columns;
  table: typeof sqliteTable;
  index: typeof index;
  foreignKey: typeof foreignKey;
}

/** Every table, with its indexes and references, in the dialect asked for. */
export function tablesIn({ columns, table, index, foreignKey }: Dialect) {
  const tips = table("tips", tip.tips(columns), (of) => [
    // With the id last the desks of a tip are looked up without reading what is sealed in it.
    index("tips_by_place").on(of.jurisdiction, of.status, of.receivedAt, of.id),
    index("tips_by_leading").on(of.mergedInto),
  ]);
  const deskKeys = table("desk_keys", desk.deskKeys(columns), (of) => [
    index("desk_keys_by_desk").on(of.jurisdiction, of.department),
  ]);
  const members = table("members", staff.members(columns));
  const ofMember = (name: string, of: { memberId: AnySQLiteColumn }) => [
    index(`${name}_by_member`).on(of.memberId),
    foreignKey({ name: `${name}_of_member`, columns: [of.memberId], foreignColumns: [members.id] }),
  ];
  const ofTip = (name: string, of: { tipId: AnySQLiteColumn }) => [
    index(`${name}_by_tip`).on(of.tipId),
    foreignKey({ name: `${name}_of_tip`, columns: [of.tipId], foreignColumns: [tips.id] }),
  ];
  return {
    tips,
    tipDesks: table("tip_desks", tip.tipDesks(columns), (of) => [
      ...ofTip("tip_desks", of),
      index("tip_desks_by_department").on(of.department, of.isReceiving),
      index("tip_desks_at_department").on(of.tipId, of.department, of.isReceiving),
    ]),
    tipKeys: table("tip_keys", tip.tipKeys(columns), (of) => [
      ...ofTip("tip_keys", of),
      index("tip_keys_by_holder").on(of.holder),
    ]),
    tipExclusions: table("tip_exclusions", tip.tipExclusions(columns), (of) =>
      ofTip("tip_exclusions", of),
    ),
    tipEvents: table("tip_events", tip.tipEvents(columns), (of) => ofTip("tip_events", of)),
    tipRecords: table("tip_records", tip.tipRecords(columns), (of) => [
      ...ofTip("tip_records", of),
      index("tip_records_by_row").on(of.row),
    ]),
    messages: table("messages", tip.messages(columns), (of) => ofTip("messages", of)),
    attachments: table("attachments", tip.attachments(columns), (of) => ofTip("attachments", of)),
    reportDrafts: table("report_drafts", draft.reportDrafts(columns), (of) => [
      index("report_drafts_by_expiry").on(of.expiresAt),
    ]),
    draftFiles: table("draft_files", draft.draftFiles(columns), (of) => [
      index("draft_files_by_draft").on(of.draftId),
    ]),
    deskKeys,
    deskKeyHolders: table("desk_key_holders", desk.deskKeyHolders(columns), (of) => [
      ...ofMember("desk_key_holders", of),
      index("desk_key_holders_by_key").on(of.deskKeyId),
      foreignKey({
        name: "desk_key_holders_of_key",
        columns: [of.deskKeyId],
        foreignColumns: [deskKeys.id],
      }),
    ]),
    members,
    memberRoles: table("member_roles", staff.memberRoles(columns), (of) =>
      ofMember("member_roles", of),
    ),
    memberFactors: table("member_factors", staff.memberFactors(columns), (of) =>
      ofMember("member_factors", of),
    ),
    recoveryCodes: table("recovery_codes", staff.recoveryCodes(columns), (of) =>
      ofMember("recovery_codes", of),
    ),
    invitations: table("invitations", staff.invitations(columns), (of) =>
      ofMember("invitations", of),
    ),
    staffEvents: table("staff_events", staff.staffEvents(columns), (of) => [
      index("staff_events_by_member").on(of.memberId),
      index("staff_events_by_desk").on(of.jurisdiction, of.department),
      index("staff_events_by_act").on(of.act),
    ]),
    staffSessions: table("staff_sessions", staff.staffSessions(columns), (of) =>
      ofMember("staff_sessions", of),
    ),
    ownViews: table("own_views", staff.ownViews(columns), (of) => ofMember("own_views", of)),
    signInCounts: table("sign_in_counts", staff.signInCounts(columns), (of) => [
      index("sign_in_counts_by_expiry").on(of.expiresAt),
    ]),
    publisherLeases: table("publisher_leases", lease.publisherLeases(columns)),
    sentNotices: table("sent_notices", notice.sentNotices(columns), (of) => [
      index("sent_notices_by_day").on(of.day),
    ]),
    publications: table("publications", publication.publications(columns), (of) => [
      index("publications_by_stage").on(of.stage, of.publishAt),
    ]),
    deskChanges: table("desk_changes", deskChange.deskChanges(columns), (of) => [
      index("desk_changes_by_place").on(of.jurisdiction, of.submittedAt),
    ]),
    deskWork: table("desk_work", work.deskWork(columns), (of) => ofTip("desk_work", of)),
    deskNotes: table("desk_notes", work.deskNotes(columns), (of) => ofTip("desk_notes", of)),
    verificationRecords: table("verification_records", work.verificationRecords(columns), (of) =>
      ofTip("verification_records", of),
    ),
    verificationPhotos: table("verification_photos", work.verificationPhotos(columns), (of) =>
      ofTip("verification_photos", of),
    ),
    supervisionOrders: table("supervision_orders", work.supervisionOrders(columns), (of) =>
      ofTip("supervision_orders", of),
    ),
    identityLooks: table("identity_looks", look.identityLooks(columns), (of) =>
      ofTip("identity_looks", of),
    ),
    disclosureCopies: table("disclosure_copies", copy.disclosureCopies(columns), (of) => [
      foreignKey({
        name: "disclosure_copies_of_tip",
        columns: [of.tipId],
        foreignColumns: [tips.id],
      }),
    ]),
    tipPresences: table("tip_presences", work.tipPresences(columns), (of) =>
      ofTip("tip_presences", of),
    ),
    tipSubjects: table("tip_subjects", work.tipSubjects(columns), (of) => [
      ...ofTip("tip_subjects", of),
      index("tip_subjects_by_mac").on(of.mac),
    ]),
    noticeObjections: table("notice_objections", objection.noticeObjections(columns), (of) => [
      index("notice_objections_by_place").on(of.jurisdiction),
      foreignKey({
        name: "notice_objections_of_tip",
        columns: [of.tipId],
        foreignColumns: [tips.id],
      }),
    ]),
    numberSeries: table("number_series", filing.numberSeries(columns)),
    idempotency: table("idempotency", filing.idempotency(columns), (of) => [
      index("idempotency_by_expiry").on(of.expiresAt),
    ]),
    spentProofs: table("spent_proofs", filing.spentProofs(columns), (of) => [
      index("spent_proofs_by_expiry").on(of.expiresAt),
    ]),
  };
}
export type Tables = ReturnType<typeof tablesIn>;
