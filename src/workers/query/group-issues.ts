import type { DuplicateKind, GroupKind } from '../../shared/issue.ts';
import { noBits, setBit } from './bits.ts';
import { GROUP_COLUMNS, type Grouping } from './duplicate-groups.ts';
import { type Groups, onlyGroups, startOf } from './groups.ts';
import type { Finding, IssueRule, IssueSources } from './issue-finding.ts';
import type { Checkpoint } from './turns.ts';

/** Samples in a group of one partition. */
export function duplicateRule(kind: GroupKind, partition: DuplicateKind): IssueRule {
  return { kind, columns: GROUP_COLUMNS, find: (sources, checkpoint) => findIn(partition, null, sources, checkpoint) };
}

/** Samples of two splits, or of two labels, in the widest group they are in. */
export function conflictRule(kind: GroupKind, field: 'split' | 'label'): IssueRule {
  const columns = [...GROUP_COLUMNS, field];
  return { kind, columns, find: (sources, checkpoint) => findIn('family', field, sources, checkpoint) };
}

async function findIn(
  grouping: Grouping,
  field: 'split' | 'label' | null,
  { store, duplicates }: IssueSources,
  checkpoint: Checkpoint,
): Promise<Finding> {
  const all = await duplicates.of(grouping, checkpoint);
  const codes = field === null ? null : store.texts[field].values;
  const rows = noBits(store.size);
  const groups = codes === null ? all : withTwoCodes(all, codes);
  for (const row of groups.rows) if (codes === null || codes[row] !== 0) setBit(rows, row);
  return { rows, severity: severityIn(groups, store.size), cut: null, defaultCut: null, groups: { groups, codes } };
}

/** Whether two of the rows count as different: two rows that differ in code, or any two where codes are null. */
export class PairSeen {
  readonly #codes: Uint32Array | null;
  #first: number | null = null;
  isPair = false;

  constructor(codes: Uint32Array | null) {
    this.#codes = codes;
  }

  add(row: number): void {
    const code = this.#codes === null ? row + 1 : (this.#codes[row] ?? 0);
    if (code === 0) return;
    this.#first ??= code;
    this.isPair ||= this.#first !== code;
  }
}

function withTwoCodes(groups: Groups, codes: Uint32Array): Groups {
  const kept: number[] = [];
  for (let group = 0; group < groups.ids.length; group++) {
    const seen = new PairSeen(codes);
    for (let at = startOf(groups, group); at < (groups.ends[group] ?? 0); at++) seen.add(groups.rows[at] ?? 0);
    if (seen.isPair) kept.push(group);
  }
  return onlyGroups(groups, kept);
}

/** The distance of a row's link; of the root of its group's links, the shortest of these. Made at first use, 4 bytes a row. */
function severityIn(groups: Groups, size: number): (row: number) => number {
  let severities: Float32Array | null = null;
  return (row) => {
    severities ??= severitiesOf(groups, size);
    return severities[row] ?? 0;
  };
}

function severitiesOf(groups: Groups, size: number): Float32Array {
  const severities = new Float32Array(size);
  for (let group = 0; group < groups.ids.length; group++) {
    for (let at = startOf(groups, group); at < (groups.ends[group] ?? 0); at++) {
      const link = groups.links[at] ?? Number.NaN;
      severities[groups.rows[at] ?? 0] = Number.isNaN(link) ? (groups.surest[group] ?? 0) : link;
    }
  }
  return severities;
}
