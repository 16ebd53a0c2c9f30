import { randomBytes } from "node:crypto";
import { updateDisclosureCopy } from "#db/queries/disclosure-copies.ts";
import { type Disclosure, disclosureInput, disclosureProblems } from "#domain/disclosure.ts";
import type { Problem } from "#domain/problem.ts";
import type { Snapshot } from "#registry/snapshot.ts";
import { type ActResult, doAct } from "./act-on-tip.ts";
import type { Clerk } from "./desk.ts";
import { type OpenDisclosure, openDisclosure, reporterWordsOf } from "./disclosure.ts";
import { disclosureCopyOf } from "./disclosure-copy.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { problemsOf } from "./problems-of.ts";

/**
 * Somebody of the desk in charge proposes what is to become public of a closed tip. It is sealed
 * with the tip: the desk and the reporter read it, a stolen disk tells nobody whom it is about. Where
 * nobody else of the desk can agree, it is put before the office of coordinators.
 */
export async function recordDisclosure(
  house: House,
  clerk: Clerk,
  reference: string,
  input: unknown,
): Promise<Outcome<ActResult>> {
  const found = await openDisclosure(house, clerk, reference);
  if (!("value" in found)) return found;
  const { doer, opened, bar } = found.value;
  if (bar !== null) return refuse("conflict", [{ field: "", message: bar }]);
  const parsed = disclosureInput.safeParse(input);
  if (!parsed.success) return refuse("invalid", problemsOf(parsed.error));
  const { version, isChecked: _, ...texts } = parsed.data;
  const { jurisdiction } = opened.tip;
  // By chance, so that neither its order nor its look leads back to the tip.
  const outcome = `${jurisdiction}-o${randomBytes(6).toString("hex")}`;
  const disclosure: Disclosure = { outcome, ...texts };
  const problems = await problemsOfDisclosure(house, found.value, disclosure);
  if (problems.length > 0) return refuse("invalid", problems);
  const copy = await disclosureCopyOf(house, opened, clerk.id, disclosure);
  const request = { act: "propose-disclosure", input: { version }, disclosure };
  return await doAct(house, doer, request, (queries) => updateDisclosureCopy(queries, copy));
}

/** Everything that stands against publishing a text about this tip. */
export async function problemsOfDisclosure(
  house: House,
  found: OpenDisclosure,
  disclosure: Disclosure,
): Promise<Problem[]> {
  const snapshot = house.snapshot();
  const { jurisdiction } = found.opened.tip;
  const firm = snapshot.enterprises.find(({ id }) => id === disclosure.enterprise);
  const place = snapshot.jurisdictions.find(({ id }) => id === jurisdiction);
  const known = [
    ...(firm ? [firm.name, ...firm.formerNames] : []),
    ...(place?.departments ?? []).map(({ name }) => name),
  ];
  return [
    ...disclosureProblems(disclosure, await reporterWordsOf(house, found), known),
    ...problemsOfLinks(snapshot, jurisdiction, disclosure),
  ];
}

/** The same as the check of the content says of a finished outcome. */
function problemsOfLinks(
  { enterprises, lists }: Snapshot,
  jurisdiction: string,
  { enterprise, listEntry }: Disclosure,
): Problem[] {
  const firm = enterprises.find(({ id }) => id === enterprise);
  const rows = lists
    .filter((list) => list.jurisdiction === jurisdiction)
    .flatMap(({ versions }) => versions.filter(({ entry }) => entry === listEntry));
  const isOther = enterprise !== undefined && !rows.some((row) => row.enterprise === enterprise);
  return [
    ...(enterprise !== undefined && firm?.jurisdiction !== jurisdiction
      ? [{ field: "enterprise", message: "本地没有这个编号的企业。" }]
      : []),
    ...(listEntry !== undefined && rows.length === 0
      ? [{ field: "listEntry", message: "本地名单里没有这个行编号。" }]
      : []),
    ...(listEntry !== undefined && rows.length > 0 && isOther
      ? [{ field: "listEntry", message: "名单的这一行不是这家企业的，请核对。" }]
      : []),
  ];
}
