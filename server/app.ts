import type { HttpBindings } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import type { Logger } from "pino";
import { faultAnswer, faultPage } from "./fault-answer.ts";
import { fewAtOnce } from "./middleware/few-at-once.ts";
import { requestLog } from "./middleware/request-log.ts";
import { sameOrigin } from "./middleware/same-origin.ts";
import { neverStored, securityHeaders } from "./middleware/security-headers.ts";
import { smallBody } from "./middleware/small-body.ts";
import { type StaffVariables, staffGate, staffSession } from "./middleware/staff-gate.ts";
import { visitorNames } from "./middleware/visitor.ts";
import type { PageLocals } from "./pages.ts";
import type { Releases } from "./releases/releases.ts";
import { ATTACHMENTS_PATH, attachmentRoutes } from "./routes/attachments.ts";
import { EVIDENCE_FORMS, evidenceForms } from "./routes/evidence-forms.ts";
import { type HealthParts, healthRoutes } from "./routes/health.ts";
import { openApiRoutes } from "./routes/open-api.ts";
import { problemAnswer } from "./routes/problem-answer.ts";
import { PUBLICATION_FORM, publicationForms } from "./routes/publication-forms.ts";
import { routingRoutes } from "./routes/routing.ts";
import { notFound, siteRoutes } from "./routes/site.ts";
import { staffRoutes } from "./routes/staff.ts";
import { staffEvidence } from "./routes/staff-evidence.ts";
import { staffPapers } from "./routes/staff-papers.ts";
import { staffSessionRoutes } from "./routes/staff-session.ts";
import { statisticsRoutes } from "./routes/statistics.ts";
import { tipRoutes } from "./routes/tips.ts";
import { isForm } from "./routes/upload.ts";
import {
  PHOTO_UPLOADS,
  VERIFICATION_FORM,
  verificationForms,
} from "./routes/verification-forms.ts";
import { wellKnownRoutes } from "./routes/well-known.ts";

/** Far above the longest filing, far below what could fill the memory. */
const BODY_BYTES = 64 * 1024;

/** A small body must be here within so many milliseconds; of a file something must have come. */
const PATIENCE = 30_000;

const TOO_BUSY = "现在查询的人太多，请过几秒再试。";
const TOO_LARGE = "提交的内容太大，请删短后再试。";
const NO_LENGTH = "提交的内容没有注明长度（Content-Length），没有办理。请用浏览器从本站页面提交。";
const FORM = /^application\/x-www-form-urlencoded\b/i;
const NO_FORM = "提交的不是表单，没有办理。请从本站页面提交。";
const NOT_FROM_HERE = "这个表单不是从本站的页面提交的，没有办理。请从本站页面重新填写。";

/** Files come here, streamed, with limits of their own (`routes/upload.ts`). */
const UPLOADS: readonly string[] = [
  `/api/v1${ATTACHMENTS_PATH}`,
  ...EVIDENCE_FORMS,
  PUBLICATION_FORM,
];

/** Photographs come in forms alone; JSON at the same address is small. */
function isUpload(c: Context): boolean {
  const { path } = c.req;
  return UPLOADS.includes(path) || (isForm(c) && PHOTO_UPLOADS.some((upload) => upload.test(path)));
}

/** Static pages with a query are answered by their on-demand twins; the address stays. */
const TWINS = [
  { page: /^\/search\/$/, twin: () => "/on-demand/search/" },
  {
    page: /^\/lists\/(.+\/)$/,
    twin: (path: string) => `/on-demand${path.replace("/lists/", "/list/")}`,
  },
] as const;

const REPORT_START = "/report/";
const REPORT_FORM = "/report/form/";
const STAFF_SIGNED_OUT = "/staff/signed-out/";

/** Such a page searches the whole index: each costs this process tens of milliseconds. */
const TWINS_AT_ONCE = { running: 2, waiting: 16 } as const;
/** Each holds a whole spreadsheet in memory. */
const SHEETS_AT_ONCE = { running: 2, waiting: 10 } as const;

export interface AppParts {
  releases: Releases;
  locals: () => PageLocals;
  health: HealthParts;
  log: Logger;
  now: () => number;
  /** Origins, besides the one asked, whose forms are taken. */
  origins: readonly string[];
  /** True when visitors come by https, so that cookies may be kept to it. */
  isHttps?: boolean;
  /** Where a proxy in front writes the address of whoever asks; none when there is no proxy. */
  clientAddressHeader?: string;
  /** Milliseconds that a body may keep everybody waiting; tests are less patient. */
  patience?: number;
}

/** The whole server in the order a request meets it. */
export function createApp(parts: AppParts) {
  const { releases, locals, log } = parts;
  const { services } = locals();
  const app = new Hono<{ Bindings: HttpBindings; Variables: StaffVariables }>();
  const visitorOf = visitorNames(parts.clientAddressHeader ?? "");
  const missing = (c: Context) => notFound(c, releases.now().site);
  const isHttps = parts.isHttps ?? false;
  const answerFault = (error: unknown) => faultPage(faultAnswer(log, error));
  const page = async (c: Context, more: Partial<PageLocals> = {}) => {
    const asked = { visitor: visitorOf(c), isHttps, answerFault, ...more };
    const answer = await releases.now().renderPage(c, { ...locals(), ...asked });
    return answer ?? (await missing(c));
  };

  const headers = securityHeaders({ isTurnstileOn: services.turnstileSiteKey !== null, isHttps });
  app.use("/*", requestLog(log, parts.now), headers);
  // A request ends on the release it began on.
  app.use("/*", (_, next) => releases.hold(next));
  app.route("/", healthRoutes(parts.health));
  app.route("/.well-known", wellKnownRoutes(services));

  const patience = parts.patience ?? PATIENCE;
  app.use(
    "/api/*",
    neverStored,
    smallBody({
      bytes: BODY_BYTES,
      patience,
      isExempt: isUpload,
      tooLarge: (c) => problemAnswer(c, 413, "提交的内容太大"),
      tooSlow: (c) => problemAnswer(c, 408, "等待超时，提交的内容没有传完，请重新提交"),
    }),
  );
  app.route("/api/v1", tipRoutes(services, visitorOf));
  app.route("/api/v1", attachmentRoutes(services, visitorOf, patience));
  app.route("/api/v1", routingRoutes(services));
  app.route("/api/v1", statisticsRoutes(services));
  app.use("/api/v1/staff/*", sameOrigin(parts.origins));
  app.route("/api/v1/staff", staffSessionRoutes(services.staff, visitorOf, isHttps));
  const session = staffSession(services.staff, isHttps);
  app.use("/api/v1/staff/*", session);
  app.route("/api/v1/staff", staffRoutes(services, patience));
  app.route("/api/v1", openApiRoutes());
  app.all("/api/*", (c) => problemAnswer(c, 404, "没有这个接口"));

  for (const room of ["/report", "/track", "/staff"] as const) {
    app.get(room, (c) => c.redirect(`${room}/`, 301));
    app.use(`${room}/*`, neverStored, sameOrigin(parts.origins), onlySmallForms);
  }
  // The start page is a file of the built site; what is posted to it begins the form.
  app.post(REPORT_START, (c) => {
    readAs(c, REPORT_FORM);
    return page(c);
  });
  app.route(
    "/",
    evidenceForms(services, visitorOf, { patience, isHttps }, (c, address, upload) => {
      readAs(c, address);
      // What is left of a body that was refused is not waited for.
      (c.env as Partial<HttpBindings> | undefined)?.outgoing?.setHeader("Connection", "close");
      return page(c, { upload });
    }),
  );
  app.all("/report/:step{.+}", (c) => page(c));
  app.all("/track/*", (c) => page(c));
  app.use("/staff/*", session);
  app.route("/staff/tips", staffEvidence(services, missing));
  app.route("/staff/tips", staffPapers(services, missing));
  // A spreadsheet of somebody who is not signed in is not read, so it cannot be handed back.
  const toSignIn = (c: Context) => c.redirect("/staff/sign-in/", 303);
  app.use(PUBLICATION_FORM, staffGate(missing, toSignIn));
  const sheetByTurns = fewAtOnce(SHEETS_AT_ONCE, (c) => c.text(TOO_BUSY, 503));
  app.post(PUBLICATION_FORM, (c, next) =>
    sheetByTurns(c, async () => {
      await next();
      return c.res;
    }),
  );
  app.route(
    "/",
    publicationForms(services.publications, patience, (c, session, listForm) => {
      (c.env as Partial<HttpBindings> | undefined)?.outgoing?.setHeader("Connection", "close");
      return page(c, { session, listForm });
    }),
  );
  const signedOut = (c: Context) => {
    readAs(c, STAFF_SIGNED_OUT);
    return page(c);
  };
  // What was written is handed back; a form full of photographs is not read for that.
  const orToSignIn = (c: Context) => (isSmall(c) ? signedOut(c) : toSignIn(c));
  app.use(VERIFICATION_FORM, staffGate(missing, orToSignIn));
  app.route(
    "/",
    verificationForms(services.desk, patience, (c, session, verificationForm) => {
      (c.env as Partial<HttpBindings> | undefined)?.outgoing?.setHeader("Connection", "close");
      return page(c, { session, verificationForm });
    }),
  );
  app.all("/staff/*", staffGate(missing, signedOut), (c) => page(c, { session: c.get("session") }));

  const takeTurns = fewAtOnce(TWINS_AT_ONCE, (c) => c.text(TOO_BUSY, 503));
  app.get("/*", async (c, next) => {
    const { pathname, search } = new URL(c.req.url);
    const found = search.length > 1 && TWINS.find((entry) => entry.page.test(pathname));
    if (!found) return await next();
    readAs(c, `${found.twin(pathname)}${search}`);
    return await takeTurns(c, () => page(c));
  });
  app.route("/", siteRoutes(releases.now));

  app.notFound(missing);
  app.onError((error, c) => {
    if (error instanceof HTTPException) return c.text(NOT_FROM_HERE, error.status);
    const { status, message, headers } = faultAnswer(log, error);
    for (const [name, value] of Object.entries(headers)) c.header(name, value);
    return problemAnswer(c, status, message);
  });
  return app;
}

/** The pages answer as if another address had been asked for; the browser keeps its own. */
function readAs(c: Context, address: string) {
  const { incoming } = (c.env ?? {}) as Partial<HttpBindings>;
  if (incoming) incoming.url = address;
}

/**
 * For pages, whose body Astro reads whole into memory: by the length that is announced. Browsers
 * announce it for every form; a body that comes in chunks could go on for ever. Forms with files are
 * read here, so that pages get no other kind than the one that every program writes alike.
 */
async function onlySmallForms(c: Context, next: () => Promise<void>) {
  if (isUpload(c)) return await next();
  if (!isSmall(c)) return isChunked(c) ? c.text(NO_LENGTH, 411) : c.text(TOO_LARGE, 413);
  const isEmpty = Number(c.req.header("Content-Length") ?? 0) === 0;
  const isKnown = FORM.test(c.req.header("Content-Type") ?? "");
  return isEmpty || isKnown ? await next() : c.text(NO_FORM, 415);
}

function isSmall(c: Context): boolean {
  return !isChunked(c) && Number(c.req.header("Content-Length") ?? 0) <= BODY_BYTES;
}

function isChunked(c: Context): boolean {
  return c.req.header("Transfer-Encoding") !== undefined;
}
