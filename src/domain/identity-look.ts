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

/** Whether a request to see the name waits for a second person. */
export function isIdentityAsked(acts: readonly string[]): boolean {
  return (
    acts.findLast((act) => act === "ask-identity" || act === "allow-identity") === "ask-identity"
  );
}

/** Who may see the reporter's name at an instant; null for nobody. */
export function identityOpenTo(done: readonly DoneAct[], now: Date): string | null {
  const allowed = done.findLastIndex(({ act }) => act === "allow-identity");
  const at = done[allowed]?.at;
  if (at === undefined || now.getTime() - Date.parse(at) >= IDENTITY_MINUTES * 60_000) return null;
  return identityAskedBy(done.slice(0, allowed));
}
