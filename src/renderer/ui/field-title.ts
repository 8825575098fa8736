import { isCarriedField, nameOfCarried } from '../../shared/carried-field.ts';
import { ISSUES } from '../../shared/issue-meanings.ts';
import type { AnyNumberField, AnyTextField, NumberField, TextField } from '../../shared/query.ts';
import {
  ANNOTATION_SCORE_TITLES,
  ANNOTATION_SCORES,
  classOfField,
  EMBEDDING_SCORE_TITLES,
  EMBEDDING_SCORES,
  isProbabilityField,
  SCORES,
} from '../../shared/score.ts';

const TITLES: Readonly<Partial<Record<NumberField | TextField, string>>> = {
  label: 'Class',
  prediction: 'Prediction',
  consensus: 'Annotators’ consensus',
  split: 'Split',
  status: 'Status',
  tag: 'Tag',
  format: 'Format',
  issue: 'Issue',
  note: 'Note',
  sizeBytes: 'File size',
  width: 'Width',
  height: 'Height',
  aspect: 'Width / height',
  channels: 'Channels',
  frames: 'Frames',
  orientation: 'Orientation flag',
  modified: 'Modified',
  capturedAt: 'Taken',
  boxes: 'Given boxes',
  truePositives: 'Boxes found',
  falsePositives: 'Boxes wrong',
  falseNegatives: 'Boxes missed',
  missingBoxes: 'Perhaps missing boxes',
  spuriousBoxes: 'Boxes the run does not see',
  confidence: 'Confidence',
  'map.x': 'Map, left to right',
  'map.y': 'Map, bottom to top',
  'score.iou': 'Overlap of boxes found',
  'score.self-confidence': 'Probability of the label',
  'score.normalized-margin': 'Label against the rest',
  'score.margin': 'Margin',
  'score.entropy': 'Entropy',
  'score.mistakenness': 'Mistakenness',
  'score.hardness': 'Hardness',
  'score.expected-gain': 'Expected gain',
  ...Object.fromEntries(SCORES.map((name) => [`score.${name}`, ISSUES[name].title])),
  ...Object.fromEntries(EMBEDDING_SCORES.map((name) => [`score.${name}`, EMBEDDING_SCORE_TITLES[name]])),
  ...Object.fromEntries(ANNOTATION_SCORES.map((name) => [`score.${name}`, ANNOTATION_SCORE_TITLES[name]])),
};

/** What a person calls a field; its own name where it has no other. */
export function fieldTitle(field: AnyNumberField | AnyTextField): string {
  if (isCarriedField(field)) return nameOfCarried(field);
  if (isProbabilityField(field)) return `Probability of ${classOfField(field)}`;
  return TITLES[field] ?? field;
}
