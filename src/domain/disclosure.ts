import { z } from "zod";
import type { Problem } from "./problem.ts";
import { restrictedValues } from "./restricted.ts";
import { id } from "./text.ts";

/** What two people agree to make public of a tip. */
export interface Disclosure {
  /** Id that the outcome will have: its own, not made from the tip's number. */
  outcome: string;
  summary: string;
  measure: string;
  enterprise?: string | undefined;
  listEntry?: string | undefined;
}

/** Where the disclosure of a tip stands. */
export const DISCLOSURE_STAGES = [
  { id: "none", name: "没有公开" },
  { id: "proposed", name: "等另一个人同意" },
  { id: "disclosed", name: "已公开" },
  { id: "withdrawn", name: "已撤下" },
] as const;
export type DisclosureStage = (typeof DISCLOSURE_STAGES)[number]["id"];

/** The acts that move it. */
const STAGE_AFTER: Readonly<Record<string, DisclosureStage>> = {
  "propose-disclosure": "proposed",
  disclose: "disclosed",
  "agree-disclosure": "disclosed",
  "withdraw-disclosure": "withdrawn",
};

/** The acts by which an outcome becomes public. */
export const AGREED_BY: readonly string[] = ["disclose", "agree-disclosure"];

/** The acts from which the stage is worked out. */
export const DISCLOSURE_ACTS = [...Object.keys(STAGE_AFTER), "reopen"];

/** The stage after some acts, in order. A proposal falls when the tip is opened again. */
export function disclosureStage(acts: readonly string[]): DisclosureStage {
  return acts.reduce<DisclosureStage>(
    (stage, act) =>
      act === "reopen" && stage === "proposed" ? "none" : (STAGE_AFTER[act] ?? stage),
    "none",
  );
}

/** Longest texts that are disclosed, in characters. */
const LONGEST = 1000;
const words = (missing: string) =>
  z
    .string(missing)
    .transform((text) => text.replace(/\r\n?/g, "\n").trim())
    .pipe(z.string().min(1, missing).max(LONGEST, `最多${LONGEST}个字，请删短一些。`));
const checked = z.literal(true, "请先逐字核对，再在这里打勾。");
const version = z.int().positive().optional().describe("The version that was looked at");
const emptyIsNone = (value: unknown) => (value === "" ? undefined : value);

/** What somebody proposes to disclose. */
export const disclosureInput = z.strictObject({
  summary: words("请写明反映了什么情况，用自己的话写。").describe(
    "Masked, in the desk's own words",
  ),
  measure: words("请写明查实了什么、怎么处理的。"),
  enterprise: z.preprocess(emptyIsNone, id.optional()),
  listEntry: z.preprocess(emptyIsNone, id.optional()),
  isChecked: checked,
  version,
});

/** How the second person agrees. */
export const disclosureConsent = z.strictObject({ isChecked: checked, version });

/** A run of so many characters of a reporter's words is a quotation. */
const QUOTED = 12;

/**
 * What must not become public: personal numbers, and the reporter's own words, by which somebody
 * might know them. `known` are names that may well stand in both, such as the enterprise's.
 */
export function disclosureProblems(
  texts: Pick<Disclosure, "summary" | "measure">,
  reporterWords: readonly string[],
  known: readonly string[],
): Problem[] {
  return (["summary", "measure"] as const).flatMap((field) => {
    const personal = restrictedValues(texts[field]).map((what) => `文字里有${what}，请删去。`);
    const quoted = quotation(texts[field], reporterWords, known);
    const copied =
      quoted === null ? [] : [`“${quoted}”是举报人的原话，可能让人认出举报人，请改用自己的话写。`];
    return [...personal, ...copied].map((message) => ({ field, message }));
  });
}

/** The first run of a text that stands in the reporter's words too; null when there is none. */
function quotation(
  text: string,
  reporterWords: readonly string[],
  known: readonly string[],
): string | null {
  const bare = (words: string) => known.reduce((left, name) => left.replaceAll(name, "\n"), words);
  const own = reporterWords.map((words) => plain(bare(words))).join("\n");
  const said = plain(bare(text));
  for (let at = 0; at + QUOTED <= said.length; at += 1) {
    const run = said.slice(at, at + QUOTED);
    if (!run.includes("\n") && own.includes(run)) return run;
  }
  return null;
}

/** Without spaces and punctuation; what was cut out stays a break. */
function plain(words: string): string {
  return words.normalize("NFKC").replace(/[^\p{L}\p{N}\n]+/gu, "");
}
