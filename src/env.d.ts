/// <reference types="astro/client" />

/** What the build hands to the pages; see astro.config.mjs. */
interface ImportMetaEnv {
  readonly CONTENT_DIR: string;
  /** A checked snapshot to take in place of the content folder; empty when there is none. */
  readonly SNAPSHOT: string;
  readonly SITE_URL: string;
  readonly SERVICE_ORIGIN: string;
  readonly TODAY: string;
}

// biome-ignore lint/style/noNamespace: Astro types its locals through this namespace.
declare namespace App {
  /** Set by src/middleware.ts for static pages; the server sets all but the shell on demand. */
  interface Locals {
    /** Checked content of the release being shown. */
    snapshot: import("#registry/snapshot.ts").Snapshot;
    /** The Shanghai date the page stands for. */
    today: import("#domain/calendar-date.ts").CalendarDate;
    /** Where report, track and staff live; empty when they are on this origin. */
    serviceOrigin: string;
    /** The use cases. Only on-demand pages have them. */
    services: import("#server/services/index.ts").Services;
    /** Whoever asks, under a name of this process; absent in development. */
    visitor?: string | null;
    /** Who has signed in, on pages of the staff; see src/lib/signed-in.ts. */
    session?: import("#server/services/staff-session.ts").StaffSession | null;
    /** True when visitors come by https, so that cookies may be kept to it. */
    isHttps?: boolean;
    /** Answers for a page that failed, and logs where without what was written; absent in a build. */
    answerFault?: (error: unknown) => Response;
    /** What became of a form with files, which the server has read before the page. */
    upload?: {
      problems: readonly import("#domain/problem.ts").Problem[];
      /** The code the form held; only on the tracking page. */
      receipt?: string;
      added?: readonly import("#server/services/record-evidence.ts").EvidenceReceipt[];
    };
    /** What became of a list that was uploaded in the console. */
    listForm?: import("#server/routes/publication-forms.ts").ListForm;
    /** What became of a verification record that was sent with photographs. */
    verificationForm?: import("#server/routes/verification-forms.ts").RefusedVerification;
    /** What was written about a tip that is not there any more for whoever wrote it. */
    unsaved?: readonly string[];
    /** Opens the search index of the site being served. Only on-demand pages have it. */
    openSearchIndex: () => Promise<import("#search/published.ts").PublishedSearch>;
    /** Header and footer. */
    shell: import("#lib/shell.ts").Shell;
  }
}
