import { CONSENSUS } from './annotation-sets.ts';
import { IS_RELABELED } from './given-labels.ts';

/**
 * What can be read of a sample in one row, as SQL on `sample` with its class and split joined. The keys are the names
 * that the page and the CLI use. Tags and hashes become text here, so that a row needs no second statement.
 */
export const SAMPLE_COLUMNS = {
  id: 'sample.id',
  path: 'sample.path',
  status: 'sample.status',
  reason: 'sample.reason',
  sizeBytes: 'sample.size_bytes',
  modified: 'sample.mtime_ms',
  capturedAt: 'sample.captured_ms',
  width: 'sample.width',
  height: 'sample.height',
  format: 'sample.format',
  extensionFormat: 'sample.extension_format',
  channels: 'sample.channels',
  bitDepth: 'sample.bit_depth',
  orientation: 'sample.orientation',
  frames: 'sample.frames',
  contentHash: 'CASE WHEN sample.content_hash IS NOT NULL THEN lower(hex(sample.content_hash)) END',
  perceptualHash: 'CASE WHEN sample.perceptual_hash IS NOT NULL THEN lower(hex(sample.perceptual_hash)) END',
  intact: '(SELECT intact FROM image_score WHERE sample_id = sample.id)',
  /** JSON array of PrivateTag. */
  privateMetadata: "coalesce(sample.private_metadata, '[]')",
  meanColor: 'sample.mean_color',
  thumb: 'CASE WHEN sample.has_thumb AND sample.content_hash IS NOT NULL THEN lower(hex(substr(sample.content_hash, 1, 4))) END',
  label: 'class.name',
  /** JSON array of the label before, null for none; null: the user gave no other one. */
  labelBefore: `(SELECT json_array(found.name) FROM given_label LEFT JOIN class AS found ON found.id = found_class_id
    WHERE given_label.sample_id = sample.id AND ${IS_RELABELED})`,
  /** JSON array of the kinds of issues that it was said to have none of. */
  notIssues: '(SELECT json_group_array(kind) FROM kept_issue WHERE kept_issue.sample_id = sample.id)',
  isRelabeled: `EXISTS (SELECT 1 FROM given_label WHERE given_label.sample_id = sample.id AND ${IS_RELABELED})`,
  /** Of the active set of annotations. */
  consensus: CONSENSUS,
  /** JSON array of the classes of its boxes, in alphabetical order. */
  boxClasses: `(SELECT json_group_array(name) FROM (
    SELECT DISTINCT of_box.name FROM given_box JOIN class AS of_box ON of_box.id = given_box.class_id
    WHERE given_box.sample_id = sample.id ORDER BY of_box.name))`,
  split: 'split.name',
  /** JSON array of names in alphabetical order. */
  tags: `(SELECT json_group_array(name) FROM (
    SELECT tag.name FROM sample_tag JOIN tag ON tag.id = sample_tag.tag_id
    WHERE sample_tag.sample_id = sample.id ORDER BY tag.name))`,
  note: '(SELECT text FROM note WHERE note.sample_id = sample.id)',
} as const;
export type SampleColumn = keyof typeof SAMPLE_COLUMNS;

const JOINS = `
    LEFT JOIN class ON class.id = sample.class_id
    LEFT JOIN split ON split.id = sample.split_id`;

function columnList(columns: readonly SampleColumn[]): string {
  return columns.map((column) => `${SAMPLE_COLUMNS[column]} AS "${column}"`).join(', ');
}

/**
 * Statement that takes a JSON array of ids and answers these columns in the order asked; ids without a row are left out.
 */
export function selectSamples(columns: readonly SampleColumn[]): string {
  return `
    SELECT ${columnList(columns)}
    FROM json_each(?) AS asked
    CROSS JOIN sample ON sample.id = asked.value ${JOINS}
    ORDER BY asked.key`;
}

/** Statement that takes `(path, limit)` and answers these columns of the samples after that path, in path order. */
export function selectSamplesAfterPath(columns: readonly SampleColumn[]): string {
  return `
    SELECT ${columnList(columns)}
    FROM sample ${JOINS}
    WHERE sample.path > ?
    ORDER BY sample.path
    LIMIT ?`;
}
