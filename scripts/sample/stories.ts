import type { Aspect } from "#domain/aspect.ts";

/** What a story can need of a place before it can be told there. */
export type Need =
  | "list:plan"
  | "list:exit"
  | "list:plan-or-exit"
  | "list:rectification"
  | "list:closed"
  | "list:to-be-eliminated"
  | "list:serious-over-emission"
  | "list:emission"
  | "acceptance"
  | "term"
  | "extension"
  | "open-term"
  | "sealing"
  | "pledge"
  | "no-pledge"
  | "provincial-notice"
  | "coal-reserve"
  | "coal-extension";

/** What happens in a step; each is a row of STEPS in steps.ts. */
export type StepName =
  | "plan"
  | "stop"
  | "seal"
  | "pledge"
  | "pledge-unnoticed"
  | "dismantle"
  | "split"
  | "fail-acceptance"
  | "accept"
  | "announce"
  | "inspect"
  | "restart"
  | "keep-as-reserve"
  | "extend-life"
  | "rectify"
  | "rectify-extendably"
  | "rectify-openly"
  | "extend"
  | "meet"
  | "delist"
  | "close"
  | "mark-for-elimination"
  | "report-overdue"
  | "over-emit"
  | "over-emit-seriously"
  | "correct"
  | "withdraw";

/** A step, with the fewest and most days after the one before; `first`, `second`: half of a pair. */
export type Step = readonly [
  name: StepName,
  fewest: number,
  most: number,
  which?: "first" | "second",
];

/** Something about the firm itself rather than what happens to it. */
export type Trait =
  | "former-name"
  | "merged-id"
  | "failing-code"
  | "no-code"
  | "pair"
  | "several-aspects";

export interface Story {
  id: string;
  /** How common it is in a large set. */
  weight: number;
  needs: readonly Need[];
  /** Days before today on which it begins; `anytime` reaches back to the year of the programme. */
  begins: readonly [fewest: number, most: number | "anytime"];
  steps: readonly Step[];
  traits?: readonly Trait[];
  industry?: string;
  /** Name of the machine the firm has; else any of its industry. */
  machine?: string;
  /** Its model; else any of the machine's. */
  model?: string;
  aspect?: Aspect;
  /** What its rows say beside the ground. */
  remark?: string;
  /** Days from sealing to the day by which the machine must be gone. */
  dismantleWithin?: readonly [number, number];
}

const EXIT: readonly Step[] = [
  ["plan", 0, 0],
  ["stop", 45, 100],
  ["dismantle", 5, 25],
  ["accept", 5, 20],
  ["announce", 3, 10],
];
const SEALING: readonly Step[] = [
  ["plan", 0, 0],
  ["stop", 45, 60],
  ["seal", 3, 10],
];

/**
 * The life lines. Beginnings leave room for the rhythm of publishing: what became known 100 days ago
 * has been published by a quarterly list, what became known 385 days ago by a yearly one; and a plan
 * has been published before its machines stop, 45 days after it was drawn up. A step a
 * place has no list or rule for is left out, so one story is told everywhere in the place's own way.
 */
export const STORIES: readonly Story[] = [
  {
    id: "announced",
    weight: 30,
    needs: ["list:exit"],
    begins: [560, "anytime"],
    steps: [...EXIT, ["inspect", 60, 120]],
  },
  {
    id: "several-aspects",
    weight: 12,
    needs: ["list:plan-or-exit"],
    begins: [560, "anytime"],
    steps: EXIT,
    traits: ["several-aspects"],
  },
  {
    id: "planned",
    weight: 8,
    needs: ["list:plan"],
    begins: [100, 170],
    steps: [["plan", 0, 0]],
  },
  {
    id: "planned-stopped",
    weight: 6,
    needs: ["list:plan"],
    begins: [150, 400],
    steps: [
      ["plan", 0, 0],
      ["stop", 45, 60],
    ],
  },
  {
    id: "accepted",
    weight: 12,
    needs: ["list:plan", "acceptance"],
    begins: [240, "anytime"],
    steps: EXIT,
  },
  {
    id: "accepted-at-second-attempt",
    weight: 2,
    needs: ["list:plan-or-exit", "acceptance"],
    begins: [620, "anytime"],
    steps: [
      ["plan", 0, 0],
      ["stop", 45, 60],
      ["fail-acceptance", 10, 20],
      ["dismantle", 5, 15],
      ["accept", 10, 20],
      ["announce", 3, 10],
    ],
  },
  {
    id: "sealed-and-pledge-kept",
    weight: 4,
    needs: ["pledge"],
    begins: [150, 300],
    steps: [...SEALING, ["pledge", 0, 3], ["accept", 10, 20], ["announce", 3, 10]],
    dismantleWithin: [420, 560],
  },
  {
    id: "sealed-past-its-day",
    weight: 2,
    needs: ["pledge"],
    begins: [600, 800],
    steps: [
      ...SEALING,
      ["pledge", 0, 3],
      ["accept", 10, 20],
      ["announce", 3, 10],
      ["report-overdue", 330, 340],
    ],
    dismantleWithin: [150, 300],
  },
  {
    id: "pledge-fulfilled",
    weight: 5,
    needs: ["pledge"],
    begins: [660, "anytime"],
    steps: [
      ...SEALING,
      ["pledge", 0, 3],
      ["dismantle", 100, 180],
      ["accept", 5, 15],
      ["announce", 3, 10],
    ],
    dismantleWithin: [220, 300],
  },
  {
    id: "pledge-broken",
    weight: 0.4,
    needs: ["pledge"],
    begins: [500, 800],
    steps: [...SEALING, ["pledge", 0, 3], ["inspect", 60, 90], ["restart", 60, 120]],
    dismantleWithin: [420, 560],
  },
  {
    id: "no-provincial-notice-found",
    weight: 1,
    needs: ["pledge", "provincial-notice"],
    begins: [150, 250],
    steps: [...SEALING, ["pledge-unnoticed", 0, 3]],
    dismantleWithin: [420, 560],
  },
  {
    id: "sealed-without-pledge",
    weight: 3,
    needs: ["sealing", "no-pledge"],
    begins: [200, 500],
    steps: [...SEALING, ["accept", 10, 20], ["announce", 3, 10], ["inspect", 60, 90]],
  },
  {
    id: "pair-parted",
    weight: 2,
    needs: ["list:plan-or-exit", "sealing"],
    begins: [620, "anytime"],
    steps: [
      ["plan", 0, 0],
      ["stop", 45, 60],
      ["split", 5, 10],
      ["dismantle", 0, 10, "first"],
      ["seal", 0, 5, "second"],
      ["accept", 5, 20, "first"],
      ["announce", 3, 10, "first"],
    ],
    traits: ["pair"],
  },
  {
    id: "rectification-running",
    weight: 4,
    needs: ["list:rectification", "term"],
    begins: [100, 150],
    steps: [["rectify", 0, 0]],
  },
  {
    id: "rectification-extended",
    weight: 2,
    needs: ["list:rectification", "extension"],
    begins: [200, 250],
    steps: [
      ["rectify-extendably", 0, 0],
      ["extend", 150, 175],
    ],
  },
  {
    id: "rectification-met",
    weight: 10,
    needs: ["list:rectification"],
    begins: [260, "anytime"],
    steps: [
      ["rectify", 0, 0],
      ["meet", 100, 160],
    ],
  },
  {
    id: "rectification-overdue",
    weight: 2,
    needs: ["list:rectification", "term"],
    begins: [220, 420],
    steps: [["rectify", 0, 0]],
  },
  {
    id: "rectification-without-number",
    weight: 3,
    needs: ["list:rectification", "open-term"],
    begins: [120, 500],
    steps: [["rectify-openly", 0, 0]],
  },
  {
    id: "overdue-then-closed",
    weight: 6,
    needs: ["list:rectification", "list:closed", "term"],
    begins: [620, "anytime"],
    steps: [
      ["rectify", 0, 0],
      ["stop", 195, 230],
      ["close", 10, 20],
      ["dismantle", 20, 40],
      ["accept", 5, 20],
      ["announce", 3, 10],
    ],
  },
  {
    id: "overdue-then-to-be-eliminated",
    weight: 4,
    needs: ["list:rectification", "list:to-be-eliminated"],
    begins: [380, "anytime"],
    steps: [
      ["rectify", 0, 0],
      ["mark-for-elimination", 195, 230],
    ],
  },
  {
    id: "delisted",
    weight: 4,
    needs: ["list:rectification"],
    begins: [330, "anytime"],
    steps: [
      ["rectify", 0, 0],
      ["meet", 100, 150],
      ["delist", 20, 40],
    ],
  },
  {
    id: "withdrawn",
    weight: 1,
    needs: ["list:rectification"],
    begins: [260, "anytime"],
    steps: [
      ["rectify", 0, 0],
      ["withdraw", 100, 130],
    ],
  },
  {
    id: "over-emission",
    weight: 6,
    needs: ["list:emission"],
    begins: [110, "anytime"],
    steps: [["over-emit", 0, 0]],
  },
  {
    id: "serious-over-emission",
    weight: 2,
    needs: ["list:serious-over-emission"],
    begins: [280, "anytime"],
    steps: [
      ["over-emit", 0, 0],
      ["over-emit-seriously", 100, 150],
    ],
  },
  {
    id: "corrected",
    weight: 1,
    needs: ["list:plan-or-exit"],
    begins: [640, "anytime"],
    steps: [...EXIT, ["correct", 10, 20]],
  },
  {
    id: "renamed",
    weight: 4,
    needs: ["list:plan-or-exit"],
    begins: [560, "anytime"],
    steps: EXIT,
    traits: ["former-name"],
    industry: "cement",
    machine: "球磨机",
    model: "Φ2.2×7m",
  },
  {
    id: "merged",
    weight: 0.5,
    needs: ["list:plan-or-exit"],
    begins: [560, "anytime"],
    steps: EXIT,
    traits: ["merged-id"],
  },
  {
    id: "code-that-fails",
    weight: 0.3,
    needs: ["list:plan-or-exit"],
    begins: [560, "anytime"],
    steps: EXIT,
    traits: ["failing-code"],
  },
  {
    id: "code-not-given",
    weight: 2,
    needs: ["list:plan-or-exit"],
    begins: [560, "anytime"],
    steps: EXIT,
    traits: ["no-code"],
  },
  {
    id: "ditiaogang-furnace-removed",
    weight: 2,
    needs: ["list:plan-or-exit"],
    begins: [560, "anytime"],
    steps: [...EXIT, ["inspect", 60, 120]],
    industry: "steel",
    machine: "中频炉",
    aspect: "technology",
    remark: "违法生产“地条钢”的中频炉，依法取缔",
  },
  {
    id: "kept-as-reserve",
    weight: 1,
    needs: ["coal-reserve"],
    begins: [560, "anytime"],
    steps: [
      ["plan", 0, 0],
      ["stop", 45, 60],
      ["keep-as-reserve", 5, 20],
      ["announce", 20, 40],
    ],
    industry: "coal-power",
    aspect: "technology",
  },
  {
    id: "life-extended",
    weight: 1,
    needs: ["coal-extension"],
    begins: [560, "anytime"],
    steps: [
      ["plan", 0, 0],
      ["extend-life", 30, 60],
    ],
    industry: "coal-power",
    aspect: "technology",
  },
];
