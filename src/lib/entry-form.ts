/** What a desk typed into the form that enters a tip for somebody, as the services read it. */
export function entryInput(form: FormData): Record<string, unknown> {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const given = (name: string) => (text(name) === "" ? {} : { [name]: text(name) });
  const isNamed = text("as") === "named";
  return {
    ...given("area"),
    ...given("seenOn"),
    channel: text("channel"),
    category: text("category"),
    ...given("record"),
    subject:
      text("name") === ""
        ? { unknown: true, ...given("address") }
        : { name: text("name"), ...given("address") },
    description: text("description"),
    ...(text("isOngoing") === "" ? {} : { isOngoing: text("isOngoing") === "yes" }),
    reporter: isNamed
      ? { as: "named", name: text("reporterName"), phone: text("reporterPhone") }
      : { as: "anonymous" },
    exclude: form.getAll("exclude").map(String),
  };
}

/** Where on the form a problem of the input is mended. */
export const ENTRY_FIELDS: Readonly<Record<string, string>> = {
  "subject.name": "name",
  "subject.address": "address",
  "reporter.name": "reporterName",
  "reporter.phone": "reporterPhone",
};
