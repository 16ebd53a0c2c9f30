/** Something wrong in what a person gave, in a sentence they can act on. It never echoes input. */
export interface Problem {
  /** Path of the field, e.g. `subject.name`; empty for the whole. */
  field: string;
  message: string;
}
