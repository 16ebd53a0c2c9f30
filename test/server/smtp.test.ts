import { createServer, type Server } from "node:net";
import { afterEach, expect, test } from "vitest";
import type { MailServer } from "#server/mail/mail-settings.ts";
import { smtpSender } from "#server/mail/smtp.ts";
import { openMailServer, readMail, smtpAnswer, type TestMailServer } from "#support/mail-server.ts";

const MAIL = {
  to: "desk@example.org",
  subject: "期限提醒：2件",
  text: "AK-2026-000001  今天到期\n",
};
/** Milliseconds: the tests do not wait as long as an operator would. */
const IMPATIENT = { connectionTimeout: 1500, greetingTimeout: 1500, socketTimeout: 1500 };

const open: { close: () => unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function mailServer(...given: Parameters<typeof openMailServer>): Promise<TestMailServer> {
  const server = await openMailServer(...given);
  open.push(server);
  return server;
}
const send = (settings: MailServer) => smtpSender(settings, IMPATIENT)(MAIL);

test("by STARTTLS with a login the mail arrives, Chinese and all, marked as automatic", async () => {
  const server = await mailServer({ authOptional: false });
  expect(await send(server.settings)).toEqual({ sent: true });
  expect(server.received.map(({ to }) => to)).toEqual([["desk@example.org"]]);
  const { subject, text, head } = readMail(server.received[0]?.raw ?? "");
  expect(subject).toBe(MAIL.subject);
  expect(text.trim()).toBe(MAIL.text.trim());
  expect(head).toMatch(/^From: register@example\.org$/m);
  expect(head).toMatch(/^Auto-Submitted: auto-generated$/m);
});

test("by TLS from the first byte", async () => {
  const server = await mailServer({ secure: true }, { security: "tls" });
  expect(await send(server.settings)).toEqual({ sent: true });
  expect(server.received).toHaveLength(1);
});

test("without encryption only where the operator said so, on this machine", async () => {
  const plain = { hideSTARTTLS: true, disabledCommands: ["STARTTLS", "AUTH"] };
  const server = await mailServer(plain, { security: "none", login: null });
  expect(await send(server.settings)).toEqual({ sent: true });
});

test("a server that leaves STARTTLS out gets nothing", async () => {
  const server = await mailServer({ hideSTARTTLS: true, disabledCommands: ["STARTTLS"] });
  expect(await send(server.settings)).toEqual({ fault: "insecure" });
  expect(server.received).toEqual([]);
});

test("a certificate nobody vouches for, or for another name, gets nothing", async () => {
  const stranger = await mailServer({}, { caFile: null });
  expect(await send(stranger.settings)).toEqual({ fault: "insecure" });
  const renamed = await mailServer({}, { host: "127.0.0.1" });
  expect(await send(renamed.settings)).toEqual({ fault: "insecure" });
  expect([...stranger.received, ...renamed.received]).toEqual([]);
});

test("a wrong password is a fault of the login", async () => {
  const wrong = { login: { user: "duty", pass: "wrong" } };
  const server = await mailServer({ authOptional: false }, wrong);
  expect(await send(server.settings)).toEqual({ fault: "login" });
});

test("greylisting is tried again, a refusal is not", async () => {
  const later = await mailServer({
    onRcptTo: (_address, _session, done) => done(smtpAnswer(451, "4.7.1 Greylisted")),
  });
  expect(await send(later.settings)).toEqual({ fault: "postponed" });
  const never = await mailServer({
    onRcptTo: (_address, _session, done) => done(smtpAnswer(550, "5.1.1 No such user")),
  });
  expect(await send(never.settings)).toEqual({ fault: "refused" });
});

test("a message refused after it was sent is refused", async () => {
  const server = await mailServer({
    onData: (stream, _session, done) => {
      stream.resume();
      stream.on("end", () => done(smtpAnswer(554, "5.7.1 Rejected")));
    },
  });
  expect(await send(server.settings)).toEqual({ fault: "refused" });
});

test("a connection that is cut in the middle of the message is no success", async () => {
  const server = await mailServer({
    onData: (stream) => {
      stream.once("data", () => void server.close());
    },
  });
  expect(await send(server.settings)).toEqual({ fault: "unreachable" });
});

test("a server that says nothing, or is not there, is given up in time", async () => {
  const silent = await listening(createServer());
  expect(await send(settingsFor(silent.port))).toEqual({ fault: "unreachable" });
  silent.server.close();
  expect(await send(settingsFor(silent.port))).toEqual({ fault: "unreachable" });
});

function settingsFor(port: number): MailServer {
  const from = "register@example.org";
  return { host: "127.0.0.1", port, security: "starttls", login: null, caFile: null, from };
}

async function listening(server: Server): Promise<{ server: Server; port: number }> {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  open.push({ close: () => server.close() });
  return { server, port: typeof address === "object" && address ? address.port : 0 };
}
