import { type GroupKind, ISSUE_KINDS, type IssueCount, type IssueKind, isGroupKind } from '../../shared/issue.ts';
import type { Query } from '../../shared/query.ts';
import { type Bits, bitsWhere, countBits, countShared, hasBit, intersect, noBits, subtract, unite } from './bits.ts';
import type { Columns } from './columns.ts';
import { evaluate } from './evaluate.ts';
import { withStatus } from './file-issues.ts';
import { groupStates } from './group-states.ts';
import { countMembers } from './groups.ts';
import type { Checkpoint } from './turns.ts';

/** Tags that say what is to become of a sample. */
const DECIDED = ['remove', 'keep'] as const;

/** Counts of every kind, in order, among the samples of a query; null: among all. */
export async function issueCounts(query: Query | null, columns: Columns, checkpoint: Checkpoint): Promise<readonly IssueCount[]> {
  await columns.store.ready(['tag', 'kept', 'status'], checkpoint);
  const among = await evaluate(query?.filter ?? null, columns, checkpoint);
  subtract(among, bitsWhere(columns.store.size, withStatus(columns.store, 'missing')));
  const decided = noBits(columns.store.size);
  for (const tag of DECIDED) unite(decided, columns.store.tags.sets.get(tag) ?? noBits(0));
  const counts: IssueCount[] = [];
  for (const kind of ISSUE_KINDS) {
    await checkpoint();
    counts.push(await countOf(kind, among, decided, columns, checkpoint));
  }
  return counts;
}

async function countOf(
  kind: IssueKind,
  among: Bits,
  decided: Bits,
  columns: Columns,
  checkpoint: Checkpoint,
): Promise<IssueCount> {
  const { cut, defaultCut, needs } = await columns.issues.finding(kind, checkpoint);
  const rows = (await columns.issues.rows(kind, checkpoint)).slice();
  intersect(rows, among);
  const samples = countBits(rows);
  const kept = countShared(columns.store.kept.sets.get(kind) ?? noBits(0), among);
  const base = { kind, samples, kept, cut, defaultCut, ...(needs === undefined ? {} : { needs }) };
  if (isGroupKind(kind)) return { ...base, ...(await countGroups(kind, rows, columns, checkpoint)) };
  subtract(rows, decided);
  return { ...base, open: countBits(rows), groups: 0, openGroups: 0 };
}

/** Groups with a sample among `rows`, which all have the issue. */
async function countGroups(
  kind: GroupKind,
  rows: Bits,
  columns: Columns,
  checkpoint: Checkpoint,
): Promise<Pick<IssueCount, 'open' | 'groups' | 'openGroups'>> {
  const { groups, isOpen } = await groupStates(kind, columns, checkpoint);
  let [open, all, openGroups] = [0, 0, 0];
  for (let group = 0; group < isOpen.length; group++) {
    const members = countMembers(groups, group, (row) => hasBit(rows, row));
    if (members === 0) continue;
    all++;
    if (isOpen[group] !== 1) continue;
    openGroups++;
    open += members;
  }
  return { open, groups: all, openGroups };
}
