import { addDays, type CalendarDate } from "#domain/calendar-date.ts";
import type { Equipment } from "#domain/equipment.ts";
import { has } from "./equipment-steps.ts";
import type { Life } from "./life.ts";
import { inspectorOf } from "./place.ts";

/** Every level the place requires inspects, a day apart; a failing opinion ends it at the first. */
export function accept(
  life: Life,
  on: CalendarDate,
  machines: readonly Equipment[],
  isPassed: boolean,
): void {
  const rules = life.place.folder.terms.acceptance;
  const levels = isPassed ? rules?.requiredLevels : rules?.requiredLevels.slice(0, 1);
  levels?.forEach((level, index) => {
    const by = inspectorOf(life.place, level, life.enterprise.area);
    if (by === undefined) return;
    life.acceptances.push({
      id: `${life.enterprise.id}-v${life.acceptances.length + 1}`,
      enterprise: life.enterprise.id,
      equipment: machines.map((machine) => machine.id),
      level,
      by,
      on: addDays(on, index),
      isDismantled: machines.every((machine) => has(life, machine, "dismantled")),
      canRestart: !isPassed,
      isPassed,
      hasPhotosBefore: rules?.needsPhotos === true || life.random.chance(0.5),
      hasPhotosDuring: isPassed && rules?.needsPhotos === true,
      hasPhotosAfter: isPassed,
      source: `${rules?.form ?? "验收意见"}（演示）`,
    });
  });
}
