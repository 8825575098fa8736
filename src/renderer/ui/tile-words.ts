import type { SampleValues } from '../../shared/api.ts';
import { isCarriedField, nameOfCarried } from '../../shared/carried-field.ts';
import { type IssueKind, isIssueKind } from '../../shared/issue.ts';
import { ISSUES } from '../../shared/issue-meanings.ts';
import type { Tile } from '../../shared/sample.ts';
import { classOfField, isProbabilityField } from '../../shared/score.ts';
import { formatBytes, formatCount, formatScore, formatTaken } from './format.ts';
import { type TileField, tileFieldTitle } from './tile-fields.ts';
import { fileName } from './tile-looks.ts';

/** One value on a tile. */
export interface TileWord {
  readonly field: TileField;
  readonly text: string;
  /** What the value is of, where it does not say so itself. */
  readonly name?: string;
  /** A class, which has a colour. */
  readonly isClass?: true;
  /** Of a prediction: whether it is the label. */
  readonly verdict?: 'right' | 'wrong';
  /** What a screen reader and the tooltip say. */
  readonly spoken: string;
}

/** What a tile says of some fields, in their order; what is not known, or missing, is left out. */
export function tileWords(fields: readonly TileField[], tile: Tile, values: SampleValues | null): readonly TileWord[] {
  const hasLabel = fields.includes('label');
  return fields.flatMap((field) => {
    const word = wordOf(field, tile, values);
    // Said once is enough: the mark says that the prediction is the same.
    if (hasLabel && word?.verdict === 'right') return { ...word, text: '' };
    return word ?? [];
  });
}

function wordOf(field: TileField, tile: Tile, values: SampleValues | null): TileWord | null {
  switch (field) {
    case 'path':
      return { field, text: fileName(tile.path), spoken: fileName(tile.path) };
    case 'label':
      return tile.label === null ? null : { field, text: tile.label, isClass: true, spoken: tile.label };
    case 'split':
      return tile.split === null ? null : { field, text: tile.split, spoken: tile.split };
    case 'dimensions':
      return dimensionsOf(tile);
    case 'prediction':
      return predictionOf(tile, values?.prediction ?? null);
    default:
      return namedValue(field, values?.[field] ?? null);
  }
}

function dimensionsOf({ width, height }: Tile): TileWord | null {
  if (width === null || height === null) return null;
  return { field: 'dimensions', text: `${width}×${height}`, spoken: `${width} by ${height} pixels` };
}

function predictionOf({ label }: Tile, prediction: SampleValues[string]): TileWord | null {
  if (typeof prediction !== 'string') return null;
  const word = { field: 'prediction', text: prediction, isClass: true } as const;
  if (label === null) return { ...word, spoken: `predicted ${prediction}` };
  const verdict = prediction === label ? 'right' : 'wrong';
  return { ...word, verdict, spoken: `predicted ${prediction}, ${verdict === 'right' ? 'as labelled' : 'not its label'}` };
}

/** Fields whose value says by itself what it is. */
const UNNAMED: readonly TileField[] = ['sizeBytes', 'format', 'consensus', 'confidence', 'capturedAt', 'status'];

function namedValue(field: TileField, value: SampleValues[string]): TileWord | null {
  if (typeof value !== 'number' && typeof value !== 'string') return null;
  const text = typeof value === 'string' ? value : formatValue(field, value);
  const title = tileFieldTitle(field);
  return {
    field,
    text,
    ...(UNNAMED.includes(field) ? {} : { name: shortName(field, title) }),
    ...(field === 'consensus' ? { isClass: true } : {}),
    spoken: `${title.toLowerCase()} ${text}`,
  };
}

function shortName(field: TileField, title: string): string {
  if (isProbabilityField(field)) return classOfField(field);
  return isCarriedField(field) ? nameOfCarried(field) : title;
}

/** A number of a field as a tile shows it. */
function formatValue(field: TileField, value: number): string {
  if (field === 'sizeBytes') return formatBytes(value);
  if (field === 'capturedAt' || field === 'modified') return formatTaken(value, 'day');
  if (field === 'confidence' || field.startsWith('score.') || isProbabilityField(field)) return formatScore(value);
  return Number.isInteger(value) ? formatCount(value) : value.toFixed(2);
}

/** What a caption says beyond the name of the tile, and its issues, for a screen reader. */
export function spokenWords(fields: readonly TileField[], tile: Tile, values: SampleValues | null): readonly string[] {
  const inName: readonly TileField[] = ['path', 'label', 'split'];
  const words = tileWords(
    fields.filter((field) => !inName.includes(field)),
    tile,
    values,
  );
  const issues = issuesBeside(tile, values);
  const named = issues.length === 0 ? [] : [`issues: ${issues.map((kind) => ISSUES[kind].title).join(', ')}`];
  return [...words.map(({ spoken }) => spoken), ...named];
}

/** Issues of a sample beside what its status says. */
export function issuesBeside({ status }: Pick<Tile, 'status'>, values: SampleValues | null): readonly IssueKind[] {
  const issues = values?.issues;
  return Array.isArray(issues) ? issues.filter(isIssueKind).filter((kind) => kind !== status) : [];
}
