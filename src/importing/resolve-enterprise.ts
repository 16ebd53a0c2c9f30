import type { Area } from "#domain/area.ts";
import type { EnterpriseMatch, ImportProblem } from "./import-draft.ts";
import { findEnterprise, namedEnterprise, newEnterpriseKey } from "./match-enterprise.ts";
import { compact } from "./plain-text.ts";
import { problem, problemsAt } from "./problems.ts";
import type { Questions } from "./questions.ts";
import { placeOf, type ReadRow } from "./read-rows.ts";
import type { Register, StandingEntry } from "./register.ts";

/** The firm of a row: known, new, or asked where it is in doubt. */
export function resolveEnterprise(
  register: Register,
  questions: Questions,
  row: ReadRow,
  key: string,
  published: StandingEntry | undefined,
): { enterprise: EnterpriseMatch; problems: ImportProblem[] } {
  const named = namedEnterprise(row.values);
  if (named === null) return { enterprise: { is: "none" }, problems: [] };
  const listed = register.enterprises.get(published?.latest.enterprise ?? "");
  const names = [listed?.name, ...(listed?.formerNames ?? []), published?.latest.rawEnterprise];
  if (listed && names.some((name) => compact(name ?? "") === compact(named.name)))
    return { enterprise: { is: "known", id: listed.id, by: "entry" }, problems: [] };
  const place = placeOf(row, "name");
  const found = findEnterprise(register, named);
  const address = row.values.address?.value ?? null;
  const seated = named.area === null ? areaIn(register, address) : undefined;
  const proposed = {
    key: newEnterpriseKey(named),
    name: named.name.trim(),
    creditCode: named.creditCode,
    area: named.area ?? seated?.id ?? null,
    address,
    industry: row.values.industry?.value ?? null,
  };
  if (found.is === "known")
    return {
      enterprise: { is: "known", id: found.id, by: found.by },
      problems: [...problemsAt(place, found.notes), ...otherFacts(register, row, found.id)],
    };
  const fresh = { enterprise: { is: "new", proposed } as const, problems: seatHint(row, seated) };
  if (found.is === "unknown") return fresh;
  const question = `enterprise:${proposed.key}`;
  const answer = questions.ask(
    {
      id: question,
      about: "enterprise",
      text: `“${named.name}”是不是登记过的企业？`,
      candidates: found.candidates.map(({ firm, reasons }) => ({
        id: firm.id,
        label: `${firm.name}（${areaNameOf(register, firm.area)}，${firm.creditCode ?? "没有登记信用代码"}）`,
        reasons,
      })),
    },
    key,
  );
  if (answer === "new") return fresh;
  if (answer !== null)
    return {
      enterprise: { is: "known", id: answer, by: "answer" },
      problems: otherFacts(register, row, answer),
    };
  const doubt = `“${named.name}”像是登记过的企业，要由人确认`;
  return {
    enterprise: { is: "asked", question },
    problems: [problem("warning", place, doubt, "回答它是不是登记过的那一家，或者写上信用代码")],
  };
}

/** Where the row says otherwise than the register about a firm it does not name by its row. */
function otherFacts(register: Register, row: ReadRow, id: string): ImportProblem[] {
  const firm = register.enterprises.get(id);
  const area = row.values.area?.value ?? null;
  if (firm === undefined || area === null || area === firm.area) return [];
  const place = placeOf(row, "area");
  const [registered, said] = [firm.area, area].map((code) => areaNameOf(register, code));
  const message = `“${firm.name}”登记在${registered}，这里写${said}`;
  return [problem("warning", place, message, "核对是不是同一家企业；迁址的先改登记")];
}

/** The one area of the place that an address names; forms for one firm have no cell for it. */
function areaIn({ place }: Register, address: string | null): Area | undefined {
  const named = place.areas.filter(
    ({ name, activeTo }) => activeTo === undefined && address?.includes(name),
  );
  return named.length === 1 ? named[0] : undefined;
}

function seatHint(row: ReadRow, seated: Area | undefined): ImportProblem[] {
  if (seated === undefined) return [];
  const message = `没有写所在地区，按地址登记在${seated.name}`;
  return [problem("hint", placeOf(row, "address"), message, "不对的加一格“所在地区”")];
}

function areaNameOf({ place }: Register, id: string): string {
  return place.areas.find((area) => area.id === id)?.name ?? id;
}
