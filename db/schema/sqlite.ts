import { foreignKey, index, sqliteTable } from "drizzle-orm/sqlite-core";
import { sqliteColumns } from "../columns.ts";
import { tablesIn } from "./tables.ts";

/** The tables for SQLite; drizzle-kit reads this file. Queries take them from `tablesOf`. */
export const {
  tips,
  tipDesks,
  tipKeys,
  tipExclusions,
  tipEvents,
  messages,
  attachments,
  reportDrafts,
  draftFiles,
  deskKeys,
  deskWork,
  deskNotes,
  verificationPhotos,
  verificationRecords,
  tipPresences,
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
  publications,
  sentNotices,
  numberSeries,
  idempotency,
  spentProofs,
} = tablesIn({ columns: sqliteColumns, table: sqliteTable, index, foreignKey });
