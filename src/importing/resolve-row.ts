import type { EnterpriseMatch, MachineMatch } from "./import-draft.ts";
import { partsOf } from "./plain-text.ts";
import type { Questions } from "./questions.ts";
import type { ReadRow } from "./read-rows.ts";
import type { Register, StandingEntry } from "./register.ts";
import { resolveEnterprise } from "./resolve-enterprise.ts";
import { resolveMachines } from "./resolve-machines.ts";

/** A row with its firm and machines, as far as they can be told without asking. */
export interface ResolvedRow extends ReadRow {
  key: string;
  enterprise: EnterpriseMatch;
  machines: MachineMatch[];
}

/**
 * Tells whom and what a row is about. `published`: the row of the list it names by its number;
 * `claimed`: rows of the list that earlier rows of the file continue.
 */
export function resolveRow(
  register: Register,
  questions: Questions,
  row: ReadRow,
  published: StandingEntry | undefined,
  claimed: ReadonlyMap<string, string>,
): ResolvedRow {
  const key = `${row.sheet}!${row.row}`;
  const firm = resolveEnterprise(register, questions, row, key, published);
  const restated = published ? [published] : restatedEntries(register, firm.enterprise, claimed);
  const numbered = partsOf(row.values.machineIds?.value ?? "");
  const preferred = [...numbered, ...restated.flatMap((entry) => entry.latest.equipment)];
  const machines = resolveMachines(register, questions, row, key, firm.enterprise, preferred);
  return {
    ...row,
    key,
    enterprise: firm.enterprise,
    machines: machines.machines,
    problems: [...row.problems, ...firm.problems, ...machines.problems],
  };
}

/** Rows of this list about the firm that nobody has continued yet: the file may restate one. */
function restatedEntries(
  register: Register,
  enterprise: EnterpriseMatch,
  claimed: ReadonlyMap<string, string>,
): StandingEntry[] {
  if (enterprise.is !== "known") return [];
  const entries = register.entriesOf.get(enterprise.id) ?? [];
  return entries.filter(({ entry, isShown }) => isShown && !claimed.has(entry));
}
