import { formatReceipt } from "#domain/receipt.ts";
import type { House, Outcome } from "./house.ts";
import { openByReceipt } from "./open-tip.ts";
import { type SignedReceipt, signReceipt } from "./sign-receipt.ts";

/** What a reporter gets for a filing. */
export interface TipReceipt extends Omit<SignedReceipt, "particulars"> {
  /** The code in groups of four; shown once. */
  receipt: string;
}

/** The receipt of a tip just stored; the same every time it is asked for. */
export async function tipReceipt(house: House, receipt: string): Promise<TipReceipt> {
  const viewed = await viewReceipt(house, receipt);
  if (!("value" in viewed)) throw new Error("a tip just stored does not open with its receipt");
  const { particulars: _, ...signed } = viewed.value;
  return { ...signed, receipt: formatReceipt(receipt) };
}

/** The signed proof of a tip, for whoever holds its code. */
export async function viewReceipt(house: House, typed: string): Promise<Outcome<SignedReceipt>> {
  const opened = await openByReceipt(house, typed);
  return "value" in opened ? { value: await signReceipt(house, opened.value) } : opened;
}
