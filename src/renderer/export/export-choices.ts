import type { ExportSummary, FileMode, LeftOutReason } from '../../shared/export.ts';
import { DEFAULT_QUERY, type Filter, type Query } from '../../shared/query.ts';
import { baseName, joinPath, parentFolder } from '../ui/folder-path.ts';
import { formatCount, formatNoun } from '../ui/format.ts';

/** Which samples an export takes; of these always only the ones that could be read. */
export type ExportScope = 'clean' | 'query' | 'all';

export const FILE_MODE_TEXTS: Readonly<Record<FileMode, { readonly title: string; readonly text: string }>> = {
  copy: { title: 'Copy', text: 'Files of their own. The originals and the export can change without each other.' },
  hardlink: {
    title: 'Hard link',
    text: 'No extra space, but the same bytes: a program that edits a file in the export in place edits the original. Same disk only.',
  },
  symlink: { title: 'Symbolic link', text: 'No extra space. The links break when the originals move or are deleted.' },
  none: { title: 'No files', text: 'Only the tables and the manifest, which name the originals.' },
};

/** What is not tagged `remove`. */
const CLEAN: Query = { ...DEFAULT_QUERY, filter: { kind: 'not', of: { kind: 'equals', field: 'tag', value: 'remove' } } };

export function queryOfScope(scope: ExportScope, shown: Query): Query {
  if (scope === 'clean') return CLEAN;
  return scope === 'query' ? shown : DEFAULT_QUERY;
}

/** Of a query's samples, those whose files say something private. */
export function withPrivateMetadata({ filter, ...query }: Query): Query {
  const isPrivate: Filter = { kind: 'equals', field: 'issue', value: 'private-metadata' };
  return { ...query, filter: filter === null ? isPrivate : { kind: 'and', of: [filter, isPrivate] } };
}

/** `<dataset>-clean` beside the dataset. */
export function defaultOut(datasetFolder: string): { readonly parent: string; readonly name: string } {
  return { parent: parentFolder(datasetFolder), name: `${baseName(datasetFolder)}-clean` };
}

export function outPath(parent: string, name: string): string {
  return joinPath(parent, name.trim());
}

/** Why a name cannot be that of a new folder; null: it can. */
export function nameProblem(name: string): string | null {
  const trimmed = name.trim();
  if (trimmed === '') return 'The new folder needs a name.';
  if (/[/\\]/.test(trimmed)) return 'A name without slashes; choose where it goes above.';
  return trimmed === '.' || trimmed === '..' ? `“${trimmed}” is no name for a new folder.` : null;
}

const REASON_TEXTS: Readonly<Record<LeftOutReason, string>> = {
  'not in the query': 'not asked for',
  'tagged remove': 'tagged “remove”',
  unlabeled: 'without a label',
  'class not listed': 'of other classes',
  'over the target': 'more than their class was to have',
  corrupt: 'corrupt',
  unsupported: 'not supported',
  unreadable: 'unreadable',
  missing: 'no longer there',
  pending: 'not read yet',
};

/** `12 corrupt`, `3 not asked for`: the most frequent first. */
export function leftOutTexts({ leftOut }: Pick<ExportSummary, 'leftOut'>): readonly string[] {
  return Object.entries(leftOut)
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([reason, count]) => `${formatCount(count)} ${REASON_TEXTS[reason as LeftOutReason]}`);
}

/** ` in 3 classes`, `, 4,888 boxes of 3 classes`: what the samples of an export show. */
export function contentText({ boxes, classes }: Pick<ExportSummary, 'boxes' | 'classes'>): string {
  return boxes === undefined || boxes.annotated === 0
    ? ` in ${formatNoun(classes.length, 'class')}`
    : `, ${formatNoun(boxes.exported, 'box')} of ${formatNoun(boxes.classes.length, 'class')}`;
}

/** What became of private metadata, a sentence each; none where they were left as they are. */
export function strippedTexts({ privateMetadata }: Pick<ExportSummary, 'privateMetadata'>): readonly string[] {
  if (privateMetadata === undefined) return [];
  const { stripped, kept } = privateMetadata;
  const said =
    stripped === 0 ? 'No file had private metadata to strip.' : `Private metadata stripped from ${formatNoun(stripped, 'file')}.`;
  return [
    said,
    ...Object.entries(kept).map(
      ([format, count]) => `${formatNoun(count, `${format} file`)} ${count === 1 ? 'keeps its' : 'keep their'} metadata.`,
    ),
  ];
}

/** What stripping would do. @param samples that say something private, null: not known */
export function stripText(files: FileMode, samples: number | null): string {
  if (files !== 'copy') return 'Only copies can be stripped: links share the bytes of the originals.';
  if (samples === 0) return 'No sample to be exported has any.';
  const who = samples === null ? '' : ` of ${formatNoun(samples, 'sample')}`;
  return `GPS positions, serial numbers, names and places${who}. Pixels and originals stay as they are.`;
}
