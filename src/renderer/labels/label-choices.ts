import type { IndexRequest } from '../../shared/api.ts';
import type { LabelChoice } from '../../shared/label-files.ts';
import type { LabelPreview, PreviewedLabels } from '../../shared/label-preview.ts';

/** A choice as it is asked for. */
export function requestOf({ files, format, leftOut }: LabelChoice): IndexRequest {
  return { labels: files.length === 0 ? 'auto' : [...files], format: format ?? 'auto', leftOut: [...leftOut] };
}

/** The choice with a set of files used, or left out. */
export function withUse(choice: LabelChoice, key: string, isUsed: boolean): LabelChoice {
  const others = choice.leftOut.filter((one) => one !== key);
  return { ...choice, leftOut: isUsed ? others : [...others, key] };
}

/** The choice with another file or folder named, none twice. */
export function withFile(choice: LabelChoice, file: string): LabelChoice {
  return choice.files.includes(file) ? choice : { ...choice, files: [...choice.files, file] };
}

export function isSameChoice(a: LabelChoice, b: LabelChoice): boolean {
  const isSame = (one: readonly string[], other: readonly string[]): boolean =>
    one.length === other.length && one.every((item) => other.includes(item));
  return a.format === b.format && isSame(a.files, b.files) && isSame(a.leftOut, b.leftOut);
}

/** What was read last, with sets used and left out as they are chosen now: a choice is seen before it is read anew. */
export function asChosen(preview: LabelPreview, choice: LabelChoice): LabelPreview {
  const sets = preview.sets.map((set) => ({ ...set, isLeftOut: choice.leftOut.includes(set.key) }));
  return { ...preview, choice, sets };
}

/** Sets of files by where they lie and what they are, so that one that is left out stays in its place on the screen. */
export function inPlace(sets: readonly PreviewedLabels[]): readonly PreviewedLabels[] {
  return sets.toSorted((a, b) => (a.origin === b.origin ? (a.format < b.format ? -1 : 1) : a.origin < b.origin ? -1 : 1));
}
