import type { Columns } from "../columns.ts";

/**
 * A tip. Only what may lie in the clear does: never whom it is about, what it says, or who sent it
 * (design §8). `receiptIndex` is a MAC of the receipt code, `sizeClass` the padded length in bytes.
 */
export const tips = (c: Columns) => ({
  id: c.text().primaryKey(),
  reference: c.text().notNull().unique(),
  receiptIndex: c.text().notNull().unique(),
  jurisdiction: c.text().notNull(),
  category: c.text().notNull(),
  area: c.text(),
  isNamed: c.flag().notNull(),
  /** True when the filing paid with the question, not with a proof of work. */
  isWeaklyProven: c.flag().notNull(),
  /** A code of `INTAKE_CHANNELS` when a desk entered it for somebody. */
  channel: c.text(),
  status: c.text().notNull(),
  finding: c.text(),
  /** What the reporter said of the outcome last; null before. */
  satisfaction: c.text(),
  /** Goes up with every act, so that nobody acts on what they have not seen. */
  version: c.number().notNull().default(1),
  /** The tip that goes on in the place of this one (并案). */
  mergedInto: c.text(),
  receivedAt: c.text().notNull(),
  sizeClass: c.number().notNull(),
  sealedBody: c.bytes().notNull(),
  sealedIdentity: c.bytes(),
  /** Since when there is no content any more: its time was over and its keys were destroyed. */
  purgedAt: c.text(),
});

/** The desks of a tip. `isReceiving`: its key is sealed to the desk, not merely named. */
export const tipDesks = (c: Columns) => ({
  id: c.text().primaryKey(),
  tipId: c.text().notNull(),
  department: c.text().notNull(),
  role: c.text().notNull(),
  isReceiving: c.flag().notNull(),
  order: c.number().notNull(),
});

/** The keys of a tip, each sealed to one holder: a version of a desk's key, or the receipt. */
export const tipKeys = (c: Columns) => ({
  id: c.text().primaryKey(),
  tipId: c.text().notNull(),
  purpose: c.text().notNull(),
  holder: c.text().notNull(),
  sealed: c.bytes().notNull(),
});

/** Departments the reporter wants kept out, as MACs, since they hint at the subject. */
export const tipExclusions = (c: Columns) => ({
  id: c.text().primaryKey(),
  tipId: c.text().notNull(),
  mac: c.text().notNull(),
});

/**
 * What happened to tips: append-only, each row chained to the one before by a hash
 * (`db/queries/chain.ts`). `by` is the department, or `reporter`; `actor` is who did it: `reporter`,
 * `recovery` for whoever holds the recovery passphrase, a job of the server, or a member's id.
 */
export const tipEvents = (c: Columns) => ({
  position: c.number().primaryKey(),
  tipId: c.text().notNull(),
  at: c.text().notNull(),
  act: c.text().notNull(),
  status: c.text().notNull(),
  by: c.text().notNull(),
  actor: c.text().notNull(),
  /** The new last day of an extension, that of a task or an order; clocks run without keys. */
  until: c.text(),
  /** What a `find` found, how a reporter rated, which paper was made, which desk is asked to do something; all without keys. */
  outcome: c.text(),
  /** How what a `find` says was checked; the coordinating body sees it without keys. */
  checkedHow: c.text(),
  sealedNote: c.bytes(),
  previousHash: c.text().notNull(),
  hash: c.text().notNull(),
});

/** Messages between the reporter and the desks, sealed under the key of the tip. */
export const messages = (c: Columns) => ({
  id: c.text().primaryKey(),
  tipId: c.text().notNull(),
  at: c.text().notNull(),
  from: c.text().notNull(),
  department: c.text(),
  sealedText: c.bytes().notNull(),
});

/**
 * A file that belongs to a tip; the `number`-th of it, which its id ends in. What it is, its hashes
 * and the keys of the file itself are sealed under the key of the tip. `sizeClass` is the padded
 * length in bytes.
 */
export const attachments = (c: Columns) => ({
  id: c.text().primaryKey(),
  tipId: c.text().notNull(),
  number: c.number().notNull(),
  file: c.text().notNull().unique(),
  at: c.text().notNull(),
  sizeClass: c.number().notNull(),
  sealedManifest: c.bytes().notNull(),
});

/**
 * That a row was written which is kept sealed of a tip: append-only, each row chained to the one
 * before. Nobody can take a message, a file or a note away unnoticed (`db/queries/tip-records.ts`).
 */
export const tipRecords = (c: Columns) => ({
  position: c.number().primaryKey(),
  tipId: c.text().notNull(),
  /** A kind of `RECORDED`. */
  kind: c.text().notNull(),
  /** Id of the row. */
  row: c.text().notNull(),
  /** SHA-256 over the row as it was written. */
  digest: c.text().notNull(),
  previousHash: c.text().notNull(),
  hash: c.text().notNull(),
});
