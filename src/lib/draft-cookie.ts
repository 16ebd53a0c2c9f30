import type { AstroCookieSetOptions } from "astro";

/**
 * The cookie that opens a draft lives as long as the browser's window, is sent to the report pages
 * alone, and is read by no script.
 */
export function draftCookieOptions(isHttps: boolean): AstroCookieSetOptions {
  return { httpOnly: true, sameSite: "strict", secure: isHttps, path: "/report/" };
}
