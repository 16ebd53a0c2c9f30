import type { Problem } from "#domain/problem.ts";

/** Who has signed in. Only for pages behind the gate; throws where the table lets anybody in. */
export function signedIn(locals: App.Locals) {
  if (!locals.session) throw new Error("a page of the staff was rendered for nobody");
  return locals.session;
}

/** A field of a posted form, as text; empty when it was not sent. */
export function formText(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

/** The form that was posted to a page; empty when the page was only opened. */
export async function postedForm(request: Request): Promise<FormData> {
  return request.method === "POST" ? await request.formData() : new FormData();
}

/** The problems of a use case; none when it was not asked for or went well. */
export function problemsIn(outcome: object | undefined): readonly Problem[] {
  return outcome !== undefined && "problems" in outcome ? (outcome.problems as Problem[]) : [];
}
