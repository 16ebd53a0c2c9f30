import type { EnterpriseRecord } from "#registry/snapshot.ts";
import { machineKey } from "./machine-key.ts";
import type { Candidate, NamedEnterprise } from "./match-enterprise.ts";
import { withSlips } from "./name-core.ts";
import type { Register } from "./register.ts";

/** Firms that are only like the one a row names: by the core of the name, or by all its machines. */
export function similarEnterprises(register: Register, named: NamedEnterprise): Candidate[] {
  const core = register.coreOf(named.name);
  const near = withSlips(core).flatMap((key) =>
    (register.byCore.get(key) ?? []).filter((known) => known.core === key || key === core),
  );
  const firms = new Map<string, Candidate>();
  for (const { firm } of near)
    if (mayBe(firm, named)) firms.set(firm.id, { firm, reasons: ["名称相近"] });
  for (const firm of withSameMachines(register, named)) {
    const found = firms.get(firm.id);
    if (found) found.reasons.push("设备相同");
    else firms.set(firm.id, { firm, reasons: ["同一地区，设备型号、数量都相同"] });
  }
  return [...firms.values()].slice(0, 5);
}

/** Neither another area nor another code says that it is somebody else. */
function mayBe(firm: EnterpriseRecord, { area, creditCode }: NamedEnterprise): boolean {
  const isOtherCode = creditCode !== null && firm.creditCode !== undefined;
  return !isOtherCode && (area === null || area === firm.area);
}

/** Firms of the area that have every machine of the row, model and number included. */
function withSameMachines(register: Register, named: NamedEnterprise): EnterpriseRecord[] {
  const { area, machines } = named;
  if (area === null || machines.length === 0 || machines.some((m) => m.model === null)) return [];
  const owners = machines.map((machine) => {
    const alike = register.byAreaAndMachine.get(`${area} ${machineKey(machine)}`) ?? [];
    return new Set(alike.filter((m) => m.quantity === machine.quantity).map((m) => m.enterprise));
  });
  const [first = new Set<string>(), ...others] = owners;
  const all = [...first].filter((id) => others.every((set) => set.has(id)));
  // A model that several firms of an area have tells nothing.
  if (all.length !== 1) return [];
  const firm = register.enterprises.get(all[0] ?? "");
  return firm !== undefined && mayBe(firm, named) ? [firm] : [];
}
