import type { DuplicateKind, GroupKind } from '../../shared/issue.ts';
import { inverseTurn, type PART, type Turn } from '../../workers/duplicates/turns.ts';
import type { ReadableDb } from '../db/connection.ts';
import { type GroupLink, linksOf, weakestOf, widestLinksOf } from './duplicate-groups.ts';

/** A sample's duplicate group, and the sample that shows why it is in it. */
export interface Related {
  readonly partition: DuplicateKind;
  /** Least id in the group. */
  readonly group: number;
  /** Null where all others are gone since. */
  readonly id: number | null;
  readonly distance: number;
  /** How that one has to be flipped or turned to match. */
  readonly turn: number;
}

const PARTITIONS: Readonly<Partial<Record<GroupKind, DuplicateKind>>> = {
  'exact-duplicate': 'exact',
  'pixel-duplicate': 'pixel',
  'near-duplicate': 'near',
};
/** What the samples of a leak, or of a label conflict, differ in. */
const DIFFERENCES = { leak: 'split_id', 'label-conflict': 'class_id' } as const;

/** The narrowest of the partitions in which two samples that are in one group of near duplicates are in one. */
export function narrowestPartitions(
  db: ReadableDb,
  pairs: ReadonlyMap<number, number>,
): (id: number, other: number) => DuplicateKind {
  const ids = [...new Set([...pairs].flat())];
  const groupsOf = (kind: DuplicateKind): ReadonlyMap<number, number> =>
    new Map(linksOf(db, kind, ids).map(({ sampleId, groupId }) => [sampleId, groupId]));
  const narrow = (['exact', 'pixel'] as const).map((kind) => ({ kind, groups: groupsOf(kind) }));
  return (id, other) => narrow.find(({ groups }) => groups.has(id) && groups.get(id) === groups.get(other))?.kind ?? 'near';
}

type Link = GroupLink & { readonly partition: DuplicateKind };

/** For samples with an issue of a kind of duplicates: the sample each is linked to, or of another split or label where that is the point. */
export function relatedSamples(db: ReadableDb, kind: GroupKind, ids: readonly number[]): ReadonlyMap<number, Related> {
  const partition = PARTITIONS[kind];
  if (partition !== undefined) {
    const links = linksOf(db, partition, ids).map((link) => ({ ...link, partition }));
    return byId(links, createLinkedTo(db));
  }
  const difference = kind === 'leak' ? DIFFERENCES.leak : DIFFERENCES['label-conflict'];
  const otherSide = createOtherSide(db, difference);
  return byId(widestLinksOf(db, ids), otherSide);
}

function byId(
  links: readonly Link[],
  relate: (link: Link) => Omit<Related, 'partition' | 'group'>,
): ReadonlyMap<number, Related> {
  return new Map(
    links.map((link) => [link.sampleId, { partition: link.partition, group: link.groupId, ...relate(link) }] as const),
  );
}

/** The sample it hangs on; of a root, the nearest that hangs on it. */
function createLinkedTo(db: ReadableDb): (link: Link) => Omit<Related, 'partition' | 'group'> {
  const nearest = db.prepare<[string, number, number], GroupLink>(`
    SELECT sample_id AS sampleId, distance, turn FROM duplicate INDEXED BY duplicate_by_group
    WHERE kind = ? AND group_id = ? AND linked_id = ?
    ORDER BY distance, sample_id LIMIT 1`);
  return ({ partition, groupId, sampleId, linkedId, distance, turn }) => {
    if (linkedId !== null) return { id: linkedId, distance, turn };
    const child = nearest.get(partition, groupId, sampleId);
    if (child === undefined) return { id: null, distance: 0, turn: 0 };
    return { id: child.sampleId, distance: child.distance, turn: inverseTurn(child.turn as Turn | typeof PART) };
  };
}

interface Side {
  readonly value: number;
  readonly id: number;
}

interface Sides {
  readonly sides: readonly Side[];
  readonly weakest: number;
}

/** Finds members of another split or class. The members of a group are gone through once, however many ask. */
function createOtherSide(db: ReadableDb, column: 'split_id' | 'class_id') {
  const linkedTo = createLinkedTo(db);
  const known = new Map<string, Sides>();
  const read = db.prepare<[string, number], Side>(`
    SELECT ${column} AS value, min(sample_id) AS id FROM duplicate INDEXED BY duplicate_by_group
    CROSS JOIN sample ON sample.id = sample_id AND status <> 'missing' AND ${column} IS NOT NULL
    WHERE kind = ? AND group_id = ? GROUP BY 1 ORDER BY 2`);
  const sideOf = db.prepare<[number], number | null>(`SELECT ${column} FROM sample WHERE id = ?`).pluck();
  return (link: Link): Omit<Related, 'partition' | 'group'> => {
    const own = sideOf.get(link.sampleId) ?? null;
    const linked = linkedTo(link);
    const ofLinked = linked.id === null ? null : (sideOf.get(linked.id) ?? null);
    if (ofLinked !== null && ofLinked !== own) return linked;
    const key = `${link.partition} ${link.groupId}`;
    const { sides, weakest } = known.get(key) ?? {
      sides: read.all(link.partition, link.groupId),
      weakest: weakestOf(db, link.partition, link.groupId),
    };
    known.set(key, { sides, weakest });
    const other = sides.find(({ value }) => value !== own);
    return other === undefined ? linked : { id: other.id, distance: weakest, turn: 0 };
  };
}
