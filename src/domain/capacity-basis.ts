/** What a capacity counts. Apart from its schema, so that a browser can load the words alone. */
export const CAPACITY_BASES = [
  { id: "design", name: "设计产能" },
  { id: "concerned", name: "涉及产能" },
  { id: "eliminated", name: "实际淘汰产能" },
] as const;
