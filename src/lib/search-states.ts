import { EQUIPMENT_STATES } from "#domain/equipment-state.ts";
import { RECTIFICATION_STANDINGS } from "#domain/list-row.ts";
import { PLEDGE_STATES } from "#domain/pledge.ts";

/**
 * The states a search can be narrowed to. Machines, rectifications and pledges share words such as
 * 逾期, so the latter two carry what they are about in code and name.
 */
export const SEARCH_STATES: readonly { id: string; name: string }[] = [
  ...EQUIPMENT_STATES.map(({ id, name }) => ({ id, name })),
  { id: "on-notice", name: "名单公示，还没有定" },
  ...RECTIFICATION_STANDINGS.map(({ id, name }) => ({
    id: `rectification-${id}`,
    name: saying("整改", name),
  })),
  ...PLEDGE_STATES.map(({ id, name }) => ({ id: `pledge-${id}`, name: saying("承诺", name) })),
];

function saying(subject: string, name: string): string {
  return name.includes(subject) ? name : `${subject}：${name}`;
}
