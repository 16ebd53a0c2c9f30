import { compact, plain } from "./plain-text.ts";
import { nameAndModel } from "./read-machines.ts";

/** One spelling of a kind of machine: Φ3.2×13m水泥磨, φ3.2*13M 水泥磨, 水泥磨 Φ3.2米×13米 → the same. */
export function machineKey(machine: { name: string; model?: string | null | undefined }): string {
  const { name, model } = machine.model ? machine : nameAndModel(plain(machine.name));
  return spelled(name) + spelled(model ?? "");
}

/** One spelling of a model. */
export function spelled(text: string): string {
  return compact(text)
    .toLowerCase()
    .replace(/[φфø⌀∅]/g, "φ")
    .replace(/[×✕✖╳*∗⨯]/g, "x")
    .replace(/(?<=\d)米/g, "m")
    .replace(/(?<=\d)(?:m³|立方米)/g, "m3")
    .replace(/[()_-]/g, "");
}
