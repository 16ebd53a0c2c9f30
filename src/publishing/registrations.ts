import type { Enterprise } from "#domain/enterprise.ts";
import type { Equipment } from "#domain/equipment.ts";
import type { DraftRow, MachineMatch, ProposedEnterprise } from "#importing/import-draft.ts";
import type { JurisdictionFolder, Snapshot } from "#registry/snapshot.ts";
import type { GivenIds } from "./given-ids.ts";
import type { About } from "./row-cells.ts";

/** Firms and machines that rows name for the first time, and firms that they say otherwise. */
export interface Registrations {
  enterprises: Enterprise[];
  /** Firms whose name, code, area, address or industry the file says otherwise, as they are from now on. */
  restated: Map<string, Enterprise>;
  equipment: Equipment[];
}

/** Gives ids to the firms and machines of a draft; the same firm in several rows gets one. */
export class Registry {
  readonly registrations: Registrations = { enterprises: [], restated: new Map(), equipment: [] };
  readonly #given = new Map<string, string>();
  readonly #place: JurisdictionFolder;
  readonly #firms: ReadonlyMap<string, Enterprise>;
  readonly #ids: GivenIds;

  constructor(where: { place: JurisdictionFolder; snapshot: Snapshot }, ids: GivenIds) {
    this.#place = where.place;
    this.#firms = new Map(where.snapshot.enterprises.map((firm) => [firm.id, firm]));
    this.#ids = ids;
  }

  register(row: DraftRow): About {
    const enterprise = this.#enterpriseOf(row);
    const equipment = row.machines.flatMap((match) => this.#machineOf(match, enterprise) ?? []);
    return { enterprise, equipment };
  }

  #enterpriseOf(row: DraftRow): string | undefined {
    const { enterprise: match } = row;
    if (match.is === "known") {
      const firm = this.#firms.get(match.id);
      if (firm !== undefined) this.#restate(firm, row);
      return match.id;
    }
    if (match.is !== "new") return undefined;
    const known = this.#given.get(match.proposed.key);
    if (known !== undefined) return known;
    const id = this.#ids.give("enterprise", `${this.#place.id}-e`, 5);
    this.#given.set(match.proposed.key, id);
    this.registrations.enterprises.push(enterprise(id, match.proposed));
    return id;
  }

  /** Each of several rows about a firm may say something else of it. */
  #restate(firm: Enterprise, row: DraftRow): void {
    const known = this.registrations.restated;
    const after = restated(known.get(firm.id) ?? firm, firm, row);
    if (after !== undefined) known.set(firm.id, after);
  }

  /** No guard lets a new machine pass without its count; lists of exits are about main equipment. */
  #machineOf(match: MachineMatch, firm: string | undefined): string | null {
    if (match.is === "known") return match.id;
    if (match.is !== "new" || firm === undefined) return null;
    const { name, model, quantity, measureWord } = match.proposed;
    if (quantity === null) throw new Error(`no count of ${match.proposed.text}`);
    const id = this.#ids.give("equipment", `${firm}-q`);
    const product = match.capacity?.product ?? null;
    this.registrations.equipment.push({
      id,
      enterprise: firm,
      name,
      ...(model === null ? {} : { model }),
      quantity,
      measureWord: measureWord ?? "台",
      isMain: true,
      // A capacity without its product is not a capacity that could be added up; it stays as printed.
      ...(match.capacity === null || product === null
        ? {}
        : {
            capacityValue: match.capacity.value,
            capacityUnit: match.capacity.unit,
            capacityProduct: product,
            capacityBasis: match.capacity.basis ?? ("concerned" as const),
          }),
    });
    return id;
  }
}

/** The import lets no new firm pass without its area and industry. */
function enterprise(id: string, proposed: ProposedEnterprise): Enterprise {
  const { name, creditCode, area, address, industry } = proposed;
  return {
    id,
    name,
    formerNames: [],
    formerIds: [],
    ...(creditCode === null ? {} : { creditCode }),
    area: area ?? "",
    ...(address === null ? {} : { address }),
    industry: industry ?? "",
  };
}

const RESTATED = ["name", "creditCode", "area", "address", "industry"] as const;

/** The firm as the row says it; nothing when the row says nothing new about it. */
function restated(
  now: Enterprise,
  published: Enterprise,
  { differences, values }: DraftRow,
): Enterprise | undefined {
  const said = RESTATED.filter(
    (field) =>
      differences.some((difference) => difference.field === field) &&
      values[field]?.value &&
      values[field]?.value !== now[field],
  );
  if (said.length === 0) return undefined;
  const after = Object.fromEntries(said.map((field) => [field, values[field]?.value]));
  const { formerNames, name } = published;
  return {
    ...now,
    ...after,
    ...(said.includes("name") && { formerNames: [...formerNames, name] }),
  };
}
