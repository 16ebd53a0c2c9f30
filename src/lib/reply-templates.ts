import { filledTemplate, type ReplyTemplate } from "#domain/reply-template.ts";

/** The templates for the note of an act, to choose from. */
export function templateOptions(templates: readonly ReplyTemplate[], act: string) {
  return templates
    .filter((template) => template.act === act)
    .map(({ id, name }) => ({ value: id, label: name }));
}

/** The template that an address asks for, filled in; undefined when it names none. */
export function chosenTemplate(
  templates: readonly ReplyTemplate[],
  asked: URLSearchParams,
  facts: Parameters<typeof filledTemplate>[1],
) {
  const template = templates.find(({ id }) => id === asked.get("template"));
  return template && { ...template, text: filledTemplate(template, facts) };
}
