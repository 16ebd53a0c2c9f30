/** How a tip came that a desk entered for somebody; those filed here by the reporter have none. */
export const INTAKE_CHANNELS = [
  { id: "phone", name: "来电" },
  { id: "letter", name: "来信" },
  { id: "visit", name: "来访" },
  { id: "hotline", name: "12345热线转来" },
  { id: "platform", name: "其他平台转来" },
] as const;
export type IntakeChannel = (typeof INTAKE_CHANNELS)[number]["id"];
