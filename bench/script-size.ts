import { brotliCompressSync } from "node:zlib";
import { build as bundle } from "vite";

/** Client, worker and lunr, bundled as the site bundles them. */
export async function measureScripts(): Promise<number> {
  const entry = new URL("../src/search/client.ts", import.meta.url).pathname;
  const result = await bundle({
    configFile: false,
    logLevel: "silent",
    worker: { format: "es" },
    build: {
      write: false,
      rolldownOptions: { input: entry, preserveEntrySignatures: "strict" },
    },
  });
  const outputs = Array.isArray(result) ? result : "output" in result ? [result] : [];
  const sources = outputs
    .flatMap(({ output }) => output)
    .map((file) => (file.type === "chunk" ? file.code : Buffer.from(file.source)));
  return sources.reduce((sum, source) => sum + brotliCompressSync(source).length, 0);
}
