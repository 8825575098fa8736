import { WinnowError } from '../../shared/errors.ts';
import type { Column } from '../../shared/frame.ts';
import type { GroupBy } from '../../shared/group-by.ts';
import { lastAtMost } from '../../shared/last-at-most.ts';

/** The groups of an answer. A group is named by its place; samples by their place in the order shown. */
export interface SampleGroups {
  readonly by: GroupBy;
  readonly count: number;
  /** Where each group starts; one more entry for the end of the last. */
  readonly starts: Uint32Array;
  /** Null: the group of samples without a value. */
  nameOf(group: number): string | null;
  /** The group that a sample is in. */
  groupOf(index: number): number;
}

const decoder = new TextDecoder();

/** The columns of an answer as groups; names are decoded when they are asked for. @throws {WinnowError} internal where one is missing */
export function groupsFrom(by: GroupBy, columns: Readonly<Record<string, Column>>, hasRest: boolean): SampleGroups {
  const { starts, names, nameEnds } = columns;
  if (!(starts instanceof Uint32Array && names instanceof Uint8Array && nameEnds instanceof Uint32Array)) {
    throw new WinnowError('internal', 'An answer in groups lacks one of its columns: starts, names, nameEnds.');
  }
  const nameOf = (group: number): string | null => {
    if (hasRest && group === nameEnds.length - 1) return null;
    return decoder.decode(names.subarray(nameEnds[group - 1] ?? 0, nameEnds[group]));
  };
  return sampleGroups(by, starts, nameOf);
}

/** @param nameOf of a group that these starts know */
function sampleGroups(by: GroupBy, starts: Uint32Array, nameOf: SampleGroups['nameOf']): SampleGroups {
  const count = Math.max(0, starts.length - 1);
  return { by, count, starts, nameOf, groupOf: (index) => lastAtMost(starts, count, index) };
}

/** The same groups without some samples; those that have none left go. @param isLeft by place in the order shown */
export function withoutSamples(groups: SampleGroups, isLeft: (index: number) => boolean): SampleGroups {
  const kept: number[] = [];
  const starts: number[] = [];
  let end = 0;
  for (let group = 0; group < groups.count; group++) {
    const start = end;
    for (let index = groups.starts[group] ?? 0; index < (groups.starts[group + 1] ?? 0); index++) if (isLeft(index)) end++;
    if (end === start) continue;
    kept.push(group);
    starts.push(start);
  }
  return sampleGroups(groups.by, Uint32Array.from([...starts, end]), (group) => groups.nameOf(kept[group] ?? 0));
}
