import { DEFAULT_LABEL_SETTINGS } from '../../shared/prediction.ts';
import type { Steps } from '../duplicates/steps.ts';
import { findLabelIssues } from '../label-quality/find-label-issues.ts';
import { NO_CLASS } from '../label-quality/probabilities.ts';
import type { OutOfFold } from '../regression/out-of-fold.ts';
import type { AutoCleanInput, Detector } from './auto-clean.ts';

/** Labels as far as they may be learned from: none of trusted rows, nor of their duplicates. */
export function labelsWithoutTrusted({
  labels,
  trusted,
  groups,
}: Pick<AutoCleanInput, 'labels' | 'trusted' | 'groups'>): Int32Array<ArrayBuffer> {
  const without = Int32Array.from(labels);
  const groupsOfTrusted = new Set(Array.from(trusted, (row) => groups?.[row] ?? -1).filter((group) => group >= 0));
  for (const row of trusted) without[row] = NO_CLASS;
  groups?.forEach((group, row) => {
    if (groupsOfTrusted.has(group)) without[row] = NO_CLASS;
  });
  return without;
}

/** The detector of wrong labels, by out-of-fold probabilities of models that saw no trusted row. */
export function* labelDetector(
  { probabilities, unjudged }: Pick<OutOfFold, 'probabilities' | 'unjudged'>,
  learned: Int32Array,
): Steps<Detector> {
  const labels = learned.slice();
  for (const row of unjudged) labels[row] = NO_CLASS;
  const { flags, suggested } = yield* findLabelIssues({ probabilities, labels, mask: null, ...DEFAULT_LABEL_SETTINGS });
  const rows = Uint32Array.from(flags.keys()).filter((row) => flags[row] === 1);
  return { name: 'label', rows, repairs: ['drop', 'relabel', 'down-weight'], suggestions: suggested };
}
