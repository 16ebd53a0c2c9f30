import { once } from "node:events";
import type { Server } from "node:http";
import { serve } from "@hono/node-server";
import { type Logger, pino } from "pino";
import { ping } from "#db/database.ts";
import { deletePresencesBefore } from "#db/queries/desk-work.ts";
import { deleteExpired } from "#db/queries/filing.ts";
import { deleteHalvesBefore } from "#db/queries/identity-looks.ts";
import { deleteOverSignInCounts } from "#db/queries/sign-in-counts.ts";
import { deleteOverSessions } from "#db/queries/staff-sessions.ts";
import { lookEnds } from "#domain/identity-look.ts";
import { createApp } from "./app.ts";
import { type Settings, settingsOrExit } from "./env.ts";
import { startFigures } from "./figures-job.ts";
import { openHouse } from "./house.ts";
import { startNoticeJob } from "./notice-job.ts";
import { openSite } from "./releases/open-site.ts";
import { type Publisher, startPublisher } from "./releases/publisher-job.ts";
import { machineName } from "./releases/publisher-lease.ts";
import { startPublishing } from "./releases/publishing-job.ts";
import type { House } from "./services/house.ts";
import { createServices } from "./services/index.ts";
import { purgeTips } from "./services/purge-tips.ts";
import { sessionEnds } from "./services/staff-session.ts";
import { deleteLeftovers } from "./services/sweep-evidence.ts";
import { deleteUnusedPictures } from "./services/sweep-pictures.ts";

const MINUTE = 60_000;
const HOUR = 3_600_000;
const TEN_MINUTES = 600_000;
/** A film of 200 MB over a weak mobile network. */
const UPLOAD_TIME = 1_800_000;

await start(settingsOrExit());

/** Opens everything, listens, says where, and closes in order when told to stop. */
async function start(settings: Settings): Promise<void> {
  const log = pino({ level: settings.LOG_LEVEL, base: null });
  const site = await openSite(settings, log).catch((error: Error) => stopWith(error.message));
  const { releases } = site;
  const { house, newPassphrase } = await openHouse(settings, () => releases.now().snapshot);
  if (newPassphrase !== null) showOnce(newPassphrase, settings.SECRETS_DIR);
  const services = createServices(house);
  const publisher =
    settings.SITE_DIR === undefined ? await publisherOf(house, settings, log) : null;
  const app = createApp({
    releases,
    locals: () => ({
      snapshot: house.snapshot(),
      today: house.today(),
      serviceOrigin: settings.SERVICE_ORIGIN,
      services,
      openSearchIndex: releases.now().openSearchIndex,
    }),
    health: {
      isReady: () =>
        ping(house.db).then(
          () => true,
          () => false,
        ),
      facts: () => ({ ...site.facts(), ...publisher?.facts() }),
    },
    log,
    now: () => performance.now(),
    origins: [settings.SITE_URL, settings.SERVICE_ORIGIN].flatMap((url) =>
      url ? [new URL(url).origin] : [],
    ),
    clientAddressHeader: settings.CLIENT_ADDRESS_HEADER,
    isHttps: (settings.SERVICE_ORIGIN || settings.SITE_URL || "").startsWith("https:"),
  });
  const server = serve({
    fetch: app.fetch,
    hostname: settings.HOST,
    port: settings.PORT,
    // A search of 10,000 Chinese characters is 90 kB of address; it gets an answer, not a bare 431.
    serverOptions: { maxHeaderSize: 128 * 1024, requestTimeout: UPLOAD_TIME },
  }) as Server;
  server.on("error", (error: NodeJS.ErrnoException) => stopWith(portMessage(error, settings)));
  await once(server, "listening");
  sayWhere(server, settings);

  const sweep = setInterval(() => {
    const now = house.now().toISOString();
    house.db
      .once("delete expired", async (queries) => {
        await deleteExpired(queries, now);
        await deleteOverSessions(queries, sessionEnds(house));
        await deleteOverSignInCounts(queries, now);
        await deletePresencesBefore(queries, now);
      })
      .catch((error) => log.error(error));
  }, HOUR);
  const closeLooks = setInterval(() => {
    house.db
      .once("close looks at names", (queries) => deleteHalvesBefore(queries, lookEnds(house.now())))
      .catch((error) => log.error(error));
  }, MINUTE);
  const sweepLeftovers = setInterval(
    () => deleteLeftovers(house).catch((error) => log.error(error)),
    TEN_MINUTES,
  );
  const stopNotices = startNoticeJob(house, settings, log);
  if (publisher !== null) site.keepFresh(publisher);
  const publishing = publisher && startPublishing(house, publisher, log);
  const figures = publisher && startFigures(house, settings, publisher, log);
  const purge = setInterval(() => purgeTips(house).catch((error) => log.error(error)), HOUR);
  const sweepPictures = setInterval(
    () => deleteUnusedPictures(house, house.content).catch((error) => log.error(error)),
    HOUR,
  );
  const stop = async () => {
    stopNotices();
    publishing?.stop();
    figures?.stop();
    publisher?.stop();
    clearInterval(sweep);
    clearInterval(closeLooks);
    clearInterval(purge);
    clearInterval(sweepPictures);
    clearInterval(sweepLeftovers);
    site.stop();
    server.close();
    server.closeIdleConnections();
    await once(server, "close");
    await house.db.close();
    process.exit(0);
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

/** Of several machines on one database one publishes and builds. */
async function publisherOf(house: House, settings: Settings, log: Logger): Promise<Publisher> {
  const { DATA_DIR: dataDir, CONTENT_DIR: contentDir } = settings;
  const name = machineName(dataDir);
  return await startPublisher({ db: house.db, name, dataDir, contentDir, now: house.now }, log);
}

function sayWhere(server: Server, settings: Settings): void {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : settings.PORT;
  const origin = `http://${settings.HOST}:${port}`;
  console.log(`listening on ${origin}
  site    ${origin}/
  report  ${origin}/report/
  track   ${origin}/track/
  API     ${origin}/api/v1/openapi.json`);
}

/** The passphrase goes to the console and nowhere else. */
function showOnce(passphrase: string, directory: string): void {
  console.log(`
A recovery key was made in ${directory}. Its passphrase is shown now and never again:

    ${passphrase}

Write it down and keep it away from this machine. Without it nobody can open a tip
before a desk has members of its own.
`);
}

function portMessage(error: NodeJS.ErrnoException, { HOST, PORT }: Settings): string {
  return error.code === "EADDRINUSE"
    ? `端口 ${PORT} 已被别的程序占用。请关掉它，或者换一个端口，例如 PORT=${PORT + 1} npm start。`
    : `不能在 ${HOST}:${PORT} 上提供服务：${error.message}`;
}

function stopWith(message: string): never {
  console.error(message);
  process.exit(1);
}
