import type { Columns } from "../columns.ts";

/**
 * Somebody of the staff. The key pair comes with the first password: the private half lies under
 * it, so that the server can open it only while the member is signed in.
 */
export const members = (c: Columns) => ({
  id: c.text().primaryKey(),
  /** What is typed at sign-in; never given to another. */
  account: c.text().notNull().unique(),
  name: c.text().notNull(),
  /** A code of `MEMBER_STATES`. */
  state: c.text().notNull(),
  madeAt: c.text().notNull(),
  publicKey: c.bytes(),
  /** Under a key derived from the password; `derivation` says how, as JSON. */
  sealedPrivateKey: c.bytes(),
  derivation: c.text(),
});

/** A role given to a member. It ends, it is not deleted. */
export const memberRoles = (c: Columns) => ({
  id: c.text().primaryKey(),
  memberId: c.text().notNull(),
  role: c.text().notNull(),
  jurisdiction: c.text(),
  department: c.text(),
  area: c.text(),
  givenAt: c.text().notNull(),
  givenBy: c.text().notNull(),
  endedAt: c.text(),
});

/** A way to prove again who one is. `sealedSecret` is sealed to the member's own public key. */
export const memberFactors = (c: Columns) => ({
  id: c.text().primaryKey(),
  memberId: c.text().notNull(),
  /** `totp` or `passkey`. */
  kind: c.text().notNull(),
  name: c.text().notNull(),
  madeAt: c.text().notNull(),
  sealedSecret: c.bytes(),
  /** A passkey's own id and public key, which are no secrets. */
  credentialId: c.text(),
  publicKey: c.bytes(),
  /** The last time step or counter that was used; nothing at or below it counts again. */
  lastUsed: c.number().notNull(),
});

/** Codes for a day without the second factor, as MACs; each counts once. */
export const recoveryCodes = (c: Columns) => ({
  id: c.text().primaryKey(),
  memberId: c.text().notNull(),
  usedAt: c.text(),
});

/** One-time codes for a first password or a new one, as MACs. */
export const invitations = (c: Columns) => ({
  id: c.text().primaryKey(),
  memberId: c.text().notNull(),
  invitedBy: c.text().notNull(),
  madeAt: c.text().notNull(),
  expiresAt: c.text().notNull(),
  usedAt: c.text(),
});

/**
 * Who is signed in. The id is a MAC of what the cookie carries; the member's private key lies under
 * a key that only the cookie can give.
 */
export const staffSessions = (c: Columns) => ({
  id: c.text().primaryKey(),
  memberId: c.text().notNull(),
  /** False between the password and the second factor. */
  isOpen: c.flag().notNull(),
  sealedPrivateKey: c.bytes().notNull(),
  startedAt: c.text().notNull(),
  seenAt: c.text().notNull(),
  /** The end, whatever happens in between. */
  expiresAt: c.text().notNull(),
  /** Wrong answers to the second question so far. */
  wrongAnswers: c.number().notNull(),
  /** What a passkey has been asked to sign. */
  challenge: c.text(),
});

/**
 * What narrows an inbox, kept by a member under a name of their own. Both may name an enterprise, so
 * they are sealed to the member's key and end with it.
 */
export const ownViews = (c: Columns) => ({
  id: c.text().primaryKey(),
  memberId: c.text().notNull(),
  keptAt: c.text().notNull(),
  sealedView: c.bytes().notNull(),
});

/** What happened to accounts, desks and keys: append-only, each row chained to the one before. */
export const staffEvents = (c: Columns) => ({
  position: c.number().primaryKey(),
  at: c.text().notNull(),
  /** A code of `STAFF_ACTS`. */
  act: c.text().notNull(),
  /** Member id, or `console` for whoever runs a command on the machine. */
  actor: c.text().notNull(),
  /** Whom it is about. */
  memberId: c.text(),
  /** The desk, or the place alone. */
  jurisdiction: c.text(),
  department: c.text(),
  detail: c.text(),
  previousHash: c.text().notNull(),
  hash: c.text().notNull(),
});

/**
 * Wrong passwords and second steps, counted for every process. The id is a MAC of what is counted:
 * an account, or a browser on which it was used; never an address.
 */
export const signInCounts = (c: Columns) => ({
  id: c.text().primaryKey(),
  tries: c.number().notNull(),
  expiresAt: c.text().notNull(),
});
