import { compact } from "./plain-text.ts";

/** One spelling of a kind of machine: Φ3.2×13m水泥磨, φ3.2*13M 水泥磨 → the same. */
export function machineKey(machine: { name: string; model?: string | null | undefined }): string {
  return spelled(machine.name) + spelled(machine.model ?? "");
}

/** One spelling of a model. */
export function spelled(text: string): string {
  return compact(text)
    .toLowerCase()
    .replace(/[φфø⌀∅]/g, "φ")
    .replace(/[×✕✖╳*∗⨯]/g, "x")
    .replace(/[()_-]/g, "");
}
