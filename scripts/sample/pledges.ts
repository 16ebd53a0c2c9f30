import { addDays, type CalendarDate } from "#domain/calendar-date.ts";
import type { Equipment } from "#domain/equipment.ts";
import { type Life, printedEquipment } from "./life.ts";

/**
 * Publishes the firm's promise not to restart, where the place asks for one; with the provincial
 * notice of the same day, unless none has been found.
 */
export function pledge(
  life: Life,
  on: CalendarDate,
  machines: readonly Equipment[],
  isNoticed: boolean,
): void {
  const rules = life.place.folder.terms.closure;
  const reason = machines[0]?.keepingReason;
  if (!rules?.isPledgeRequired || reason === undefined) return;
  const dismantleBy = machines[0]?.dismantleBy;
  const { enterprise, place } = life;
  life.pledges.push({
    id: `${enterprise.id}-p${life.pledges.length + 1}`,
    jurisdiction: place.id,
    enterprise: enterprise.id,
    equipment: machines.map((machine) => machine.id),
    signedBy: enterprise.name,
    signedOn: on,
    publishedOn: addDays(on, 1),
    reasonNotDismantled: reason,
    ...(dismantleBy !== undefined && { dismantleBy }),
    ...(isNoticed &&
      rules.isProvincialNoticeRequired && {
        provincialNotice: {
          site: `${place.folder.facts.province.name}省级主管部门网站（演示）`,
          on: addDays(on, 1),
        },
      }),
    sample: true,
    body: promiseOf(enterprise.name, machines, dismantleBy),
  });
}

function promiseOf(
  firm: string,
  machines: readonly Equipment[],
  dismantleBy: CalendarDate | undefined,
): string {
  const day = dismantleBy === undefined ? "" : `，并在${dismantleBy}前拆除`;
  return [
    "> 演示数据：企业和承诺都是虚构的，只用来说明页面怎样显示。",
    `${firm}承诺：${printedEquipment(machines)}已断水、断电，拆除动力装置，封存主体设备，` +
      `今后不再恢复生产，不转让给他人使用${day}。`,
    "欢迎社会监督。如发现恢复生产，请向当地主管部门举报。",
  ].join("\n\n");
}
