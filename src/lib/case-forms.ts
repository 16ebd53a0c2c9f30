import { actInput } from "#domain/act-field.ts";
import { formText } from "./signed-in.ts";

interface PostedCase {
  desk: App.Locals["services"]["desk"];
  session: NonNullable<App.Locals["session"]>;
  reference: string;
  form: FormData;
}

/** What a form of the page of a case does; each gives the same kind of outcome. */
const CASE_FORMS = {
  act: ({ desk, session, reference, form }) =>
    desk.actOnTip(
      session,
      reference,
      { act: formText(form, "act"), input: actInput(form) },
      formText(form, "masking"),
    ),
  original: ({ desk, session, reference, form }) =>
    desk.actOnTip(
      session,
      reference,
      { act: "open-original", input: { note: formText(form, "note") } },
      formText(form, "masking"),
    ),
  message: ({ desk, session, reference, form }) =>
    desk.recordMessage(
      session,
      reference,
      { text: formText(form, "text") },
      formText(form, "masking"),
    ),
  note: ({ desk, session, reference, form }) =>
    desk.recordNote(session, reference, { text: formText(form, "text") }),
  assign: ({ desk, session, reference, form }) =>
    desk.recordWork(session, reference, {
      assignee: formText(form, "assignee") || null,
      seen: { assignee: formText(form, "seen") || null },
    }),
  snooze: ({ desk, session, reference, form }) =>
    desk.recordWork(session, reference, {
      snoozedUntil: formText(form, "snoozedUntil") || null,
      seen: { snoozedUntil: formText(form, "seen") || null },
    }),
} satisfies Record<string, (posted: PostedCase) => Promise<object>>;

/** What the page says when it was done. */
export const CASE_DONE: Readonly<Record<string, string>> = {
  act: "已经办好，举报人查进度时能看到。",
  message: "消息已经发给举报人。",
  note: "内部记录已经保存。",
  verification: "核查记录已经保存。",
  original: "原因已经记录，可以保存原件了。",
  assign: "已经分派。",
  snooze: "已经改好。",
};

/** Does what the posted form names in `does`; undefined when the page was only opened. */
export async function doOnCase(posted: PostedCase): Promise<object | undefined> {
  const forms: Record<string, (posted: PostedCase) => Promise<object>> = CASE_FORMS;
  return await forms[formText(posted.form, "does")]?.(posted);
}
