import { newKey } from "./sealing.ts";

/** A key in two halves, each by chance alone: one says nothing about the key. */
export interface SplitKey {
  desk: Uint8Array;
  office: Uint8Array;
}

/** Splits a key of 32 bytes. */
export function splitKey(key: Uint8Array): SplitKey {
  const desk = newKey();
  return { desk, office: joinKey({ desk, office: key }) };
}

/** The key of two halves. */
export function joinKey({ desk, office }: SplitKey): Uint8Array {
  return desk.map((byte, index) => byte ^ (office[index] ?? 0));
}
