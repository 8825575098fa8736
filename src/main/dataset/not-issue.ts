import type { NotDuplicatesRequest } from '../../shared/decision-api.ts';
import { WinnowError } from '../../shared/errors.ts';
import { DUPLICATE_KINDS, type IssueKind } from '../../shared/issue.ts';
import type { Query } from '../../shared/query.ts';
import type { SetLayout } from '../index/decision-effect.ts';
import { samplesThere } from '../index/decision-samples.ts';
import { applyKeep, type Decided, tellApart } from '../index/decisions.ts';
import { gatherMembers } from '../index/duplicate-groups.ts';
import type { Dataset } from './dataset.ts';
import { matchingSamples } from './matching-samples.ts';
import { writerOf } from './writer-of.ts';

export interface NotIssueOrder {
  readonly issue: IssueKind;
  /** False: it is an issue again. */
  readonly on: boolean;
  /** Those that match, or these; in any order. */
  readonly samples: Query | Uint32Array;
}

/**
 * Says of samples that an issue they have is none, or takes that back. Of duplicates it means that they are none: each is
 * told apart from the others of its group.
 * @throws {WinnowError} read_only; bad_request where duplicates are to be duplicates again, which only undo can do
 */
export async function sayNotIssue(dataset: Dataset, order: NotIssueOrder, setLayout: SetLayout): Promise<Decided> {
  const write = writerOf(dataset);
  const { issue, on } = order;
  const partition = DUPLICATE_KINDS.find((kind) => issue === `${kind}-duplicate`);
  if (!on && partition !== undefined) {
    throw new WinnowError('bad_request', 'Samples that were told apart are joined again by undo only. Undo that decision.');
  }
  const ids = on ? await samplesWithIssue(dataset, order) : await samplesMeant(dataset, order.samples);
  if (partition === undefined) return applyKeep(write, { issue, on, ids, query: `issue:${issue}` }, setLayout);
  const all = await gatherMembers(write, ids, [partition]);
  return tellApart(write, { ids: all, single: ids.sort() }, setLayout);
}

/** A decision on what is no issue would be a row of history that says nothing. */
async function samplesWithIssue(dataset: Dataset, { issue, samples }: NotIssueOrder): Promise<Uint32Array> {
  const has = { kind: 'equals', field: 'issue', value: issue } as const;
  const isQuery = !(samples instanceof Uint32Array);
  const filter = isQuery && samples.filter !== null ? ({ kind: 'and', of: [samples.filter, has] } as const) : has;
  const ids = await matchingSamples(dataset, { filter });
  if (isQuery) return ids;
  const meant = new Set(samples);
  return ids.filter((id) => meant.has(id));
}

async function samplesMeant(dataset: Dataset, samples: Query | Uint32Array): Promise<Uint32Array> {
  return samples instanceof Uint32Array ? samples : matchingSamples(dataset, samples);
}

/**
 * Says of samples of one group that they are no duplicates.
 * @throws {WinnowError} read_only; bad_request where less than two are there, or a single one is not among them
 */
export async function sayNotDuplicates(
  dataset: Dataset,
  { ids, single }: NotDuplicatesRequest,
  setLayout: SetLayout,
): Promise<Decided> {
  const write = writerOf(dataset);
  const there = await samplesThere(write, Uint32Array.from(ids));
  if (there.length < 2) {
    const found = there.length === 1 ? 'one of them is a sample' : 'none of them is a sample';
    throw new WinnowError('bad_request', `Of the ids given, ${found}; it takes two samples to be no duplicates.`);
  }
  const all = new Set(there);
  const stranger = single?.find((id) => !all.has(id));
  if (stranger !== undefined) {
    throw new WinnowError('bad_request', `Sample ${stranger} is to be told apart, but is not among the samples of the group.`);
  }
  const singles = single === null ? null : Uint32Array.from(new Set(single)).sort();
  return tellApart(write, { ids: there, single: singles }, setLayout);
}
