import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { AddressInfo, Socket } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import type { MailServer } from "#server/mail/mail-settings.ts";

/** A certificate for localhost that only the tests trust; its key guards nothing. */
export const CERTIFICATE = "test/fixtures/mail/certificate.pem";
const OWN = { key: readFileSync("test/fixtures/mail/key.pem"), cert: readFileSync(CERTIFICATE) };

export interface TestMailServer {
  /** What arrived, whole, in the order it came. */
  received: { to: string[]; raw: string }[];
  /** Every recipient that was tried. */
  tried: string[];
  settings: MailServer;
  close: () => Promise<void>;
}

/** A real mail server on loopback: STARTTLS and a login, unless told otherwise. */
export async function openMailServer(
  options: SMTPServerOptions = {},
  more: Partial<MailServer> = {},
): Promise<TestMailServer> {
  const received: TestMailServer["received"] = [];
  const tried: string[] = [];
  const sockets = new Set<Socket>();
  const { onRcptTo, ...others } = options;
  const server = new SMTPServer({
    ...OWN,
    authOptional: true,
    onAuth: ({ username, password }, _session, done) =>
      username === "duty" && password === "right"
        ? done(null, { user: username })
        : done(new Error("no")),
    onRcptTo: (address, session, done) => {
      tried.push(address.address);
      if (onRcptTo) onRcptTo.call(server, address, session, done);
      else done();
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        received.push({ to, raw: Buffer.concat(chunks).toString("utf8") });
        done();
      });
    },
    ...others,
  });
  // A client that goes away in the middle is part of these tests.
  server.on("error", () => undefined);
  server.server.on("connection", (socket: Socket) => sockets.add(socket));
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const { port } = server.server.address() as AddressInfo;
  return {
    received,
    tried,
    settings: {
      host: "localhost",
      port,
      security: "starttls",
      login: { user: "duty", pass: "right" },
      caFile: CERTIFICATE,
      from: "register@example.org",
      ...more,
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

/** An error that carries the answer of a mail server. */
export function smtpAnswer(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}

/** Subject and text of a received mail, decoded. */
export function readMail(raw: string): { subject: string; text: string; head: string } {
  const [head = "", body = ""] = raw.split(/\r\n\r\n(.*)/s);
  const unfolded = head.replace(/\r\n[ \t]+/g, " ");
  const subject = /^Subject: (.*)$/m.exec(unfolded)?.[1] ?? "";
  const isBase64 = /Content-Transfer-Encoding: base64/i.test(unfolded);
  return {
    head: unfolded,
    subject: subject
      .replace(/\?= =\?/g, "?==?")
      .replace(/=\?utf-8\?(B|Q)\?(.*?)\?=/gi, (_all, kind: string, part: string) =>
        kind.toUpperCase() === "B"
          ? Buffer.from(part, "base64").toString("utf8")
          : quoted(part.replaceAll("_", " ")),
      ),
    text: isBase64 ? Buffer.from(body, "base64").toString("utf8") : quoted(body),
  };
}

function quoted(text: string): string {
  const bytes = text
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_all, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  return Buffer.from(bytes, "latin1").toString("utf8");
}
