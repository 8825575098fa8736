import type { DatasetInfo } from '../../shared/dataset.ts';
import { formatNoun } from '../ui/format.ts';

const USUAL_ORDER = ['train', 'val', 'test'];

/** `Read from folders: 10 classes from level 2, splits train, val, test from level 1.` */
export function layoutSentence({ layout, classes, splits }: Pick<DatasetInfo, 'layout' | 'classes' | 'splits'>): string {
  const parts: string[] = [];
  if (layout.labelLevel !== null) parts.push(`${formatNoun(classes.length, 'class')} from level ${layout.labelLevel + 1}`);
  if (layout.splitLevel !== null) {
    const names = splits.length === 0 ? '' : ` (${inUsualOrder(splits).join(', ')})`;
    parts.push(`${formatNoun(splits.length, 'split')}${names} from level ${layout.splitLevel + 1}`);
  }
  return parts.length === 0
    ? 'The folders look like classes; nothing is read from them.'
    : `Read from folders: ${parts.join(', ')}.`;
}

/** train, val, test, then the others as they come. */
function inUsualOrder(splits: readonly string[]): readonly string[] {
  const usual = USUAL_ORDER.filter((split) => splits.includes(split));
  return [...usual, ...splits.filter((split) => !USUAL_ORDER.includes(split))];
}
