import { type InboxQuery, inboxHref } from "#domain/inbox-query.ts";
import { OWN_VIEW_FIELD } from "#domain/own-view.ts";
import type { Problem } from "#domain/problem.ts";
import { formText } from "./signed-in.ts";

type Answer = { value: { id: string } } | { problems: readonly Problem[] };

/** What the services do with views of one's own; they know who has signed in. */
interface OwnViewWork {
  record: (view: { name: string; query: InboxQuery }) => Promise<Answer>;
  withdraw: (id: string) => Promise<Answer>;
}

/** Does what a posted form wants with a view of one's own; undefined when it wants nothing of one. */
export async function doOnOwnViews(
  form: FormData,
  query: InboxQuery,
  { record, withdraw }: OwnViewWork,
): Promise<{ href: string } | { problems: readonly Problem[] } | undefined> {
  const [kept, dropped] = [formText(form, "keep"), formText(form, "drop")];
  if (kept === "" && dropped === "") return undefined;
  const answer =
    kept === ""
      ? await withdraw(dropped)
      : await record({ name: formText(form, OWN_VIEW_FIELD), query });
  if ("problems" in answer) {
    return { problems: answer.problems.map(({ message }) => ({ field: OWN_VIEW_FIELD, message })) };
  }
  return { href: kept === "" ? "/staff/tips/" : inboxHref(query) };
}
