import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { checkBuiltPages } from "./check-pages.ts";

/** The last step of a build: pages with a fault do not go out, and all faults are said. */
export function gate(): AstroIntegration {
  return {
    name: "gate",
    hooks: {
      "astro:build:done": ({ dir, logger }) => {
        const faults = checkBuiltPages(fileURLToPath(dir).replace(/\/$/, ""));
        for (const { page, message } of faults.slice(0, 200)) logger.error(`${page} ${message}`);
        if (faults.length > 0) throw new Error(`${faults.length} 处问题，页面没有通过检查。`);
        logger.info("pages checked: links, tags, columns");
      },
    },
  };
}
