import { currentTargets, notIssueTargets, tagTargets, toggleTag } from './decisions.ts';
import { useMessagesStore } from './messages-store.ts';
import { useQueryStore } from './query-store.ts';
import { isRefusedToChange } from './read-only.ts';
import { indexOfId, selectOnly } from './selection.ts';
import { useSelectionStore } from './selection-store.ts';
import { useTriageStore } from './triage-store.ts';
import { useUiStore } from './ui-store.ts';

/** Begins or ends triage: of what the query finds, from the sample in focus or else the first. */
export function toggleTriage(): void {
  const { isOn, setOn } = useTriageStore.getState();
  if (isOn) {
    setOn(false);
    return;
  }
  if (isRefusedToChange()) return;
  const { ids } = useQueryStore.getState();
  if (ids.length === 0) {
    useMessagesStore.getState().say('Nothing is shown that could be decided.');
    return;
  }
  const { view, setView } = useUiStore.getState();
  if (view !== 'grid' && view !== 'loupe') setView('grid');
  const { selection, change } = useSelectionStore.getState();
  if (indexOfId(ids, selection.focus) < 0) change((_, shown) => selectOnly(shown, 0));
  setOn(true);
}

/** True where decisions lead on to the next sample. */
export function isInTriage(): boolean {
  const { view } = useUiStore.getState();
  return useTriageStore.getState().isOn && (view === 'grid' || view === 'loupe');
}

/** A key of a tag: on or off; in triage always on, and on to the next sample. */
export async function tagByKey(tag: string): Promise<void> {
  if (!isInTriage()) return toggleTag(tag);
  const targets = currentTargets();
  goOn(targets);
  await tagTargets(tag, true, targets);
}

/** Not an issue, and in triage on to the next sample. */
export function notIssueByKey(): void {
  const targets = currentTargets();
  if (isInTriage()) goOn(targets);
  void notIssueTargets(undefined, targets);
}

/** In triage, once samples are decided: the one behind the last of them comes. */
export function goOn(decided: Uint32Array): void {
  if (!isInTriage() || decided.length === 0) return;
  const { ids } = useQueryStore.getState();
  const last = Math.max(...[decided[0], decided.at(-1)].map((id) => indexOfId(ids, id ?? null)));
  if (last < 0) return;
  if (last + 1 >= ids.length) {
    useMessagesStore.getState().say('That was the last one.');
    return;
  }
  useSelectionStore.getState().change((_, shown) => selectOnly(shown, last + 1));
}
