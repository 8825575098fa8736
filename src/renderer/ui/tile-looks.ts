import type { IssueKind } from '../../shared/issue.ts';
import { ISSUES, type Severity } from '../../shared/issue-meanings.ts';
import type { Tile } from '../../shared/sample.ts';
import { formatScore } from './format.ts';

/** Smaller tiles have no room for words: the details say them. CSS pixels */
export const WORDS_FROM_PX = 96;
/** Narrower tiles show one tag and the number of others. */
const TWO_TAGS_FROM_PX = 140;

/** 0xRRGGBB as CSS; a transparent ground where it is not known yet. */
export function meanColorCss(meanColor: number | null): string | undefined {
  return meanColor === null ? undefined : `#${meanColor.toString(16).padStart(6, '0')}`;
}

/** Size of a picture fitted into a square cell. Unknown dimensions fill it. */
export function fittedSize(
  cell: number,
  width: number | null,
  height: number | null,
): { readonly width: number; readonly height: number } {
  if (width === null || height === null || width <= 0 || height <= 0) return { width: cell, height: cell };
  const scale = cell / Math.max(width, height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/**
 * How a picture lies in its box. A box cut to the picture is whole pixels and the picture is not: contained, it would leave a
 * line of the ground at an edge, so it covers the box.
 */
export function pictureFit(fit: 'contain' | 'cover', { width, height }: Pick<Tile, 'width' | 'height'>): 'contain' | 'cover' {
  return width === null || height === null ? fit : 'cover';
}

/** From this enlargement on, a tiny picture is shown as the squares it is made of. */
const PIXELATED_FROM = 4;

export function isEnlarged({ width, height }: Pick<Tile, 'width' | 'height'>, cell: number): boolean {
  return width !== null && height !== null && cell / Math.max(width, height) >= PIXELATED_FROM;
}

/** Longest side of a thumbnail, and how much of an original may be fetched to fill a tile, in pixels. */
const THUMB_PX = 256;
const MOST_ORIGINAL_PX = 6_000_000;

/** True where a thumbnail would look soft and the original is small enough for a screen full of them. @param cellPx device pixels */
export function needsOriginal({ status, width, height }: Pick<Tile, 'status' | 'width' | 'height'>, cellPx: number): boolean {
  if (status !== 'ok' || width === null || height === null) return false;
  return cellPx > THUMB_PX * 1.2 && Math.max(width, height) > THUMB_PX && width * height <= MOST_ORIGINAL_PX;
}

/** Last part of a sample's path. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/**
 * What a screen reader says of a tile: file, class, split, what is wrong with it, tags, what was decided.
 * @param score of the kind of issue that is open @param isKept it was said to be fine @param more what else its caption says
 */
export function tileName(
  { path, label, split, status, tags, isRelabeled, notIssues = [] }: NamedTile,
  score?: number,
  isKept = false,
  more: readonly string[] = [],
): string {
  const facts = [
    fileName(path),
    label,
    split,
    status === 'ok' ? null : status,
    score === undefined ? null : `score ${formatScore(score)}`,
    isKept ? 'said to be fine' : null,
    ...more,
    ...tags.map((tag) => `tagged ${tag}`),
    isRelabeled === true ? 'relabelled' : null,
    notIssues.length === 0 ? null : notIssueWords(notIssues),
  ];
  return facts.filter((fact) => fact !== null).join(', ');
}

type NamedTile = Pick<Tile, 'path' | 'label' | 'split' | 'status' | 'tags' | 'isRelabeled' | 'notIssues'>;

/** `said to be no issue: Blurry, Dark` */
export function notIssueWords(kinds: readonly IssueKind[]): string {
  return `said to be no issue: ${kinds.map((kind) => ISSUES[kind].title).join(', ')}`;
}

/** Tags that decide what becomes of a sample, in the order they are shown. */
export const DECIDING_TAGS = ['remove', 'keep', 'unsure'] as const;
export type DecidingTag = (typeof DECIDING_TAGS)[number];
export const isDecidingTag = (tag: string): tag is DecidingTag => DECIDING_TAGS.some((deciding) => deciding === tag);

/** The tags there is room for, those that decide first, and how many are not shown. */
export function tileTags(tags: readonly string[], cell: number): { readonly marks: readonly string[]; readonly rest: number } {
  const ordered = [...DECIDING_TAGS.filter((tag) => tags.includes(tag)), ...tags.filter((tag) => !isDecidingTag(tag))];
  const marks = ordered.slice(0, cell < TWO_TAGS_FROM_PX ? 1 : 2);
  return { marks, rest: tags.length - marks.length };
}

const SEVERITIES = ['high', 'medium', 'low'] as const satisfies readonly Severity[];

/** The worst of some kinds of issues. */
export function worstOf(kinds: readonly IssueKind[]): Severity {
  return SEVERITIES.find((severity) => kinds.some((kind) => ISSUES[kind].severity === severity)) ?? 'low';
}
