import { equipmentLabel } from "#domain/equipment.ts";
import type { ImportProblem, MachineMatch } from "./import-draft.ts";
import { machineKey } from "./machine-key.ts";
import { problem } from "./problems.ts";
import { placeOf } from "./read-rows.ts";
import type { ResolvedRow } from "./resolve-row.ts";
import type { RoomContext } from "./rooms.ts";

/** Named in one flag; more would hide the row they belong to. */
const NAMED_AT_MOST = 3;

/**
 * A machine announced as dismantled that turns up elsewhere or under another firm: it must be
 * destroyed and never moved (工信部产业函〔2015〕97号「严禁异地转移」). Told to people, never decided.
 */
export function movedMachines(row: ResolvedRow, context: RoomContext): ImportProblem[] {
  return row.machines.flatMap((match, at) => {
    const gone = goneElsewhere(row, match, at, context);
    if (gone.length === 0) return [];
    const named = gone.slice(0, NAMED_AT_MOST).join("；");
    const more = gone.length > NAMED_AT_MOST ? `等${gone.length}台` : "";
    return problem(
      "warning",
      placeOf(row, "equipment"),
      `与已公布拆除的设备同型号：${named}${more}`,
      "核对是不是同一台：已拆除的主体设备须作废毁处理，严禁异地转移（工信部产业函〔2015〕97号）",
    );
  });
}

function goneElsewhere(
  row: ResolvedRow,
  match: MachineMatch,
  at: number,
  { register }: RoomContext,
): string[] {
  const read = row.values.equipment?.value?.[at];
  const known = match.is === "known" ? register.machines.get(match.id) : undefined;
  const machine = known ?? read;
  if (machine === undefined || !machine.model) return [];
  const firm = row.enterprise.is === "known" ? row.enterprise.id : null;
  const industry = row.values.industry?.value ?? register.enterprises.get(firm ?? "")?.industry;
  const said = row.values.capacity?.value?.[at];
  const capacity = said ?? { value: known?.capacityValue, unit: known?.capacityUnit };
  return (register.dismantled.get(machineKey(machine)) ?? []).flatMap(
    ({ machine: gone, event }) => {
      const owner = register.enterprises.get(gone.enterprise);
      const isOther = owner !== undefined && owner.id !== firm;
      const isSameIndustry = industry === undefined || industry === owner?.industry;
      const isSameUnit = capacity.unit !== undefined && capacity.unit === gone.capacityUnit;
      const isSameAmount = capacity.value === gone.capacityValue;
      // Amounts in different units tell neither that it is the same machine nor that it is another;
      // of another industry, the same machine is told by the same amount.
      const isAlike = isSameIndustry ? !isSameUnit || isSameAmount : isSameUnit && isSameAmount;
      if (!isOther || !isAlike) return [];
      return [`${owner.name} ${equipmentLabel(gone)}（${event.on} 拆除）`];
    },
  );
}

/** A machine that is gone, planned to go again. */
export function plannedAgain(row: ResolvedRow, { register, isPlan }: RoomContext): ImportProblem[] {
  if (!isPlan) return [];
  return row.machines.flatMap((match) => {
    const events = match.is === "known" ? (register.eventsOf.get(match.id) ?? []) : [];
    const gone = events.find((event) => event.event === "dismantled");
    if (gone === undefined) return [];
    const message = `这台设备 ${gone.on} 已公布拆除，又列入计划`;
    return problem("warning", placeOf(row, "equipment"), message, "核对是不是写错了设备");
  });
}

/** The same machine of the same firm in an earlier row. */
export function repeatedMachines(row: ResolvedRow, seen: Map<string, string>): ImportProblem[] {
  const { enterprise } = row;
  const firm =
    enterprise.is === "known"
      ? enterprise.id
      : enterprise.is === "new"
        ? enterprise.proposed.key
        : null;
  if (firm === null) return [];
  return row.machines.flatMap((match) => {
    if (match.is === "asked") return [];
    const key = match.is === "known" ? match.id : `${firm}/${match.proposed.text}`;
    const earlier = seen.get(key);
    seen.set(key, earlier ?? row.key);
    if (earlier === undefined) return [];
    const message = `与 ${earlier} 是同一家企业的同一台设备`;
    return problem(
      "warning",
      placeOf(row, "equipment"),
      message,
      "重复的删去一行；不是同一台的，写明编号",
    );
  });
}
