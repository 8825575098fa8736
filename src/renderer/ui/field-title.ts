import { ISSUES } from '../../shared/issue-meanings.ts';
import type { NumberField } from '../../shared/query.ts';
import { EMBEDDING_SCORE_TITLES, EMBEDDING_SCORES, SCORES } from '../../shared/score.ts';

const TITLES: Readonly<Partial<Record<NumberField, string>>> = {
  sizeBytes: 'File size',
  width: 'Width',
  height: 'Height',
  aspect: 'Width / height',
  capturedAt: 'Taken',
  ...Object.fromEntries(SCORES.map((name) => [`score.${name}`, ISSUES[name].title])),
  ...Object.fromEntries(EMBEDDING_SCORES.map((name) => [`score.${name}`, EMBEDDING_SCORE_TITLES[name]])),
};

/** What a person calls a field of numbers; its own name where it has no other. */
export function fieldTitle(field: NumberField): string {
  return TITLES[field] ?? field;
}
