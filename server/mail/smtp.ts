import { readFileSync } from "node:fs";
import nodemailer from "nodemailer";
import type { MailFault, SendMail } from "#server/services/mailer.ts";
import type { MailServer } from "./mail-settings.ts";

/** Milliseconds: a server that does not answer must not hold up the others for long. */
const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

/** Sends through the operator's mail server. Throws when SMTP_CA_FILE cannot be read. */
export function smtpSender(server: MailServer, patience = PATIENCE): SendMail {
  const { host, port, security, login, caFile, from } = server;
  const transport = nodemailer.createTransport({
    host,
    port,
    secure: security === "tls",
    // Never sent in the clear when the server, or somebody between, leaves STARTTLS out.
    requireTLS: security === "starttls",
    ignoreTLS: security === "none",
    ...(login === null ? {} : { auth: login }),
    ...(caFile === null ? {} : { tls: { ca: readFileSync(caFile) } }),
    ...patience,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async (mail) => {
    try {
      await transport.sendMail({ ...mail, from, headers: { "Auto-Submitted": "auto-generated" } });
      return { sent: true };
    } catch (error) {
      return { fault: faultOf(error as SmtpError) };
    }
  };
}

/** What nodemailer adds to its errors. */
interface SmtpError extends Error {
  code?: string;
  responseCode?: number;
}

const FAULT_OF_CODE: Readonly<Record<string, MailFault>> = {
  EAUTH: "login",
  ENOAUTH: "login",
  ETLS: "insecure",
  EREQUIRETLS: "insecure",
};

/** Certificate errors of OpenSSL come as ESOCKET, with a message that names the certificate. */
const ABOUT_CERTIFICATES = /certificate|self.signed|altnames|ssl|tls/i;

function faultOf({ code = "", responseCode = 0, message }: SmtpError): MailFault {
  const known = FAULT_OF_CODE[code];
  if (responseCode >= 400 && responseCode < 500) return "postponed";
  if (known !== undefined) return known;
  if (responseCode >= 500) return "refused";
  return ABOUT_CERTIFICATES.test(message) ? "insecure" : "unreachable";
}
