/** The file a reporter saved: the statement, its signature, and what the statement stands for. */
interface SavedReceipt {
  statement: string;
  signature: string;
  keyId: string;
  /** Absent in the acknowledgement of a file sent later, whose hash is that of the file. */
  particulars?: string;
}

/** What a check came to; each sentence can be shown as it is. */
export type Verdict = { isGenuine: boolean; text: string };

const UNREADABLE = {
  isGenuine: false,
  text: "这不是完整的收据文件。请把保存的文件从头到尾原样粘贴。",
};
const NO_KEYS = { isGenuine: false, text: "公钥文件读不出来。请重新取一份，从头到尾原样粘贴。" };
const UNKNOWN_KEY = {
  isGenuine: false,
  text: "收据写的密钥编号不在公钥文件里，无法核对。请换用保存收据时的公钥文件。",
};
const FORGED = { isGenuine: false, text: "签名对不上：收据被改动过，或者不是本站出具的。" };
const CHANGED = {
  isGenuine: false,
  text: "签名没有问题，但是后面附的内容被改动过，与收到时的不一样。",
};
const GENUINE = {
  isGenuine: true,
  text: "收据是真的：本站在所写的时间收到了这件举报，附的内容与收到时一字不差。",
};

const GENUINE_FILE = {
  isGenuine: true,
  text: "回执是真的：本站在所写的时间收到了一个文件。它的 SHA-256 写在 statement 末尾，请与您手里的文件比较。",
};

/**
 * Checks a saved receipt against the published keys, with nothing but the two texts. Throws where
 * the browser cannot check Ed25519 signatures.
 */
export async function checkReceipt(saved: string, published: string): Promise<Verdict> {
  const receipt = receiptIn(saved);
  if (receipt === null) return UNREADABLE;
  const keys = keysIn(published);
  if (keys === null) return NO_KEYS;
  const key = keys.find((entry) => entry.id === receipt.keyId);
  if (key === undefined) return UNKNOWN_KEY;
  const signature = bytesOf(receipt.signature);
  const publicKey = bytesOf(key.publicKey);
  if (signature === null || publicKey?.length !== 32) return FORGED;
  const { subtle } = crypto;
  const verifier = await subtle.importKey("raw", publicKey, "Ed25519", false, ["verify"]);
  const words = new TextEncoder().encode(receipt.statement);
  if (!(await subtle.verify("Ed25519", verifier, signature, words))) return FORGED;
  if (receipt.particulars === undefined) return GENUINE_FILE;
  const digest = await subtle.digest("SHA-256", new TextEncoder().encode(receipt.particulars));
  return receipt.statement.endsWith(` sha256:${hexOf(digest)}`) ? GENUINE : CHANGED;
}

function receiptIn(text: string): SavedReceipt | null {
  const read = parsed(text);
  const isText = (name: string) => typeof read?.[name] === "string";
  const isComplete = ["statement", "signature", "keyId"].every(isText);
  const isReceipt = isText("particulars") || (read !== null && !("particulars" in read));
  return isComplete && isReceipt ? (read as never) : null;
}

function keysIn(text: string): { id: string; publicKey: string }[] | null {
  const keys = parsed(text)?.keys;
  if (!Array.isArray(keys)) return null;
  return keys.filter((key) => typeof key?.id === "string" && typeof key.publicKey === "string");
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text.trim());
    return typeof value === "object" ? (value as Record<string, unknown> | null) : null;
  } catch {
    return null;
  }
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

function hexOf(digest: ArrayBuffer): string {
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
