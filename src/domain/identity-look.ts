/** For how long a reporter's name may be looked at once a second person has agreed. */
export const IDENTITY_MINUTES = 30;

/** The instant, ISO 8601 in UTC, before which somebody agreed for the time to be over now. */
export function lookEnds(now: Date): string {
  return new Date(now.getTime() - IDENTITY_MINUTES * 60_000).toISOString();
}

/** Something done on a tip, with who did it. */
export interface DoneAct {
  act: string;
  /** Member id, `recovery` or `reporter`. */
  actor: string;
  /** Instant, ISO 8601 in UTC. */
  at: string;
}

/** Who asked last to see the reporter's name; null when nobody has. */
export function identityAskedBy(done: readonly DoneAct[]): string | null {
  return done.findLast(({ act }) => act === "ask-identity")?.actor ?? null;
}

/** A request to see the name, and what answers it. */
const LOOK_ACTS = ["ask-identity", "allow-identity", "decline-identity"];

/** Where the latest request to see the name stands. */
export const LOOK_STAGES = [
  { id: "waiting", name: "等统筹员决定" },
  { id: "open", name: "可以查看" },
  { id: "over", name: "查看时间已过" },
  { id: "declined", name: "统筹员没有同意" },
] as const;
export type LookStage = (typeof LOOK_STAGES)[number]["id"];

/** Where the latest request to see a reporter's name stands, as the desk reads it. */
export interface IdentityState {
  stage: LookStage;
  askedAt: string;
  /** Member id, or `recovery`. */
  askedBy: string;
  /** When it was answered; null while it waits. */
  answeredAt: string | null;
  /** Until when whoever asked may look, or might. */
  until: string | null;
  /** Why it was refused; null where the desk cannot open it. */
  answer: string | null;
}

/** The instant, ISO 8601 in UTC, until which somebody may look, from when a second person agreed. */
export function lookOpenUntil(allowedAt: string): string {
  return new Date(Date.parse(allowedAt) + IDENTITY_MINUTES * 60_000).toISOString();
}

/** Whether the time to look is over, counted from when a second person agreed. */
export function isLookOver(allowedAt: string, now: Date): boolean {
  return now.getTime() >= Date.parse(lookOpenUntil(allowedAt));
}

/** Whether a request to see the name waits for a second person. */
export function isIdentityAsked(acts: readonly string[]): boolean {
  return acts.findLast((act) => LOOK_ACTS.includes(act)) === "ask-identity";
}

/** Who may see the reporter's name at an instant; null for nobody. */
export function identityOpenTo(done: readonly DoneAct[], now: Date): string | null {
  const allowed = done.findLastIndex(({ act }) => act === "allow-identity");
  const at = done[allowed]?.at;
  if (at === undefined || isLookOver(at, now)) return null;
  return identityAskedBy(done.slice(0, allowed));
}
