import { type ClassCount, classIssues } from '../../../src/shared/class-issues.ts';
import {
  type Cuts,
  DEFAULT_CUTS,
  DUPLICATE_KINDS,
  ISSUE_KINDS,
  type IssueCount,
  type IssueKind,
  isGroupKind,
  isScoreKind,
} from '../../../src/shared/issue.ts';
import { STORED_SCORES } from '../../../src/shared/score.ts';
import { OUTLIER_CUT, type SmallIndex } from './small-index.ts';

const CUTS = { ...DEFAULT_CUTS, outlier: OUTLIER_CUT };

/** One sample with all that issues are made of, read as plainly as can be. */
interface Row {
  readonly id: number;
  readonly status: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly sizeBytes: number;
  readonly frames: number | null;
  readonly format: string | null;
  readonly orientation: number | null;
  readonly extensionFormat: string | null;
  readonly privateMetadata: string | null;
  readonly label: string | null;
  readonly split: string | null;
  readonly intact: number | null;
  readonly scores: Readonly<Record<string, number | null>>;
  readonly group: Readonly<Record<string, { readonly id: number; readonly distance: number | null } | undefined>>;
  readonly tags: readonly string[];
  readonly kept: readonly string[];
}

/** Severity of each sample that has an issue, by kind; what the user said is none left out. */
export type Issues = Readonly<Record<IssueKind, ReadonlyMap<number, number>>>;

export function readRows(index: SmallIndex): readonly Row[] {
  const all = <T>(sql: string, id: number): readonly T[] => index.db.prepare(sql).all(id) as T[];
  const samples = index.db
    .prepare(`SELECT id, status, width, height, size_bytes AS sizeBytes, frames, format, orientation, extension_format AS extensionFormat,
      private_metadata AS privateMetadata, (SELECT name FROM class WHERE id = class_id) AS label,
      (SELECT name FROM split WHERE id = split_id) AS split FROM sample WHERE status <> 'missing' ORDER BY id`)
    .all() as Row[];
  return samples.map((sample) => {
    const [scored] = all<Record<string, number | null>>('SELECT * FROM image_score WHERE sample_id = ?', sample.id);
    const [seen] = all<{ outlier: number | null }>(
      'SELECT outlier FROM embedding_score JOIN active_model USING (model_id) WHERE sample_id = ?',
      sample.id,
    );
    const [annotated] = all<{ agreement: number | null }>(
      'SELECT agreement FROM annotation_consensus JOIN active_annotation_set USING (set_id) WHERE sample_id = ?',
      sample.id,
    );
    const [relabeled] = all('SELECT 1 FROM given_label WHERE class_id IS NOT found_class_id AND sample_id = ?', sample.id);
    const groups = all<{ kind: string; id: number; distance: number | null }>(
      'SELECT kind, group_id AS id, distance FROM duplicate WHERE sample_id = ?',
      sample.id,
    );
    return {
      ...sample,
      intact: scored?.intact ?? null,
      scores: {
        ...Object.fromEntries(STORED_SCORES.map((name) => [name, scored?.[name.replaceAll('-', '_')] ?? null])),
        outlier: seen?.outlier ?? null,
        // A label that the user gave settles what annotators disagree on.
        'annotator-disagreement': relabeled === undefined ? (annotated?.agreement ?? null) : null,
      },
      group: Object.fromEntries(groups.map(({ kind, id, distance }) => [kind, { id, distance }])),
      tags: all<{ name: string }>('SELECT name FROM sample_tag JOIN tag ON tag.id = tag_id WHERE sample_id = ?', sample.id).map(
        ({ name }) => name,
      ),
      kept: all<{ kind: string }>('SELECT kind FROM kept_issue WHERE sample_id = ?', sample.id).map(({ kind }) => kind),
    };
  });
}

export function issuesOf(rows: readonly Row[], cuts: Cuts): Issues {
  const found = Object.fromEntries(ISSUE_KINDS.map((kind) => [kind, severities(kind, rows, cuts)]));
  for (const row of rows) for (const kind of row.kept) found[kind]?.delete(row.id);
  return found as Record<IssueKind, Map<number, number>>;
}

function severities(kind: IssueKind, rows: readonly Row[], cuts: Cuts): Map<number, number> {
  const where = (has: (row: Row) => boolean, severity: (row: Row) => number): Map<number, number> =>
    new Map(rows.filter(has).map((row) => [row.id, severity(row)]));
  if (isGroupKind(kind)) return inGroups(kind, rows);
  if (kind === 'odd-size') return oddSizes(rows, cuts['odd-size'] ?? null);
  if (isScoreKind(kind)) {
    const scores = kind === 'odd-aspect-ratio' ? aspects(rows) : kind === 'odd-file-size' ? fileSizes(rows) : null;
    const score = (row: Row): number => (scores === null ? (row.scores[kind] ?? Number.NaN) : (scores.get(row.id) ?? Number.NaN));
    return where((row) => score(row) < (cuts[kind] ?? CUTS[kind]), score);
  }
  switch (kind) {
    case 'label':
    case 'box':
      // Of predictions and annotations, which a small index has none of.
      return new Map();
    case 'corrupt':
      return where(
        (row) => row.status === 'corrupt',
        (row) => row.intact ?? 0,
      );
    case 'unsupported':
      return where(
        (row) => row.status === 'unsupported',
        () => 0,
      );
    case 'wrong-extension':
      return where(
        (row) => row.extensionFormat !== null && ['ok', 'corrupt'].includes(row.status),
        () => 0,
      );
    case 'orientation-flag':
      return where(
        (row) => (row.orientation ?? 1) > 1,
        () => 0,
      );
    case 'animated':
      return where(
        (row) => (row.frames ?? 1) > 1 && row.format !== null && row.format !== 'ico' && row.format !== 'jpeg',
        (row) => 1 / (row.frames ?? 1),
      );
    case 'private-metadata': {
      const badness: Readonly<Record<string, number>> = { position: 0, 'serial-number': 0.25, person: 0.5, place: 0.75 };
      const tags = (row: Row): { kind: string }[] => JSON.parse(row.privateMetadata ?? '[]') as { kind: string }[];
      return where(
        (row) => row.privateMetadata !== null,
        (row) => Math.min(...tags(row).map((tag) => badness[tag.kind] ?? 1)),
      );
    }
    case 'class-imbalance':
    case 'class-name': {
      const flagged = classIssues(classCounts(rows)).filter((issue) => issue.kind === kind);
      const scores = (row: Row): number[] => flagged.filter((issue) => issue.class === row.label).map(({ score }) => score);
      return where(
        (row) => scores(row).length > 0,
        (row) => Math.min(...scores(row)),
      );
    }
  }
}

function classCounts(rows: readonly Row[]): readonly ClassCount[] {
  const counts = new Map<string, Record<string, number>>();
  for (const { label, split } of rows) {
    if (label === null) continue;
    const bySplit = counts.get(label) ?? {};
    bySplit[split ?? ''] = (bySplit[split ?? ''] ?? 0) + 1;
    counts.set(label, bySplit);
  }
  return [...counts].map(([name, bySplit]) => ({ class: name, bySplit }));
}

/** Groups that make an issue of a kind: samples by group. */
export function groupsOf(kind: IssueKind, rows: readonly Row[]): readonly (readonly Row[])[] {
  const partition = kind.replace('-duplicate', '');
  const isConflict = kind === 'leak' || kind === 'label-conflict';
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const group = isConflict ? (row.group.near ?? row.group.pixel ?? row.group.exact) : row.group[partition];
    if (group !== undefined) groups.set(group.id, [...(groups.get(group.id) ?? []), row]);
  }
  return [...groups.values()].filter((members) => arePair(kind, members));
}

/** Two samples or more; of two splits for a leak, of two labels for a conflict. */
export function arePair(kind: IssueKind, members: readonly Row[]): boolean {
  if (kind !== 'leak' && kind !== 'label-conflict') return members.length > 1;
  const sides = members.map((row) => (kind === 'leak' ? row.split : row.label));
  return new Set(sides.filter((side) => side !== null)).size > 1;
}

/** The link of the partition that a group is of. */
export function linkOf(kind: IssueKind, row: Row): number | null {
  const widest = DUPLICATE_KINDS.findLast((partition) => row.group[partition] !== undefined) ?? 'exact';
  const partition = kind === 'leak' || kind === 'label-conflict' ? widest : kind.replace('-duplicate', '');
  return row.group[partition]?.distance ?? null;
}

function inGroups(kind: IssueKind, rows: readonly Row[]): Map<number, number> {
  const found = new Map<number, number>();
  for (const members of groupsOf(kind, rows)) {
    const links = members.map((row) => linkOf(kind, row)).filter((link) => link !== null);
    const root = links.length === 0 ? 0 : Math.min(...links);
    for (const row of members) {
      const side = kind === 'leak' ? row.split : kind === 'label-conflict' ? row.label : '';
      if (side !== null) found.set(row.id, linkOf(kind, row) ?? root);
    }
  }
  return found;
}

/** numpy's linear percentile. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0];
  return low + (high - low) * (at - Math.floor(at));
}

interface Usual {
  readonly low: number;
  readonly high: number;
}

function usual(values: readonly number[]): Usual {
  const [first, third] = [quantile(values, 0.25), quantile(values, 0.75)];
  return { low: first - 3 * (third - first), high: third + 3 * (third - first) };
}

function score(value: number, { low, high }: Usual): number {
  const middle = (low + high) / 2;
  return 1 - Math.min(1, Math.abs(value - middle) / (high > low ? high - low : middle));
}

const isSized = (row: Row): row is Row & { width: number; height: number } =>
  row.status === 'ok' && row.width !== null && row.height !== null;

function oddSizes(rows: readonly Row[], moved: number | null): Map<number, number> {
  const sized = rows.filter(isSized).map((row) => ({ row, size: Math.sqrt(row.width * row.height) }));
  const found = new Map<number, number>();
  const boundsOf = (some: typeof sized, isClass: boolean): Usual => {
    const { low, high } = usual(some.map(({ size }) => size));
    if (high === low && !isClass) return { low, high };
    // Bounds are a quarter of the middle to either side at least.
    const [middle, reach] = [(low + high) / 2, Math.max((low + high) / 8, (high - low) / 2)];
    return { low: middle - reach, high: middle + reach };
  };
  const among = (some: typeof sized, isClass: boolean): void => {
    const bounds = boundsOf(some, isClass);
    for (const { row, size } of some) {
      const is = score(size, bounds);
      if (is < (moved ?? (bounds.high > bounds.low ? 0.5 : 1))) found.set(row.id, Math.min(is, found.get(row.id) ?? 1));
    }
  };
  if (sized.length > 0) among(sized, false);
  const everywhere = new Map(found);
  for (const of of Map.groupBy(sized, ({ row }) => row.label)) if (of[0] !== null && of[1].length >= 10) among(of[1], true);
  // Flagged in the class alone: how odd it is at all counts too.
  for (const id of found.keys()) {
    const size = sized.find(({ row }) => row.id === id)?.size ?? 0;
    if (!everywhere.has(id)) found.set(id, Math.min(found.get(id) ?? 1, score(size, boundsOf(sized, false))));
  }
  return found;
}

function aspects(rows: readonly Row[]): ReadonlyMap<number, number> {
  return new Map(rows.filter(isSized).map((row) => [row.id, Math.min(row.width / row.height, row.height / row.width)]));
}

function fileSizes(rows: readonly Row[]): ReadonlyMap<number, number> {
  const scores = new Map<number, number>();
  const weighed = rows.filter(isSized).map((row) => {
    const pixels = row.width * row.height * (row.frames ?? 1);
    return { row, log: Math.log2(row.sizeBytes / pixels) };
  });
  for (const [format, of] of Map.groupBy(weighed, ({ row }) => row.format)) {
    if (format === null || of.length < 10) continue;
    const { low, high } = usual(of.map(({ log }) => log));
    const reach = Math.max(1, (high - low) / 2);
    const middle = (low + high) / 2;
    for (const { row, log } of of) scores.set(row.id, score(log, { low: middle - reach, high: middle + reach }));
  }
  return scores;
}

/** Counts of all kinds among some samples. */
export function countsOf(
  rows: readonly Row[],
  cuts: Cuts,
  among: ReadonlySet<number>,
): readonly Omit<IssueCount, 'cut' | 'defaultCut'>[] {
  const issues = issuesOf(rows, cuts);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const isDecided = (id: number): boolean => byId.get(id)?.tags.some((tag) => tag === 'remove' || tag === 'keep') ?? false;
  return ISSUE_KINDS.map((kind) => {
    const samples = [...issues[kind].keys()].filter((id) => among.has(id));
    const kept = rows.filter((row) => row.kept.includes(kind) && among.has(row.id)).length;
    if (!isGroupKind(kind)) {
      return {
        kind,
        samples: samples.length,
        open: samples.filter((id) => !isDecided(id)).length,
        groups: 0,
        openGroups: 0,
        kept,
        ...(kind === 'label' ? { needs: 'predictions' as const } : {}),
        ...(kind === 'box' ? { needs: 'boxes' as const } : {}),
      };
    }
    const flagged = (members: readonly Row[]): readonly Row[] => members.filter((row) => issues[kind].has(row.id));
    const groups = groupsOf(kind, rows).filter((members) => flagged(members).some((row) => among.has(row.id)));
    const open = groups.filter((members) => isOpen(kind, flagged(members)));
    const inOpen = open.flatMap(flagged).filter((row) => among.has(row.id)).length;
    return { kind, samples: samples.length, open: inOpen, groups: groups.length, openGroups: open.length, kept };
  });
}

/** @param flagged the group's samples that have the issue */
export function isOpen(kind: IssueKind, flagged: readonly Row[]): boolean {
  const left = flagged.filter((row) => !row.tags.includes('remove'));
  return arePair(kind, left) && !left.every((row) => row.tags.includes('keep'));
}
