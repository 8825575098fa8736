import {
  CONFIDENCE_NAMES,
  columnKey,
  LIST_NAMES,
  NAMELESS,
  OTHER_LISTS,
  OTHER_NUMBERS,
  PREDICTION_NAMES,
} from '../predictions/detect-column-names.ts';
import type { HeadColumn } from '../predictions/detect-columns.ts';
import { countWholeSums } from '../predictions/detect-values.ts';
import { listOf } from '../predictions/read-number.ts';
import { isNumbers, numbersIn, textsOf } from './column-kinds.ts';
import type { FileRefusal } from './label-reader.ts';

/** What a table is that holds no labels. */
export type OtherPurpose = 'predictions' | 'annotators' | 'urls' | 'pixels' | 'no-pictures';

/** What such a table is, and what to do with it. */
export const PURPOSES: Readonly<Record<OtherPurpose, FileRefusal>> = {
  predictions: { format: 'predictions', reason: 'These are no labels. Import them with "winnow predictions".' },
  annotators: { format: "several annotators' labels", reason: 'Import them with "winnow annotations".' },
  urls: { format: 'table of URLs', reason: 'It names no files. Download the pictures with "winnow fetch".' },
  pixels: {
    format: 'pixels in a table',
    reason: 'Pictures are read where each is a file of its own. Save each row as PNG in a folder for its class.',
  },
  'no-pictures': {
    format: 'table without pictures',
    reason: 'No column holds names of image files. Add one, e.g. "path".',
  },
};

const SURE_PREDICTION_NAMES: readonly string[] = PREDICTION_NAMES.filter((name) => /pred|top_?1|argmax|output/.test(name));
const ANNOTATOR_NAME =
  /^(?:annotator|worker|rater|labell?er|reviewer|expert|judge|coder)(?:_?(?:id|name))?$|^(?:annotator|worker|rater|reviewer|expert|judge|coder)_?(?:\d+|[a-z])$/;
/** Columns without a name, or called pixel0 …, that are numbers of a picture's points. */
const FEWEST_PIXELS = 64;

/** @param columns but that of paths */
export function otherPurpose(columns: readonly HeadColumn[], path: HeadColumn | null): OtherPurpose | null {
  const keys = columns.map(({ name }) => columnKey(name));
  if (path === null) {
    const pixels = columns.filter((column) => isNumbers(column) && isPixelName(column.name));
    if (pixels.length >= FEWEST_PIXELS) return 'pixels';
    return columns.some((column) => isUrls(column)) ? 'urls' : null;
  }
  if (keys.some((key) => SURE_PREDICTION_NAMES.includes(key))) return 'predictions';
  if (columns.some(isProbabilityList) || hasProbabilities(columns)) return 'predictions';
  const confidence = columns.find(({ name }) => (CONFIDENCE_NAMES as readonly string[]).includes(columnKey(name)));
  if (confidence !== undefined && numbersIn(confidence).some((value) => !Number.isInteger(value))) return 'predictions';
  return keys.some((key) => ANNOTATOR_NAME.test(key)) ? 'annotators' : null;
}

const isPixelName = (name: string): boolean =>
  NAMELESS.test(name) || /^(?:pixels?|p|px)?_?\d+(?:x\d+)?(?:\s\(\d+\))?$/i.test(name.trim()) || /^\d/.test(name);

function isUrls(column: HeadColumn): boolean {
  const texts = textsOf(column);
  return texts.length > 0 && texts.filter((text) => /^https?:\/\//i.test(text)).length * 2 > texts.length;
}

function isProbabilityList({ name, cells }: HeadColumn): boolean {
  const key = columnKey(name);
  if (!(LIST_NAMES as readonly string[]).includes(key) || OTHER_LISTS.test(key)) return false;
  return cells.some((cell) => listOf(cell) !== null);
}

/** Fractions of several columns that sum to 1. */
function hasProbabilities(columns: readonly HeadColumn[]): boolean {
  const numbers = columns.filter((column) => isNumbers(column) && !OTHER_NUMBERS.test(columnKey(column.name)));
  const shares = numbers.filter((column) => numbersIn(column).every((value) => value >= 0 && value <= 1));
  const fractional = shares.filter((column) => numbersIn(column).some((value) => value > 0 && value < 1));
  if (fractional.length < 2) return false;
  const rows = (shares[0]?.cells ?? []).map((_, row) => shares.map(({ cells }) => Number(cells[row] ?? Number.NaN)));
  return rows.length > 0 && countWholeSums(rows) * 2 > rows.length;
}
