/** Who has a tip open just now, and whether they are writing there. */
export interface TipViewer {
  memberId: string;
  name: string;
  isWriting: boolean;
}

/** How others are told. */
export function viewerText({ name, isWriting }: Pick<TipViewer, "name" | "isWriting">): string {
  return `${name}${isWriting ? "正在填写" : "正在看"}`;
}
