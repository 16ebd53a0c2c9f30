/**
 * Who may import whom (docs/decisions/0003). First match wins; `may` lists rooms and packages, a
 * trailing slash means everything below. Imports of a room from itself are always allowed.
 */
export interface ImportRule {
  room: string;
  may: readonly string[];
}

export const IMPORT_RULES: readonly ImportRule[] = [
  { room: "src/domain/", may: ["zod"] },
  { room: "src/search/", may: ["src/domain/", "lunr", "pinyin-pro", "node:"] },
  {
    room: "src/registry/",
    may: ["src/domain/", "zod", "yaml", "csv-parse/sync", "node:fs", "node:path"],
  },
  {
    room: "src/importing/workbook/",
    may: ["hucre", "yauzl", "csv-parse/sync", "node:crypto", "node:worker_threads", "node:util"],
  },
  {
    room: "src/importing/files/",
    may: ["src/domain/", "src/registry/snapshot.ts", "src/importing/", "hucre"],
  },
  { room: "src/importing/", may: ["src/domain/", "src/registry/", "zod", "yaml"] },
  {
    room: "src/publishing/",
    may: [
      "src/domain/",
      "src/registry/",
      "src/importing/",
      "csv-parse/sync",
      "csv-stringify/sync",
      "yaml",
      "node:",
    ],
  },
  { room: "src/lib/", may: ["src/domain/", "src/registry/", "src/search/", "PACKAGE"] },
  {
    room: "src/components/",
    may: [
      "src/domain/",
      "src/lib/format.ts",
      "src/search/",
      "src/components/",
      "src/styles/",
      "astro",
      "uqr",
      "altcha-lib",
      "@simplewebauthn/browser",
    ],
  },
  {
    room: "src/layouts/",
    may: ["src/domain/", "src/lib/format.ts", "src/components/", "src/styles/", "astro"],
  },
  {
    room: "src/pages/",
    may: [
      "src/domain/",
      "src/lib/",
      "src/registry/",
      "src/search/",
      "src/components/",
      "src/layouts/",
      "src/styles/",
      "astro",
      "uqr",
    ],
  },
  { room: "src/middleware.ts", may: ["src/lib/", "astro:middleware"] },
  { room: "db/", may: ["src/domain/", "drizzle-orm", "better-sqlite3", "pg", "node:"] },
  {
    room: "server/services/",
    may: [
      "zod",
      "src/publishing/",
      "src/importing/",
      "src/domain/",
      "src/registry/",
      "db/",
      "server/secrets/",
      "server/evidence/",
      "server/papers/",
      "altcha-lib",
      "rate-limiter-flexible",
      "p-queue",
      "otpauth",
      "@simplewebauthn/server",
      "node:crypto",
      "node:timers/promises",
    ],
  },
  {
    room: "server/evidence/",
    may: ["src/domain/", "exifr", "file-type", "p-queue", "@embedpdf/pdfium", "sharp", "node:"],
  },
  { room: "server/papers/", may: ["docx", "sharp", "node:stream/consumers"] },
  {
    room: "server/mail/",
    may: ["server/services/", "src/registry/", "nodemailer", "yaml", "zod", "node:fs", "node:path"],
  },
  { room: "server/secrets/", may: ["libsodium-wrappers", "src/domain/", "zod", "node:"] },
  {
    room: "server/routes/",
    may: [
      "src/domain/",
      "server/services/",
      "server/middleware/",
      "server/static-site.ts",
      "hono",
      "zod",
      "@fastify/busboy",
      "node:stream",
      "node:stream/promises",
    ],
  },
  {
    room: "server/middleware/",
    may: [
      "src/domain/",
      "server/services/",
      "hono",
      "@hono/node-server",
      "pino",
      "p-queue",
      "node:crypto",
      "node:net",
    ],
  },
];

/** What the pure room must never touch: clock, chance, environment (calls, not imports). */
export const IMPURE = [
  /\bDate\.now\(/,
  /\bnew Date\(\)/,
  /\bMath\.random\(/,
  /\bprocess\./,
  /\bfetch\(/,
];
