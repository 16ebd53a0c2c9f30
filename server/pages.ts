import type { IncomingMessage, ServerResponse } from "node:http";
import { pathToFileURL } from "node:url";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context } from "hono";

/** What on-demand pages are handed, as `Astro.locals`; see src/env.d.ts. */
export type PageLocals = Omit<App.Locals, "shell">;

/** Renders an on-demand page; null when the built site has none at this address. */
export type RenderPage = (c: Context, locals: PageLocals) => Promise<Response | null>;

type AstroHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
  locals: object,
) => Promise<void>;

/** Loads the on-demand pages of a build (`dist/server/entry.mjs`). */
export async function loadPages(entry: string): Promise<RenderPage> {
  const { handler } = (await import(pathToFileURL(entry).href)) as { handler: AstroHandler };
  return async (c, locals) => {
    const { incoming, outgoing } = c.env as { incoming: IncomingMessage; outgoing: ServerResponse };
    let isUnknown = false;
    const next = (error?: unknown) => {
      if (error !== undefined) throw error;
      isUnknown = true;
    };
    await handler(incoming, outgoing, next, locals);
    return isUnknown ? null : RESPONSE_ALREADY_SENT;
  };
}
