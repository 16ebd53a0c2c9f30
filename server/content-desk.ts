import { join } from "node:path";
import { openPictureFolder } from "./picture-folder.ts";
import { oneAtATime } from "./releases/one-at-a-time.ts";
import { progressIn } from "./releases/release-progress.ts";
import { releasesIn } from "./releases/release-store.ts";
import { wantBuild } from "./releases/wanted-build.ts";
import { openPictureKey } from "./secrets/picture-key.ts";
import type { ContentDesk } from "./services/house.ts";

/** The content folder of the settings; builds and publications take turns on it. */
export function openContentDesk(settings: {
  CONTENT_DIR: string;
  DATA_DIR: string;
  SECRETS_DIR: string;
}): ContentDesk {
  return {
    root: settings.CONTENT_DIR,
    pictures: openPictureFolder(join(settings.DATA_DIR, "pictures"), () =>
      openPictureKey(settings.SECRETS_DIR),
    ),
    alone: (work) => oneAtATime(settings.DATA_DIR, "content", async () => work()),
    wantBuild: () => wantBuild(releasesIn(settings.DATA_DIR)),
    progress: () => progressIn(settings.DATA_DIR),
  };
}
