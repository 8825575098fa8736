import type { GroupKind } from '../../shared/issue.ts';
import { type Bits, hasBit, noBits } from './bits.ts';
import type { Columns } from './columns.ts';
import { PairSeen } from './group-issues.ts';
import { type Groups, startOf } from './groups.ts';
import type { Checkpoint } from './turns.ts';

/** The groups of a kind of issue, and which of them wait for a decision. */
export interface GroupStates {
  readonly groups: Groups;
  /** Rows with the issue. */
  readonly rows: Bits;
  /**
   * By group, 0 or 1: two of its samples (of two splits, of two labels) that have the issue are not tagged "remove", and
   * not all that are left are tagged "keep".
   */
  readonly isOpen: Uint8Array;
}

/** The groups of a kind, decided ones too; some may have no sample left that has the issue. */
export async function groupStates(kind: GroupKind, { store, issues }: Columns, checkpoint: Checkpoint): Promise<GroupStates> {
  const found = (await issues.finding(kind, checkpoint)).groups;
  if (found === null) throw new Error(`"${kind}" is no issue of groups.`);
  const rows = await issues.rows(kind, checkpoint);
  await store.ready(['tag'], checkpoint);
  const [removed, kept] = [store.tags.sets.get('remove') ?? noBits(0), store.tags.sets.get('keep') ?? noBits(0)];
  const { groups, codes } = found;
  const isOpen = new Uint8Array(groups.ids.length);
  for (let group = 0; group < isOpen.length; group++) {
    const left = new PairSeen(codes);
    let isDecided = true;
    for (let at = startOf(groups, group); at < (groups.ends[group] ?? 0); at++) {
      const row = groups.rows[at] ?? 0;
      if (!hasBit(rows, row) || hasBit(removed, row)) continue;
      left.add(row);
      isDecided &&= hasBit(kept, row);
    }
    isOpen[group] = Number(left.isPair && !isDecided);
  }
  return { groups, rows, isOpen };
}
