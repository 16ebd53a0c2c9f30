import { listDeskKeys } from "#db/queries/desk-key-holders.ts";
import { hasTipSubjects, insertTipSubjects, listTipsOfSubject } from "#db/queries/tip-subjects.ts";
import type { TipSubject } from "#domain/tip.ts";
import { namedEnterprise, plainWords } from "#registry/named-enterprise.ts";
import { deriveKey, type KeyPair, macOf } from "#server/secrets/sealing.ts";
import type { Clerk, TipAtDesk } from "./desk.ts";
import type { DeskName } from "./desk-keys.ts";
import type { House } from "./house.ts";

/**
 * Notes under whom a tip can be found at this desk, once, when a member opens it: MACs under a
 * secret that only the desk's key gives, so that a stolen table names nobody.
 */
export async function recordSubject(
  house: House,
  clerk: Clerk,
  { tip, deskKeyId }: TipAtDesk,
  subject: TipSubject,
): Promise<void> {
  if (await hasTipSubjects(house.db.read, tip.id, deskKeyId)) return;
  const pair = await clerk.opener(deskKeyId);
  if (pair === null) return;
  const terms = termsOf(house, tip.jurisdiction, subject);
  const macs = terms.map((term) => subjectMac(pair, term));
  await house.db.tx((queries) => insertTipSubjects(queries, { tipId: tip.id, deskKeyId, macs }));
}

/** Ids of the tips about one of these, as far as the desks opened them. */
export async function findTipsOfSubject(
  house: House,
  clerk: Clerk,
  desks: readonly DeskName[],
  subjects: readonly TipSubject[],
): Promise<string[]> {
  const macs: string[] = [];
  for (const desk of desks) {
    for (const { id } of await listDeskKeys(house.db.read, desk)) {
      const pair = await clerk.opener(id);
      if (pair === null) continue;
      const terms = subjects.flatMap((subject) => termsOf(house, desk.jurisdiction, subject));
      macs.push(...terms.map((term) => subjectMac(pair, term)));
    }
  }
  return await listTipsOfSubject(house.db.read, macs);
}

/** What a subject is found by: its id in the register, or its name without spaces and widths. */
function termsOf(house: House, jurisdiction: string, subject: TipSubject): string[] {
  if ("unknown" in subject) return [];
  if ("enterprise" in subject) return [`enterprise/${subject.enterprise}`];
  const known = namedEnterprise(house.snapshot(), jurisdiction, subject.name)?.id;
  return [known === undefined ? `name/${plainWords(subject.name)}` : `enterprise/${known}`];
}

function subjectMac(pair: KeyPair, term: string): string {
  return macOf(deriveKey(Buffer.from(pair.privateKey), "subject index"), "subject", term);
}
