import { isCarriedField, nameOfCarried } from '../../shared/carried-field.ts';
import { isNumberField, isTextField } from '../../shared/query.ts';
import { ANNOTATION_SCORE_TITLES, classOfField, isProbabilityField } from '../../shared/score.ts';
import { fieldTitle } from './field-title.ts';

/** A field that tiles can show as words: a field of samples by its name, or `dimensions`. */
export type TileField = string;

/** What tiles show where nobody has chosen anything. */
export const DEFAULT_TILE_FIELDS: readonly TileField[] = ['label', 'path'];
/** So many at once: more cannot be read on a tile. */
export const MOST_TILE_FIELDS = 8;

/** What a tile knows of itself; anything else is asked for. */
const OWN_FIELDS: readonly TileField[] = ['label', 'split', 'path', 'dimensions', 'status'];
/** What says which class it is: these come first. */
const CLASS_FIELDS: readonly TileField[] = ['label', 'prediction', 'confidence', 'consensus', 'split'];

export const isTileField = (field: string): boolean =>
  OWN_FIELDS.includes(field) || isCarriedField(field) || isNumberField(field) || (isTextField(field) && !isSet(field));

/** Tags and issues are badges. */
const isSet = (field: string): boolean => field === 'tag' || field === 'issue';

/** Chosen fields in the order they are shown. */
export function orderedFields(fields: readonly TileField[]): readonly TileField[] {
  return [...CLASS_FIELDS.filter((field) => fields.includes(field)), ...fields.filter((field) => !CLASS_FIELDS.includes(field))];
}

/**
 * The lines that fields are shown in: one where there is room for all, else classes above and facts below.
 * @returns no line where there is no field
 */
export function captionLines(fields: readonly TileField[]): readonly (readonly TileField[])[] {
  const ordered = orderedFields(fields);
  const classes = ordered.filter((field) => CLASS_FIELDS.includes(field));
  const facts = ordered.slice(classes.length);
  const lines = ordered.length <= 2 ? [ordered] : [classes, facts];
  return lines.filter((line) => line.length > 0);
}

const LINE_PX = 16;
const AROUND_LINES_PX = 6;

/** Height of a caption of so many lines, CSS pixels. */
export function captionHeight(lines: number): number {
  return lines === 0 ? 0 : AROUND_LINES_PX + lines * LINE_PX;
}

/** What has to be asked for, as `rows` names it. */
export function valueFields(fields: readonly TileField[], areIssuesShown: boolean): readonly string[] {
  return [...fields.filter((field) => !OWN_FIELDS.includes(field)), ...(areIssuesShown ? ['issues'] : [])];
}

const TITLES: Readonly<Record<TileField, string>> = {
  label: 'Label',
  prediction: 'Prediction',
  confidence: 'Confidence',
  consensus: 'Consensus',
  split: 'Split',
  path: 'File name',
  dimensions: 'Size in pixels',
  sizeBytes: 'File size',
  format: 'Format',
  capturedAt: 'Taken',
  modified: 'Modified',
  boxes: 'Number of boxes',
  'score.self-confidence': 'Probability of the label',
  'score.normalized-margin': 'Label against the rest',
  'score.margin': 'Margin',
  'score.entropy': 'Entropy',
  'score.mistakenness': 'Mistakenness',
  'score.hardness': 'Hardness',
  'score.expected-gain': 'Expected gain',
  'score.agreement': ANNOTATION_SCORE_TITLES.agreement,
  'score.consensus': ANNOTATION_SCORE_TITLES.consensus,
  truePositives: 'Boxes found',
  falsePositives: 'Boxes wrong',
  falseNegatives: 'Boxes missed',
  'score.iou': 'Overlap of what is found',
};

/** What a person calls a field of tiles. */
export function tileFieldTitle(field: TileField): string {
  const known = TITLES[field];
  if (known !== undefined) return known;
  if (isProbabilityField(field)) return `Probability of ${classOfField(field)}`;
  if (isCarriedField(field)) return nameOfCarried(field);
  return isNumberField(field) ? fieldTitle(field) : field;
}
