import { GROUP_KINDS, ISSUE_KINDS, type IssueKind, isGroupKind } from '../../shared/issue.ts';
import { ISSUES } from '../../shared/issue-meanings.ts';
import { DEFAULT_QUERY, type Filter } from '../../shared/query.ts';
import type { Dataset } from '../dataset/dataset.ts';

/** What asks for a decision about a sample: no minor matter, nor one of a whole class, nor one that an export settles. */
const ATTENTION: readonly IssueKind[] = ISSUE_KINDS.filter(
  (kind) => ISSUES[kind].severity !== 'low' && ISSUES[kind].section !== 'classes' && kind !== 'private-metadata',
);
const UNDECIDED: readonly Filter[] = ['remove', 'keep'].map((value) => ({
  kind: 'not',
  of: { kind: 'equals', field: 'tag', value },
}));

/** @returns how many samples have an issue that matters and are not decided; of duplicates, those in open groups */
export async function countAttention(dataset: Dataset, signal?: AbortSignal): Promise<number> {
  const options = signal === undefined ? {} : { signal };
  const undecided = async (kinds: readonly IssueKind[]): Promise<Uint32Array> => {
    const issues: Filter = { kind: 'or', of: kinds.map((value) => ({ kind: 'equals', field: 'issue', value })) };
    const query = { ...DEFAULT_QUERY, filter: { kind: 'and', of: [issues, ...UNDECIDED] } } as const;
    return (await dataset.query.call('query', { query }, options)).ids;
  };
  const found = marksOf(await undecided(ATTENTION.filter((kind) => !isGroupKind(kind))));
  const inGroups = await undecided(GROUP_KINDS);
  if (inGroups.length === 0) return found.count;
  const open = marksOf(new Uint32Array(0));
  for (const kind of GROUP_KINDS) {
    const input = { kind, query: null, onlyOpen: true, offset: 0, limit: 0xffffffff };
    open.add((await dataset.query.call('groups', input, options)).members);
  }
  found.add(inGroups.filter((id) => open.has(id)));
  return found.count;
}

interface Marks {
  readonly count: number;
  add(ids: Uint32Array): void;
  has(id: number): boolean;
}

/** A set of ids in one byte each: a million are added in some milliseconds. */
function marksOf(ids: Uint32Array): Marks {
  let marks = new Uint8Array(0);
  let count = 0;
  const add = (added: Uint32Array): void => {
    const last = added.reduce((most, id) => Math.max(most, id), 0);
    if (last >= marks.length) {
      const larger = new Uint8Array(last + 1);
      larger.set(marks);
      marks = larger;
    }
    for (const id of added) {
      count += 1 - (marks[id] ?? 0);
      marks[id] = 1;
    }
  };
  add(ids);
  return {
    get count() {
      return count;
    },
    add,
    has: (id) => marks[id] === 1,
  };
}
