/** The departments and rules of a place as they stand, with what is already decided for later. */
export interface PlaceDesks {
  name: string;
  desks: readonly DeskLine[];
  rules: readonly RuleLine[];
}

export interface DeskLine {
  name: string;
  /** How many rules it leads today. */
  leads: number;
  /** What is decided for days to come. */
  later: string;
  /** Whether it is not decided yet that it ends. */
  lasts: boolean;
  renameHref: string;
  dissolveHref: string;
}

export interface RuleLine {
  summary: string;
  leads: string;
  later: string;
  lasts: boolean;
  assignHref: string;
}
