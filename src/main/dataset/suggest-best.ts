import { DUPLICATE_KINDS, type DuplicateKind } from '../../shared/issue.ts';
import { DEFAULT_KEEP_RULES } from '../../shared/keep-best.ts';
import type { ReadableDb } from '../db/connection.ts';
import { membersOfGroups } from '../index/duplicate-groups.ts';
import { readCandidates } from '../index/keep-candidates.ts';
import { bestOfGroup } from './best-of-group.ts';

/** A group by its partition and its least id. */
interface NamedGroup {
  readonly partition: DuplicateKind;
  readonly group: number;
}

/** Which sample of a group to keep, by the usual rules. Each group is looked at once. */
export interface Suggestions {
  /** To be called before `of`. Lets others run between chunks. */
  prepare(groups: readonly NamedGroup[]): Promise<void>;
  /** Path of the sample to keep; null where the group is gone. */
  of(group: NamedGroup): string | null;
}

export function createSuggestions(db: ReadableDb): Suggestions {
  const paths = new Map<DuplicateKind, Map<number, string | null>>(DUPLICATE_KINDS.map((kind) => [kind, new Map()]));

  async function prepareKind(kind: DuplicateKind, ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return;
    const members = membersOfGroups(db, kind, ids);
    const candidates = await readCandidates(
      db,
      Uint32Array.from(members, ({ sampleId }) => sampleId),
    );
    for (const [group, of] of Map.groupBy(members, ({ groupId }) => groupId)) {
      const known = of.map(({ sampleId }) => candidates.get(sampleId)).filter((one) => one !== undefined);
      paths.get(kind)?.set(group, bestOfGroup(known, DEFAULT_KEEP_RULES)?.path ?? null);
    }
  }

  return {
    async prepare(groups) {
      for (const kind of DUPLICATE_KINDS) {
        const asked = new Set(groups.filter(({ partition }) => partition === kind).map(({ group }) => group));
        await prepareKind(
          kind,
          [...asked].filter((group) => paths.get(kind)?.has(group) === false),
        );
      }
    },
    of: ({ partition, group }) => paths.get(partition)?.get(group) ?? null,
  };
}
