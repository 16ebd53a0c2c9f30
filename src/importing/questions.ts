import type { ImportQuestion } from "./import-draft.ts";

/** Questions of one import: the same doubt is asked once, however many rows have it. */
export class Questions {
  readonly #asked = new Map<string, ImportQuestion>();
  readonly #answers: Readonly<Record<string, string>>;

  constructor(answers: Readonly<Record<string, string>>) {
    this.#answers = answers;
  }

  /** The answer given, or null; the question is noted in either case. */
  ask(question: Omit<ImportQuestion, "rows" | "answer">, row: string): string | null {
    const asked = this.#asked.get(question.id) ?? { ...question, rows: [], answer: null };
    asked.rows.push(row);
    asked.answer = this.#validAnswer(asked);
    this.#asked.set(question.id, asked);
    return asked.answer;
  }

  #validAnswer({ id, candidates }: ImportQuestion): string | null {
    const answer = this.#answers[id];
    const isValid = answer === "new" || candidates.some((candidate) => candidate.id === answer);
    return isValid ? (answer ?? null) : null;
  }

  get all(): ImportQuestion[] {
    return [...this.#asked.values()];
  }

  /** Answers that fit no question: misspelt, or left over from another file. */
  get unusedAnswers(): string[] {
    return Object.keys(this.#answers).filter(
      (id) => (this.#asked.get(id)?.answer ?? null) === null,
    );
  }
}
