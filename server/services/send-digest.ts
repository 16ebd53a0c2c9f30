import { insertNoticeAttempt, updateNotice } from "#db/queries/sent-notices.ts";
import { digestOf } from "#domain/due-digest.ts";
import { macOf } from "#server/secrets/sealing.ts";
import type { House } from "./house.ts";
import { type DueLine, listDue } from "./list-due.ts";
import { type Mail, type MailFault, mailFaultOf, type SendMail } from "./mailer.ts";

/** Addresses by place and department. */
export type DeskAddresses = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** The day's reminder to one address. */
export interface Digest {
  mail: Mail;
  /** `ankang/miit`: the desks it is for. */
  desks: readonly string[];
}

export interface DigestPlan {
  digests: readonly Digest[];
  /** Desks with something due, of which nobody gave an address. */
  unaddressed: readonly string[];
}

/** How it went with one digest; `waiting`: sent before, or another attempt is to come. */
export type DigestResult = Pick<Digest, "desks"> &
  ({ result: "sent" | "waiting" } | { result: "failed"; fault: MailFault; attempt: number });

const MINUTE = 60_000;
/** A process that has taken a digest and goes silent holds it this long. */
const HELD = 10 * MINUTE;
/** How long to wait after each attempt that failed; the last one goes on until the day ends. */
const BACK_OFF = [5, 15, 60, 180].map((minutes) => minutes * MINUTE);
/** Refused for good: not again today. */
const NEVER = "9999";

/** Who is to be reminded of what today. No reporter is ever among them: only desks have addresses. */
export async function listDigests(
  house: House,
  addresses: DeskAddresses,
  console: string | null,
): Promise<DigestPlan> {
  const today = house.today();
  const lines = await listDue(house, { today });
  const byDesk = Map.groupBy(lines, deskOf);
  const byAddress = new Map<string, string[]>();
  for (const [desk, [line]] of byDesk) {
    const to = line ? (addresses[line.jurisdiction]?.[line.department] ?? []) : [];
    for (const address of to) byAddress.set(address, [...(byAddress.get(address) ?? []), desk]);
  }
  const addressed = new Set([...byAddress.values()].flat());
  return {
    digests: [...byAddress].map(([to, desks]) => {
      const own = once(lines.filter((line) => desks.includes(deskOf(line))));
      return { desks, mail: { to, ...digestOf(own, today, console) } };
    }),
    unaddressed: [...byDesk.keys()].filter((desk) => !addressed.has(desk)),
  };
}

/**
 * Sends today's digests that are not sent yet: each address once a day, whatever number of processes
 * try. One that died between sending and writing it down makes a second mail possible, never none.
 */
export async function sendDigests(
  house: House,
  { digests }: DigestPlan,
  send: SendMail,
): Promise<DigestResult[]> {
  const attempts = await takeAttempts(house, digests);
  const results: DigestResult[] = [];
  let sender = send;
  for (const [index, { desks, mail }] of digests.entries()) {
    const attempt = attempts[index] ?? null;
    const outcome =
      attempt === null
        ? ({ result: "waiting" } as const)
        : await sendOne(house, mail, sender, attempt);
    results.push({ desks, ...outcome });
    if (outcome.result === "failed" && mailFaultOf(outcome.fault).isForAll) {
      // The mail server is not to be had: the others need not wait for that as well.
      sender = async () => ({ fault: outcome.fault });
    }
  }
  return results;
}

/** Which attempt each digest is at; null for those that are not ours to send now. */
async function takeAttempts(house: House, digests: readonly Digest[]) {
  const now = house.now();
  const day = house.today();
  const heldUntil = new Date(now.getTime() + HELD).toISOString();
  let attempts: (number | null)[] = [];
  await house.db.once("send digests", async (queries) => {
    attempts = [];
    for (const { mail } of digests) {
      const attempt = { id: noticeId(house, mail.to), day, now: now.toISOString(), heldUntil };
      attempts.push(await insertNoticeAttempt(queries, attempt));
    }
  });
  return attempts;
}

async function sendOne(house: House, mail: Mail, send: SendMail, attempt: number) {
  const outcome = await send(mail);
  const now = house.now();
  const id = noticeId(house, mail.to);
  if ("sent" in outcome) {
    const sent = { sentAt: now.toISOString(), fault: null };
    await house.db.tx((queries) => updateNotice(queries, id, sent));
    return { result: "sent" } as const;
  }
  const { fault } = outcome;
  const wait = BACK_OFF[Math.min(attempt, BACK_OFF.length) - 1] ?? HELD;
  const nextAttemptAt = mailFaultOf(fault).isWorthRetry
    ? new Date(now.getTime() + wait).toISOString()
    : NEVER;
  await house.db.tx((queries) => updateNotice(queries, id, { fault, nextAttemptAt }));
  return { result: "failed", fault, attempt } as const;
}

function noticeId(house: House, address: string): string {
  return `${house.today()}/${macOf(house.keyring.macKey, "notice", address)}`;
}

function deskOf({ jurisdiction, department }: DueLine): string {
  return `${jurisdiction}/${department}`;
}

/** A tip stands once in a mail, even where two desks share an address. */
function once(lines: readonly DueLine[]): DueLine[] {
  return [...Map.groupBy(lines, ({ reference, as }) => `${reference} ${as}`).values()].flatMap(
    ([first]) => first ?? [],
  );
}
