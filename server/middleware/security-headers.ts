import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { createMiddleware } from "hono/factory";

/** Nothing inline and nothing from elsewhere, on any page (`stack.md`, checked in Chromium). */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Turnstile loads its script and its frame from here (Cloudflare's page on its CSP). */
const TURNSTILE_ORIGIN = "https://challenges.cloudflare.com";

/** The same for every answer. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "Content-Security-Policy": CONTENT_SECURITY_POLICY,
  "X-Content-Type-Options": "nosniff",
  // Not `no-referrer`: browsers then send `Origin: null` and no form could be told from a forged one.
  "Referrer-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
  "Cross-Origin-Opener-Policy": "same-origin",
  "X-Frame-Options": "DENY",
};
/** Where visitors come by https: for a year browsers do not try without it, in whatever network. */
export const HTTPS_HEADERS: Readonly<Record<string, string>> = {
  ...SECURITY_HEADERS,
  "Strict-Transport-Security": "max-age=31536000",
};
const WITH_TURNSTILE = {
  "Content-Security-Policy": CONTENT_SECURITY_POLICY.replace(
    "script-src 'self'",
    `script-src 'self' ${TURNSTILE_ORIGIN}; frame-src ${TURNSTILE_ORIGIN}`,
  ),
};
/** What people have sent is shown or taken away, and does nothing (CSP 3, 6.3.3). */
export const POLICY_OF_FILES = {
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
};
const FILES = /^\/(?:staff\/publications\/[^/]+\/)?pictures\//;

/**
 * Sets the headers on every answer of the app. On the report, and only where the operator has
 * switched Turnstile on, Cloudflare's script and frame may be loaded.
 */
export function securityHeaders({ isTurnstileOn = false, isHttps = false }) {
  const everywhere = isHttps ? HTTPS_HEADERS : SECURITY_HEADERS;
  const onReport = isTurnstileOn ? { ...everywhere, ...WITH_TURNSTILE } : everywhere;
  const onFiles = { ...everywhere, ...POLICY_OF_FILES };
  return setHeaders((path) => {
    if (FILES.test(path)) return onFiles;
    return path.startsWith("/report/") ? onReport : everywhere;
  });
}

/** For pages and answers that belong to one person: nothing may keep them. */
export const neverStored = setHeaders(() => ({ "Cache-Control": "no-store" }));

/** Astro writes its pages to the socket itself, so headers are set there and on Hono's answers. */
function setHeaders(headersFor: (path: string) => Readonly<Record<string, string>>) {
  return createMiddleware<{ Bindings: Partial<HttpBindings> }>(async (c, next) => {
    const headers = headersFor(c.req.path);
    for (const [name, value] of Object.entries(headers)) c.env?.outgoing?.setHeader(name, value);
    await next();
    if (c.res === RESPONSE_ALREADY_SENT) return;
    for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);
  });
}
