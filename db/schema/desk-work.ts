import type { Columns } from "../columns.ts";

/** How a desk works on a tip it holds: who has it in hand, until when it rests, what was read. */
export const deskWork = (c: Columns) => ({
  /** `<tip>/<department>` */
  id: c.text().primaryKey(),
  tipId: c.text().notNull(),
  department: c.text().notNull(),
  /** Member id. */
  assignee: c.text(),
  /** Calendar date, Shanghai. */
  snoozedUntil: c.text(),
  /** Instant up to which the desk has read the reporter's messages. */
  readAt: c.text(),
});

/** What desks write for themselves about a tip, sealed under a key the receipt does not open. */
export const deskNotes = (c: Columns) => ({
  id: c.text().primaryKey(),
  tipId: c.text().notNull(),
  at: c.text().notNull(),
  department: c.text().notNull(),
  /** Member id. */
  author: c.text().notNull(),
  sealedText: c.bytes().notNull(),
});

/** What inspectors saw on site, sealed under a key the receipt does not open. */
export const verificationRecords = (c: Columns) => ({
  id: c.text().primaryKey(),
  tipId: c.text().notNull(),
  at: c.text().notNull(),
  department: c.text().notNull(),
  /** Member id. */
  author: c.text().notNull(),
  sealedRecord: c.bytes().notNull(),
});

/**
 * A photograph of a verification record; the `number`-th of its tip, which its id ends in. What it
 * shows, its hashes and the keys of the file itself are sealed as the record is. `sizeClass` is the
 * padded length in bytes.
 */
export const verificationPhotos = (c: Columns) => ({
  id: c.text().primaryKey(),
  tipId: c.text().notNull(),
  recordId: c.text().notNull(),
  number: c.number().notNull(),
  file: c.text().notNull().unique(),
  sizeClass: c.number().notNull(),
  sealedManifest: c.bytes().notNull(),
});

/** Who has a tip open just now; a lease that ends by itself. */
export const tipPresences = (c: Columns) => ({
  /** `<tip>/<member>` */
  id: c.text().primaryKey(),
  tipId: c.text().notNull(),
  memberId: c.text().notNull(),
  isWriting: c.flag().notNull(),
  expiresAt: c.text().notNull(),
});

/**
 * By whom a tip can be found again at a desk: MACs of the enterprise under a secret of the desk,
 * written when a member first opens it. A stolen table tells nobody whom a tip is about.
 */
export const tipSubjects = (c: Columns) => ({
  /** `<tip>/<desk key>/<mac>` */
  id: c.text().primaryKey(),
  tipId: c.text().notNull(),
  deskKeyId: c.text().notNull(),
  mac: c.text().notNull(),
});

/**
 * What the coordinating body demands of a desk. It cannot read the tip and has no key of it, so its
 * words are sealed to the desk's own key.
 */
export const supervisionOrders = (c: Columns) => ({
  id: c.text().primaryKey(),
  tipId: c.text().notNull(),
  at: c.text().notNull(),
  /** Department that orders, and the member who wrote it. */
  by: c.text().notNull(),
  actor: c.text().notNull(),
  /** Calendar date by which the desk must answer, Shanghai. */
  answerBy: c.text().notNull(),
  deskKeyId: c.text().notNull(),
  sealedText: c.bytes().notNull(),
  /** The same words sealed to whoever wrote them, for the printed order. */
  sealedCopy: c.bytes(),
  /** The same for their colleagues: sealed to the office, or to the desk of the body above it. */
  watchKeyId: c.text(),
  sealedForWatch: c.bytes(),
});
