/** Why a mail did not go out: whether it may later, and whether others would fare the same now. */
export const MAIL_FAULTS = [
  { id: "unreachable", name: "连不上邮件服务器，或者中途断开", isWorthRetry: true, isForAll: true },
  { id: "insecure", name: "邮件服务器的加密或证书有问题", isWorthRetry: true, isForAll: true },
  { id: "login", name: "邮件服务器不接受登录名或口令", isWorthRetry: true, isForAll: true },
  { id: "postponed", name: "邮件服务器要求稍后再发", isWorthRetry: true, isForAll: false },
  { id: "refused", name: "邮件服务器拒收", isWorthRetry: false, isForAll: false },
] as const;
export type MailFault = (typeof MAIL_FAULTS)[number]["id"];

export interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** Sends one mail; a fault is a value, not an exception. */
export type SendMail = (mail: Mail) => Promise<{ sent: true } | { fault: MailFault }>;

/** The table row of a fault. */
export function mailFaultOf(fault: MailFault) {
  return MAIL_FAULTS.find(({ id }) => id === fault) ?? MAIL_FAULTS[0];
}
