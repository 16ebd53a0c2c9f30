import type { EnterpriseMatch, ImportProblem } from "./import-draft.ts";
import { findEnterprise, namedEnterprise, newEnterpriseKey } from "./match-enterprise.ts";
import { compact } from "./plain-text.ts";
import { problem, problemsAt } from "./problems.ts";
import type { Questions } from "./questions.ts";
import { columnOf, type ReadRow } from "./read-rows.ts";
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
  const place = { sheet: row.sheet, row: row.row, column: columnOf(row.values, "name") };
  const found = findEnterprise(register, named);
  const proposed = {
    key: newEnterpriseKey(named),
    name: named.name.trim(),
    creditCode: named.creditCode,
    area: named.area,
    address: row.values.address?.value ?? null,
    industry: row.values.industry?.value ?? null,
  };
  if (found.is === "known")
    return {
      enterprise: { is: "known", id: found.id, by: found.by },
      problems: [...problemsAt(place, found.notes), ...otherFacts(register, row, found.id)],
    };
  if (found.is === "unknown") return { enterprise: { is: "new", proposed }, problems: [] };
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
  if (answer === "new") return { enterprise: { is: "new", proposed }, problems: [] };
  if (answer !== null)
    return {
      enterprise: { is: "known", id: answer, by: "answer" },
      problems: otherFacts(register, row, answer),
    };
  const doubt = `“${named.name}”像是登记过的企业，要由人确认`;
  return {
    enterprise: { is: "asked", question },
    problems: [problem("warning", place, doubt, `回答问题 ${question}，或者写上信用代码`)],
  };
}

/** Where the row says otherwise than the register about a firm it does not name by its row. */
function otherFacts(register: Register, row: ReadRow, id: string): ImportProblem[] {
  const firm = register.enterprises.get(id);
  const area = row.values.area?.value ?? null;
  if (firm === undefined || area === null || area === firm.area) return [];
  const place = { sheet: row.sheet, row: row.row, column: columnOf(row.values, "area") };
  const [registered, said] = [firm.area, area].map((code) => areaNameOf(register, code));
  const message = `“${firm.name}”登记在${registered}，这里写${said}`;
  return [problem("warning", place, message, "核对是不是同一家企业；迁址的先改登记")];
}

function areaNameOf({ place }: Register, id: string): string {
  return place.areas.find((area) => area.id === id)?.name ?? id;
}
