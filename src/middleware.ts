import { defineMiddleware } from "astro:middleware";
import { shellOf } from "#lib/shell.ts";
import { wholeAnswer } from "#lib/whole-answer.ts";

/**
 * Gives every page the content it stands for and what header and footer show. On-demand pages
 * bring the server's own snapshot; only static pages load the one of the build. What fails on demand
 * is answered and logged by the server: Astro would log messages, which may hold what was written.
 */
export const onRequest = defineMiddleware(async ({ locals }, next) => {
  if (locals.snapshot === undefined) {
    const { snapshot, today, serviceOrigin } = await import("#lib/context.ts");
    Object.assign(locals, { snapshot, today, serviceOrigin });
  }
  locals.shell = shellOf(locals);
  const { answerFault } = locals;
  return answerFault === undefined ? next() : await next().then(wholeAnswer).catch(answerFault);
});
