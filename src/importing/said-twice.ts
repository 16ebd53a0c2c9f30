import { IMPORT_FIELDS, type ImportFieldName } from "#domain/import-field.ts";
import type { ImportProblem } from "./import-draft.ts";
import { givenEvents } from "./machine-events.ts";
import { problem } from "./problems.ts";
import { placeOf } from "./read-rows.ts";
import type { Register } from "./register.ts";
import type { ResolvedRow } from "./resolve-row.ts";
import { knownMachines } from "./row-needs.ts";

/** What an earlier row said of a firm or machine, and its key. */
export type Sayings = Map<string, { said: string; key: string }>;

/** Facts of a firm that every row about it must say alike. */
const OF_FIRM = ["name", "creditCode", "area", "address", "industry"] as const;

/**
 * Where a row says of its firm or machines otherwise than an earlier row of the same file: only one
 * of them could be kept, and nobody would see the other go.
 */
export function contradictions(
  row: ResolvedRow,
  register: Register,
  isRegistration: boolean,
  sayings: Sayings,
): ImportProblem[] {
  const { enterprise, values } = row;
  const firm =
    enterprise.is === "known"
      ? enterprise.id
      : enterprise.is === "new"
        ? enterprise.proposed.key
        : null;
  const facts = OF_FIRM.flatMap((field) => {
    const said = values[field]?.value ?? null;
    return isRegistration && firm !== null && said !== null
      ? [{ about: `${firm} ${field}`, field, said }]
      : [];
  });
  const days = knownMachines(row).flatMap((id) =>
    givenEvents(values).map(({ field, event, day }) => ({
      about: `${id} ${event} ${restartsBefore(register, id, day)}`,
      field,
      said: day,
    })),
  );
  return [...facts, ...days].flatMap(({ about, field, said }) =>
    contradiction(row, sayings, about, field, said),
  );
}

/** A restart begins anew: days before and after it do not contradict each other. */
function restartsBefore({ eventsOf }: Register, machine: string, day: string): number {
  const events = eventsOf.get(machine) ?? [];
  return events.filter(({ event, on }) => event === "restarted" && on <= day).length;
}

function contradiction(
  row: ResolvedRow,
  sayings: Sayings,
  about: string,
  field: ImportFieldName,
  said: string,
): ImportProblem[] {
  const earlier = sayings.get(about);
  if (earlier === undefined) sayings.set(about, { said, key: row.key });
  if (earlier === undefined || earlier.said === said) return [];
  const message = `${IMPORT_FIELDS[field].name}与 ${earlier.key} 写的不一样`;
  return [problem("error", placeOf(row, field), message, "核对是哪一行写错了，写成一样的")];
}
