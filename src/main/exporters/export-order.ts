import { WinnowError } from '../../shared/errors.ts';
import { FORMATS } from '../../shared/export-formats.ts';
import type { ExportOptions, ExportRequest } from '../../shared/export-request.ts';
import type { DatasetId } from '../../shared/sample.ts';
import type { ChangeInput, ChangeOutput } from '../../workers/decode/calls.ts';
import type { ReadableDb } from '../db/connection.ts';
import type { SplitPlan } from './sample-choice.ts';

/** Where an export comes from. */
export interface ExportSource {
  readonly read: ReadableDb;
  readonly folder: string;
  readonly datasetId: DatasetId;
  /** Of Winnow, for the lineage. */
  readonly version: string;
  /** Decodes a picture, changes it and encodes it anew. */
  readonly change: (input: ChangeInput, signal: AbortSignal) => Promise<ChangeOutput>;
}

/** What is to be exported, and how. */
export interface ExportOrder extends Omit<ExportOptions, 'split'>, Pick<ExportRequest, 'out'> {
  /** What the query answered, in any order. */
  readonly ids: Uint32Array;
  readonly queryText: string;
  /** Absent: every sample stays in the split it is in, and nothing is said of them. */
  readonly split?: SplitPlan | undefined;
  /** Who exports. */
  readonly by: string;
  /** When it was ordered. Of an export that is gone on with, the time of the first order counts. */
  readonly at: Date;
  /** Issues a sample has, for the lineage; absent: none are known. */
  readonly issuesOf?: ((id: number) => readonly string[]) | undefined;
}

/**
 * Refuses what does not go together, before anything is looked at.
 * @throws {WinnowError} bad_request
 */
export function checkOrder({ files, format, stripPrivate, convert, resize, balance, weights }: OrderChoices): void {
  const changes = convert !== undefined || resize !== undefined || balance !== undefined;
  if (files !== 'copy' && (stripPrivate === true || changes)) {
    const why = files === 'none' ? 'no files are written' : 'links share the bytes of the originals, which are never changed';
    const what = changes ? 'Pictures can be changed in copies only' : 'Private metadata can be stripped from copies only';
    throw new WinnowError('bad_request', `${what}: with "${files}", ${why}. Export with copies.`);
  }
  if (weights === true && FORMATS[format].hasWeights !== true) {
    const able = Object.keys(FORMATS).filter((name) => FORMATS[name as keyof typeof FORMATS].hasWeights === true);
    throw new WinnowError(
      'bad_request',
      `${FORMATS[format].title} has no column for weights. Export as ${able.join(' or ')}, or without weights.`,
    );
  }
}

type OrderChoices = Pick<ExportOptions, 'files' | 'format' | 'stripPrivate' | 'convert' | 'resize' | 'balance' | 'weights'>;

/** What was asked for, for the lineage and to tell one order from another. */
export function optionsOf(order: ExportOrder): Readonly<Record<string, unknown>> {
  const { ids: _ids, queryText: _text, split, issuesOf: _issues, at: _at, by: _by, out: _out, ...options } = order;
  return { ...options, ...(split === undefined ? {} : { split: split.rules }) };
}
