import { oneAtATime } from "./releases/one-at-a-time.ts";
import type { ContentDesk } from "./services/house.ts";

/** The content folder of the settings; builds and publications take turns on it. */
export function openContentDesk(settings: { CONTENT_DIR: string; DATA_DIR: string }): ContentDesk {
  return {
    root: settings.CONTENT_DIR,
    alone: (work) => oneAtATime(settings.DATA_DIR, "content", async () => work()),
  };
}
