import type { EnterpriseRecord } from "#registry/snapshot.ts";
import type { DraftValues, ReadMachine } from "./import-draft.ts";
import { spelled } from "./machine-key.ts";
import { compact } from "./plain-text.ts";
import type { CellNote } from "./reading.ts";
import type { Register } from "./register.ts";
import { similarEnterprises } from "./similar-enterprises.ts";

/** A firm that might be meant, and why one may think so. */
export interface Candidate {
  firm: EnterpriseRecord;
  reasons: string[];
}

/** A firm, a doubt that must be asked, or nobody that is known. */
export type EnterpriseFinding =
  | { is: "known"; id: string; by: "code" | "name" | "former-name"; notes: CellNote[] }
  | { is: "doubt"; candidates: Candidate[] }
  | { is: "unknown" };

/** What a row says about its firm. */
export interface NamedEnterprise {
  name: string;
  creditCode: string | null;
  area: string | null;
  machines: readonly ReadMachine[];
}

/** What a row says about its firm; null where it names none. */
export function namedEnterprise(values: DraftValues): NamedEnterprise | null {
  const name = values.name?.value ?? values.signedBy?.value ?? null;
  if (name === null) return null;
  return {
    name,
    creditCode: values.creditCode?.value ?? null,
    area: values.area?.value ?? null,
    machines: values.equipment?.value ?? [],
  };
}

/**
 * Finds the firm by its code, then by its name, then by a former name. What is only similar, or
 * fits in one respect and not in another, is a doubt for people and never decided here.
 */
export function findEnterprise(register: Register, named: NamedEnterprise): EnterpriseFinding {
  return (
    byCode(register, named) ??
    byName(register, named) ??
    inDoubt(similarEnterprises(register, named)) ?? { is: "unknown" }
  );
}

function byCode(
  { byCode, place }: Register,
  { name, creditCode }: NamedEnterprise,
): EnterpriseFinding | undefined {
  const firms = creditCode === null ? [] : (byCode.get(creditCode) ?? []);
  const [firm] = firms;
  if (firm === undefined) return undefined;
  if (firms.length > 1 || firm.jurisdiction !== place.id)
    return doubt(firms.map((each) => ({ firm: each, reasons: ["信用代码相同"] })));
  const names = [firm.name, ...firm.formerNames].map(compact);
  const isKnownName = names.includes(compact(name));
  return known(
    firm,
    "code",
    isKnownName
      ? []
      : [
          {
            severity: "warning",
            message: `信用代码是“${firm.name}”的，名称却写“${name}”`,
            remedy: "核对名称；企业已更名的，先在登记里更名并把旧名记为曾用名",
          },
        ],
  );
}

function byName(register: Register, named: NamedEnterprise): EnterpriseFinding | undefined {
  const key = compact(named.name);
  const current = register.byName.get(key) ?? [];
  const former = register.byFormerName.get(key) ?? [];
  const firms = [...new Set([...current, ...former])];
  const [firm] = firms;
  if (firm === undefined) return undefined;
  const candidates = firms.map((each) => nameCandidate(each, named, current.includes(each)));
  const isSure = firms.length === 1 && candidates[0]?.reasons.length === 1;
  if (!isSure) return doubt(candidates);
  if (current.includes(firm)) return known(firm, "name", []);
  const message = `“${named.name}”是曾用名，按现名“${firm.name}”登记`;
  return known(firm, "former-name", [
    { severity: "warning", message, remedy: "核对是不是同一家企业；新表请写现名" },
  ]);
}

/** The name speaks for it; an area or a code that differs speaks against it. */
function nameCandidate(
  firm: EnterpriseRecord,
  { creditCode, area }: NamedEnterprise,
  isCurrent: boolean,
): Candidate {
  const reasons = [isCurrent ? "名称相同" : "与曾用名相同"];
  if (area !== null && area !== firm.area) reasons.push("所在地区不同");
  if (creditCode !== null && firm.creditCode !== undefined && creditCode !== firm.creditCode)
    reasons.push(`信用代码不同（登记的是 ${firm.creditCode}）`);
  return { firm, reasons };
}

function known(
  firm: EnterpriseRecord,
  by: "code" | "name" | "former-name",
  notes: CellNote[],
): EnterpriseFinding {
  return { is: "known", id: firm.id, by, notes };
}

function doubt(candidates: Candidate[]): EnterpriseFinding {
  return { is: "doubt", candidates };
}

function inDoubt(candidates: Candidate[]): EnterpriseFinding | undefined {
  return candidates.length === 0 ? undefined : doubt(candidates);
}

/** The key under which rows of one new firm come together. */
export function newEnterpriseKey({ name, area, creditCode }: NamedEnterprise): string {
  return creditCode ?? `${spelled(name)}@${area ?? ""}`;
}
