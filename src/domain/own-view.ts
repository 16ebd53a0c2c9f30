import { z } from "zod";
import { type InboxQuery, inboxHref } from "./inbox-query.ts";

/** 自存的视图. What narrows an inbox, kept by a clerk under a name of their own. */
export interface OwnView {
  id: string;
  name: string;
  query: InboxQuery;
}

export const OWN_VIEW_LIMITS = { views: 12, nameLength: 20 } as const;

/** Where the name of a view is typed. */
export const OWN_VIEW_FIELD = "view-name";

export const ownViewName = z
  .string()
  .trim()
  .min(1, "请给视图起一个名称。")
  .max(OWN_VIEW_LIMITS.nameLength, `名称最多${OWN_VIEW_LIMITS.nameLength}个字。`);

/** The own view that shows just what is asked for; undefined when none does. */
export function ownViewOf<V extends OwnView>(views: readonly V[], query: InboxQuery) {
  return views.find((view) => inboxHref(view.query) === inboxHref(query));
}
