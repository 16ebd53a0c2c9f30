import { z } from "zod";

/** How the way to the mail server is kept from readers; without it only on this very machine. */
export const MAIL_SECURITY = ["starttls", "tls", "none"] as const;
type MailSecurity = (typeof MAIL_SECURITY)[number];

const PORTS: Readonly<Record<MailSecurity, number>> = { starttls: 587, tls: 465, none: 25 };
const THIS_MACHINE = ["localhost", "127.0.0.1", "::1"];

/** Settings of the outgoing mail server; without SMTP_HOST no notice is sent. */
export const mailFields = {
  SMTP_HOST: z.string().min(1, "要写邮件服务器的名称").optional(),
  SMTP_PORT: z.coerce.number("要写端口号").int().min(1).max(65_535).optional(),
  SMTP_SECURITY: z
    .enum(MAIL_SECURITY, `请写 ${MAIL_SECURITY.join("、")} 之一`)
    .optional()
    .describe("starttls when not set; none only on this machine"),
  SMTP_USER: z.string().min(1, "不需要登录就不要写").optional(),
  SMTP_PASSWORD: z.string().min(1, "不需要登录就不要写").optional(),
  SMTP_CA_FILE: z
    .string()
    .min(1, "要写证书文件的路径")
    .optional()
    .describe("PEM of an authority of one's own that signed the server's certificate"),
  MAIL_FROM: z.email("要写发件人的邮箱地址").optional(),
};
type MailValues = z.infer<z.ZodObject<typeof mailFields>>;

/** What is wrong between the mail settings, by name. */
export function mailProblems(value: MailValues): { name: string; message: string }[] {
  const { SMTP_HOST: host, SMTP_USER: user, SMTP_PASSWORD: password, MAIL_FROM: from } = value;
  const isBare = value.SMTP_SECURITY === "none";
  const problems = [
    { name: "MAIL_FROM", is: host && !from, message: "设置了 SMTP_HOST，就要写发件人的邮箱地址" },
    { name: "SMTP_HOST", is: !host && from, message: "设置了 MAIL_FROM，就要写邮件服务器" },
    { name: "SMTP_PASSWORD", is: user && !password, message: "与 SMTP_USER 要一起设置" },
    { name: "SMTP_USER", is: password && !user, message: "与 SMTP_PASSWORD 要一起设置" },
    {
      name: "SMTP_SECURITY",
      is: isBare && host && !THIS_MACHINE.includes(host),
      message: "邮件服务器不在本机时不能不加密，请用 starttls 或 tls",
    },
  ];
  return problems.flatMap(({ name, is, message }) => (is ? [{ name, message }] : []));
}

/** Where mail goes out, and in whose name. */
export interface MailServer {
  host: string;
  port: number;
  security: MailSecurity;
  login: { user: string; pass: string } | null;
  caFile: string | null;
  from: string;
}

/** The mail server of settings without problems; null where none is set. */
export function mailServerOf(value: MailValues): MailServer | null {
  const { SMTP_HOST: host, MAIL_FROM: from, SMTP_USER: user, SMTP_PASSWORD: pass } = value;
  if (host === undefined || from === undefined) return null;
  const security = value.SMTP_SECURITY ?? "starttls";
  return {
    host,
    port: value.SMTP_PORT ?? PORTS[security],
    security,
    login: user === undefined || pass === undefined ? null : { user, pass },
    caFile: value.SMTP_CA_FILE ?? null,
    from,
  };
}
