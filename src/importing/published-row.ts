import { aspectName } from "#domain/aspect.ts";
import { equipmentCapacity, equipmentLabel } from "#domain/equipment.ts";
import type { ImportFieldName } from "#domain/import-field.ts";
import type { DraftRow, DraftValues, RowDifference } from "./import-draft.ts";
import { compact } from "./plain-text.ts";
import { readCapacities } from "./read-capacity.ts";
import type { Register, StandingEntry } from "./register.ts";

/** Fields of a published row that a spreadsheet may restate, as comparable text. */
type Published = Partial<Record<ImportFieldName, string>>;

/**
 * What a row says otherwise than the published one. Only columns the sheet has are compared: a
 * column that is missing says nothing, an empty cell says that there is nothing. Facts of a firm
 * stand in the register: an empty cell of a list does not take them away.
 */
export function differencesFrom(
  register: Register,
  published: StandingEntry,
  row: Pick<DraftRow, "values" | "enterprise" | "machines">,
  columns: ReadonlySet<ImportFieldName>,
): RowDifference[] {
  const before = publishedRow(register, published);
  const after = draftRow(register, row, published.latest.rawEnterprise);
  return (Object.keys(before) as ImportFieldName[])
    .filter((field) => columns.has(field))
    .filter((field) => row.values[field] !== undefined || !isOfFirm(field, row))
    .map((field) => ({ field, before: before[field] ?? "", after: after[field] ?? "" }))
    .filter((change) => compact(change.before) !== compact(change.after));
}

const FACTS_OF_FIRM: readonly ImportFieldName[] = ["creditCode", "area", "industry"];

function isOfFirm(field: ImportFieldName, { enterprise }: Pick<DraftRow, "enterprise">): boolean {
  return enterprise.is === "known" && FACTS_OF_FIRM.includes(field);
}

function publishedRow(register: Register, { latest }: StandingEntry): Published {
  const firm = register.enterprises.get(latest.enterprise ?? "");
  const machines = latest.equipment.flatMap((id) => register.machines.get(id) ?? []);
  const capacities = machines.flatMap((machine) => equipmentCapacity(machine) ?? []);
  // What names no product is in no machine of the register: only the row has it, as printed.
  const printed = readCapacities({ text: latest.rawCapacity ?? "" }, { unit: null }).value ?? [];
  return {
    name: firm?.name ?? latest.subject ?? "",
    subject: latest.subject ?? "",
    creditCode: firm?.creditCode ?? "",
    area: firm?.area ?? "",
    industry: firm?.industry ?? "",
    equipment: machines.map(equipmentLabel).sort().join("；"),
    capacity: amounts(capacities.length < machines.length ? printed : capacities),
    aspects: [...latest.aspects].map(aspectName).sort().join("、"),
    ground: latest.ground ?? "",
    startedOn: latest.startedOn ?? "",
    dueOn: latest.dueOn ?? "",
    extendedTo: latest.extendedTo ?? "",
    metOn: latest.metOn ?? "",
    remark: latest.remark ?? "",
  };
}

function amounts(capacities: readonly { value: number; unit: string }[]): string {
  return capacities
    .map(({ value, unit }) => `${value}${unit}`)
    .sort()
    .join("；");
}

/** The same fields as the sheet says them. */
function draftRow(
  register: Register,
  { values, enterprise, machines }: Pick<DraftRow, "values" | "enterprise" | "machines">,
  printedName: string | undefined,
): Published {
  const firm = enterprise.is === "known" ? register.enterprises.get(enterprise.id) : undefined;
  const plainly = (field: "ground" | "startedOn" | "dueOn" | "extendedTo" | "metOn" | "remark") =>
    values[field]?.value ?? values[field]?.text ?? "";
  return {
    name: firm || values.name ? namedAs(firm, values, printedName) : (values.subject?.value ?? ""),
    subject: values.subject?.value ?? "",
    creditCode: values.creditCode?.value ?? "",
    area: values.area?.value ?? "",
    industry: values.industry?.value ?? values.industry?.text ?? "",
    equipment: machines
      .map((match, at) => machineText(register, match, values, at))
      .sort()
      .join("；"),
    capacity: amounts(values.capacity?.value ?? []),
    aspects: (values.aspects?.value ?? []).map(aspectName).sort().join("、"),
    ground: plainly("ground"),
    startedOn: plainly("startedOn"),
    dueOn: plainly("dueOn"),
    extendedTo: plainly("extendedTo"),
    metOn: plainly("metOn"),
    remark: plainly("remark"),
  };
}

/** A former name, or the one the list was printed with, names the same firm. */
function namedAs(
  firm: { name: string; formerNames: readonly string[] } | undefined,
  values: DraftValues,
  printedName: string | undefined,
): string {
  const said = values.name?.value ?? values.name?.text ?? "";
  const others = [...(firm?.formerNames ?? []), printedName ?? ""].map(compact);
  return firm !== undefined && others.includes(compact(said)) ? firm.name : said;
}

/** A machine that is known and counted alike reads alike, however the cell writes it. */
function machineText(
  register: Register,
  match: DraftRow["machines"][number],
  values: DraftValues,
  at: number,
): string {
  const read = values.equipment?.value?.[at];
  const machine = match.is === "known" ? register.machines.get(match.id) : undefined;
  const isSame = machine !== undefined && (read?.quantity ?? machine.quantity) === machine.quantity;
  return isSame ? equipmentLabel(machine) : (read?.text ?? "");
}
