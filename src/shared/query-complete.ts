import { ISSUE_KINDS, isIssueKind } from './issue.ts';
import { ISSUES } from './issue-meanings.ts';
import { CLAIMS, isTextField, SORT_FIELDS, type TextField } from './query.ts';
import { printField, printValue } from './query-print.ts';
import { ANNOTATION_SCORE_TITLES, EMBEDDING_SCORE_TITLES, probabilityFieldOf, SCORES, type ScoreName } from './score.ts';

/** Values that the dataset has, most wanted first. */
export interface CompletionValues {
  readonly classes: readonly string[];
  readonly splits: readonly string[];
  readonly tags: readonly string[];
  readonly statuses: readonly string[];
  readonly formats: readonly string[];
  /** Classes of the active run. */
  readonly predicted?: readonly string[];
  /** Names of runs. */
  readonly runs?: readonly string[];
}

export interface CompletionOption {
  /** Replaces the text between `start` and `end`. */
  readonly insert: string;
  readonly label: string;
  readonly hint: string;
}

export interface Completion {
  readonly start: number;
  readonly end: number;
  readonly options: readonly CompletionOption[];
}

const MAX_OPTIONS = 12;

const FIELD_HINTS: readonly (readonly [start: string, hint: string])[] = [
  ['label:', 'given class'],
  ['tag:', 'a tag of yours'],
  ['prediction:', 'class that the run says'],
  ['confidence<', 'how sure the run is, 0 to 1'],
  ['prob.', 'probability of a class, as in prob.cat<0.2'],
  ['consensus:', 'class that annotators come to'],
  ['run:', 'a run by name, for the terms beside it'],
  ['split:', 'train, val, test'],
  ['status:', 'ok, corrupt, unsupported…'],
  ['format:', 'format by content'],
  ['issue:', 'blurry, leak, corrupt…'],
  ['path:', 'pattern for the whole path, as in train/*'],
  ['note:', 'what you wrote on it; is:noted finds all'],
  ['is:', 'tagged, unlabeled, wrong…'],
  ['sort:', 'order; sort:-width sorts downwards'],
  ['sizeBytes<', 'size of the file, as in 5kb or 2MB'],
  ['width>=', 'pixels'],
  ['height>=', 'pixels'],
  ['aspect>', 'width / height'],
  ['channels=', 'colour channels'],
  ['frames>', 'frames or pages'],
  ['modified>=', 'date, as in 2024-05-01'],
  ['capturedAt>=', 'when it was taken, as in 2024-05-01'],
  ['orientation>', 'how the file says it is turned, 1 to 8'],
  ['score.', 'from 0, worst, to 1, as in score.blurry<0.3'],
  ['group.', 'copies of one picture, as in group.near=12'],
  ['map.', 'place on the map, as in map.x>2'],
  ['boxes>', 'given boxes'],
  ['falsePositives>', 'boxes of the run that are wrong'],
  ['falseNegatives>', 'given boxes that the run did not find'],
  ['truePositives>', 'boxes of the run that are right'],
  ['missingBoxes>', 'objects that the run is sure of where no box is'],
  ['spuriousBoxes>', 'given boxes where the run sees nothing'],
  ['match:', 'given and predicted class of one box, as in match:"cat|dog"'],
  ['lasso:', 'an area of the map, as in lasso:"0,0 4,0 2,3"'],
  ['id=', 'number of the sample'],
];

/** Offered once their first word is typed: together they would hide the others. */
const DOTTED_HINTS: readonly (readonly [start: string, hint: string])[] = [
  ...SCORES.map((name) => [`score.${name}<`, scoreHint(name)] as const),
  ['score.outlier<', `${EMBEDDING_SCORE_TITLES.outlier}: 0 for outliers`],
  ['score.uniqueness>', `${EMBEDDING_SCORE_TITLES.uniqueness}: 1 least like any other`],
  ['score.representativeness<', `${EMBEDDING_SCORE_TITLES.representativeness}: 1 in the middle of its cluster`],
  ['score.iou<', 'overlap of found boxes with what is given'],
  ['score.class-distance<', `${EMBEDDING_SCORE_TITLES['class-distance']}: 0 farthest from its middle`],
  ['score.self-confidence<', 'Probability of the given label'],
  ['score.normalized-margin<', 'Probability of the given label against the largest other: 0 most likely wrong'],
  ['score.margin<', 'Largest probability less the second: 0 undecided'],
  ['score.entropy>', 'How spread the probabilities are: 1 evenly'],
  ['score.mistakenness>', 'How likely the label is a mistake: 1 surely'],
  ['score.hardness>', 'Entropy of the probabilities, in nats'],
  ['score.agreement<', `${ANNOTATION_SCORE_TITLES.agreement}: 1 where all gave the same label`],
  ['score.consensus<', `${ANNOTATION_SCORE_TITLES.consensus}: 0 undecided`],
  ['score.expected-gain>', 'What correcting the label would teach the regression'],
  ['map.x>', 'place on the map, from left to right'],
  ['map.y>', 'place on the map, from bottom to top'],
  ['group.exact=', 'files with the same bytes'],
  ['group.pixel=', 'files with the same pixels'],
  ['group.near=', 'copies, also changed a little'],
];

function scoreHint(name: ScoreName): string {
  return `${ISSUES[name].title}: 0 worst, 1 best`;
}

/** What could stand at the caret: fields, values of the field already typed, orders. */
export function completeQuery(text: string, caret: number, values: CompletionValues): Completion {
  const start = termStart(text, caret);
  const end = termEnd(text, start, caret);
  const typed = text.slice(start, caret);
  const field = /^([A-Za-z]\w*):(.*)$/s.exec(typed);
  const options =
    field === null
      ? [...fieldOptions(typed), ...probabilityOptions(typed, values), ...bareValues(typed, values)]
      : valueOptions(field[1] ?? '', field[2] ?? '', values);
  return { start, end, options: options.slice(0, MAX_OPTIONS) };
}

/** Start of the term around the caret, after its `-`; a quote that is open at the caret belongs to the term. */
function termStart(text: string, caret: number): number {
  let start = 0;
  let isQuoted = false;
  for (let at = 0; at < caret; at++) {
    const char = text[at] ?? '';
    if (isQuoted && char === '\\') at++;
    else if (char === '"') isQuoted = !isQuoted;
    else if (!isQuoted && /[\s()]/.test(char)) start = at + 1;
  }
  while (start < caret && text[start] === '-') start++;
  return start;
}

function termEnd(text: string, start: number, caret: number): number {
  let isQuoted = false;
  let at = start;
  for (; at < text.length; at++) {
    const char = text[at] ?? '';
    if (isQuoted && char === '\\') at++;
    else if (char === '"') isQuoted = !isQuoted;
    else if (!isQuoted && /[\s()]/.test(char)) break;
  }
  // A quote that is never closed would swallow the rest of the text.
  return isQuoted ? caret : Math.max(at, caret);
}

const optionOf = ([insert, hint]: readonly [start: string, hint: string]): CompletionOption => ({ insert, label: insert, hint });

function fieldOptions(typed: string): readonly CompletionOption[] {
  const hints = typed.includes('.') ? DOTTED_HINTS : FIELD_HINTS;
  return hints.filter(([start]) => startsWith(start, typed)).map(optionOf);
}

/** Once `prob.` is typed, with the quote before it or without. */
function probabilityOptions(typed: string, { predicted = [] }: CompletionValues): readonly CompletionOption[] {
  const wanted = typed.replace(/^"/, '').replaceAll(/\\(.)/g, '$1');
  if (!wanted.startsWith('prob.')) return [];
  return predicted
    .map(probabilityFieldOf)
    .filter((field) => startsWith(field, wanted))
    .map((field) => ({ insert: `${printField(field)}<`, label: `${field}<`, hint: 'probability, 0 to 1' }));
}

/** A word that begins a class, a tag, a split or an issue offers that term; one that begins a score a comparison. */
function bareValues(typed: string, values: CompletionValues): readonly CompletionOption[] {
  if (typed.length === 0) return [];
  const fields: readonly TextField[] = ['label', 'tag', 'split', 'issue', 'prediction'];
  const terms = fields.flatMap((field) => valueOptions(field, typed, values).filter(({ label }) => startsWith(label, typed)));
  return [...terms, ...DOTTED_HINTS.filter(([start]) => startsWith(start, `score.${typed}`)).map(optionOf)];
}

function valueOptions(field: string, typed: string, values: CompletionValues): readonly CompletionOption[] {
  const wanted = typed.replace(/^"/, '').replaceAll(/\\(.)/g, '$1');
  const known = knownValues(field, values);
  const begins = known.filter((value) => startsWith(value, wanted));
  const contains = known.filter((value) => !startsWith(value, wanted) && value.toLowerCase().includes(wanted.toLowerCase()));
  return [...begins, ...contains]
    .slice(0, MAX_OPTIONS)
    .map((value) => ({ insert: `${field}:${printValue(value)}`, label: value, hint: hintOf(field, value) }));
}

function hintOf(field: string, value: string): string {
  if (field === 'issue' && isIssueKind(value)) return ISSUES[value].title;
  return field === 'sort' && value.endsWith(':') ? 'to samples, as in -similar:12,!7' : field;
}

function knownValues(field: string, values: CompletionValues): readonly string[] {
  if (field === 'is') return CLAIMS;
  const { predicted = [], runs = [] } = values;
  if (field === 'run') return runs;
  if (field === 'sort') {
    const fields = [...SORT_FIELDS, ...predicted.map(probabilityFieldOf)];
    return [...fields.flatMap((name) => [name, `-${name}`]), 'similar:', '-similar:'];
  }
  const known: Readonly<Record<TextField, readonly string[]>> = {
    label: values.classes,
    prediction: predicted,
    consensus: values.classes,
    split: values.splits,
    tag: values.tags,
    status: values.statuses,
    format: values.formats,
    issue: ISSUE_KINDS,
    // Sentences: `is:noted` finds them.
    note: [],
  };
  return isTextField(field) ? known[field] : [];
}

function startsWith(text: string, typed: string): boolean {
  return text.toLowerCase().startsWith(typed.toLowerCase());
}
