import { SEVERAL_FIELD, type Several } from "#domain/inbox-several.ts";
import type { Problem } from "#domain/problem.ts";

interface PostedSeveral {
  desk: App.Locals["services"]["desk"];
  session: NonNullable<App.Locals["session"]>;
  several: Several;
}

/** Does one thing to every chosen tip, unless something is missing; names each that is refused. */
export async function doOnSeveral({ desk, session, several }: PostedSeveral) {
  const { act, work, note, chosen } = several;
  if (several.problems.length > 0) return { doneCount: 0, problems: several.problems };
  const problems: Problem[] = [];
  for (const { reference, version } of chosen) {
    const outcome = act
      ? await desk.actOnTip(session, reference, { ...act, input: { ...act.input, version } })
      : await desk.recordWork(session, reference, work);
    // The note of a matter of the desk is for the desk: it goes with its own notes.
    const isNoted = "value" in outcome && act === null && note !== "";
    const noted = isNoted ? await desk.recordNote(session, reference, { text: note }) : outcome;
    if ("value" in noted) continue;
    const said = noted.problems.map(({ message }) => message).join("");
    problems.push({ field: SEVERAL_FIELD, message: `${reference}：${said}` });
  }
  return { doneCount: chosen.length - problems.length, problems };
}
