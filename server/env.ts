import { join } from "node:path";
import { z } from "zod";
import { calendarDate } from "#domain/calendar-date.ts";
import { mailFields, mailProblems } from "./mail/mail-settings.ts";
import { TEST_SECRET, WHEN_UNREACHABLE } from "./services/turnstile.ts";

const origin = (example: string) =>
  z.url(`要写完整网址，例如 ${example}`).transform((text) => text.replace(/\/$/, ""));

/** Everything the server takes from its environment; nothing else reads it. */
const fields = z.object({
  HOST: z.string().min(1).default("127.0.0.1"),
  PORT: z.coerce.number("要写端口号").int().min(0).max(65_535).default(4321),
  SITE_URL: origin("https://example.org").optional(),
  SERVICE_ORIGIN: z.union([z.literal(""), origin("https://report.example.org")]).default(""),
  CONTENT_DIR: z.string().min(1).default("./content"),
  DATA_DIR: z.string().min(1).default("./data"),
  SECRETS_DIR: z.string().min(1).default("./secrets"),
  SITE_DIR: z
    .string()
    .min(1)
    .optional()
    .describe("A built site served as it is; without it the releases below DATA_DIR are followed"),
  TODAY: z
    .union([z.literal(""), calendarDate])
    .optional()
    .describe("A fixed day, for tests and demonstrations"),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  CLIENT_ADDRESS_HEADER: z
    .string()
    .default("")
    .describe("Set by a proxy in front, e.g. X-Real-IP; kept in memory only, as a hash"),
  PUBLISH_FIGURES: z
    .enum(["monthly", "by-hand"], "请写 monthly 或 by-hand")
    .default("by-hand")
    .describe("monthly: the figures of tips are published by themselves when a month is over"),
  TURNSTILE_SITE_KEY: z.string().min(1).optional(),
  TURNSTILE_SECRET_KEY: z.string().min(1).optional(),
  TURNSTILE_VERIFY_URL: z
    .url("要写完整网址")
    .default("https://challenges.cloudflare.com/turnstile/v0/siteverify"),
  TURNSTILE_UNREACHABLE: z
    .enum(WHEN_UNREACHABLE, `请写 ${WHEN_UNREACHABLE.join(" 或 ")}`)
    .default("fall-back")
    .describe("fall-back: the reporter answers a question instead; accept: filed, with a mark"),
  DATABASE_URL: z
    .url({
      protocol: /^postgres(?:ql)?$/,
      error: "要写成 postgres://用户:口令@主机/库名；不写就用内置的 SQLite。",
    })
    .optional(),
  ...mailFields,
});
/** Turnstile needs both keys, and a name to hold against the one Cloudflare saw. */
const settings = fields.check(({ value, issues }) => {
  const { TURNSTILE_SITE_KEY: siteKey, TURNSTILE_SECRET_KEY: secret } = value;
  const complain = (name: string, message: string) =>
    issues.push({ code: "custom", path: [name], message, input: undefined });
  if (siteKey && !secret) complain("TURNSTILE_SECRET_KEY", "与 TURNSTILE_SITE_KEY 要一起设置");
  if (secret && !siteKey) complain("TURNSTILE_SITE_KEY", "与 TURNSTILE_SECRET_KEY 要一起设置");
  const hasHost = Boolean(value.SITE_URL || value.SERVICE_ORIGIN);
  if (secret && !hasHost && !TEST_SECRET.test(secret)) {
    complain("SITE_URL", "启用 Turnstile 时要写明本站网址，用来核对验证是在哪个网站做的");
  }
  for (const { name, message } of mailProblems(value)) complain(name, message);
});
export type Settings = z.infer<typeof settings>;

/** Reads the settings, or gives every wrong name with what to do about it. */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
): { settings: Settings } | { problems: string[] } {
  const parsed = settings.safeParse(environment);
  if (parsed.success) return { settings: parsed.data };
  const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")}：${issue.message}`);
  return { problems };
}

/** Which database the settings name: an address, or else the embedded file. */
export function databasePlace({ DATABASE_URL, DATA_DIR }: Settings) {
  return { url: DATABASE_URL, file: join(DATA_DIR, "tips.sqlite") };
}

/** The settings of this process; stops it when any is wrong. */
export function settingsOrExit(): Settings {
  const read = readSettings(process.env);
  if ("settings" in read) return read.settings;
  console.error(
    `环境变量有误，服务没有启动：\n${read.problems.map((line) => `  ${line}`).join("\n")}`,
  );
  process.exit(1);
}
