import { create } from 'zustand';

export interface EvidenceState {
  /** The large view draws what an issue was found by. */
  readonly isShown: boolean;
}

/** Whether evidence is drawn over pictures; not remembered beyond this window. */
export const useEvidenceStore = create<EvidenceState>()(() => ({ isShown: false }));

export function toggleEvidence(): void {
  useEvidenceStore.setState(({ isShown }) => ({ isShown: !isShown }));
}
