import { foreignKey, index, pgTable } from "drizzle-orm/pg-core";
import { postgresColumns } from "../columns-postgres.ts";
import { type Dialect, tablesIn } from "./tables.ts";

const dialect = { columns: postgresColumns, table: pgTable, index, foreignKey };

/** The tables for PostgreSQL; drizzle-kit reads this file. Queries take them from `tablesOf`. */
export const {
  tips,
  tipDesks,
  tipKeys,
  tipExclusions,
  tipEvents,
  tipRecords,
  messages,
  attachments,
  reportDrafts,
  draftFiles,
  deskKeys,
  deskChanges,
  deskWork,
  deskNotes,
  verificationPhotos,
  verificationRecords,
  tipPresences,
  disclosureCopies,
  identityLooks,
  supervisionOrders,
  tipSubjects,
  noticeObjections,
  deskKeyHolders,
  members,
  memberRoles,
  memberFactors,
  recoveryCodes,
  invitations,
  staffEvents,
  staffSessions,
  ownViews,
  signInCounts,
  publications,
  publisherLeases,
  sentNotices,
  numberSeries,
  idempotency,
  spentProofs,
} = tablesIn(dialect as unknown as Dialect);
