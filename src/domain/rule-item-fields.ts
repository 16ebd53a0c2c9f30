export const ITEM_LINES = ["rule", "aspect", "summary", "mode", "openEnd", "where"] as const;
export const ITEM_LISTS = ["topics", "areas", "industries", "leads", "supporting"] as const;
export const ITEM_TICKS = ["isManual", "isOpenEnded"] as const;

/** One rule of a new division that is being filled in, as the fields of a form have it. */
export type BegunItem = { act: "replace" | "add" } & Record<(typeof ITEM_LINES)[number], string> &
  Record<(typeof ITEM_LISTS)[number], readonly string[]> &
  Record<(typeof ITEM_TICKS)[number], boolean>;
