import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { INDEX_MIGRATIONS, openWritable, type WritableDb } from '../../../src/main/db/connection.ts';
import { DUPLICATE_KINDS } from '../../../src/shared/issue.ts';
import { STORED_SCORES } from '../../../src/shared/score.ts';
import { LABELS, type SampleRow, SPLITS, TAGS } from './small-sample.ts';

/** Of outliers, as the active model of a small index has it. */
export const OUTLIER_CUT = 0.3;

/** A real index in a folder of its own, for one test. */
export interface SmallIndex {
  readonly file: string;
  readonly db: WritableDb;
  /** @returns the new sample's id */
  insert(sample: SampleRow): number;
  update(id: number, sample: SampleRow): void;
  remove(id: number): void;
  /** Replaces what the models say of a sample. */
  see(id: number, sample: SampleRow): void;
  /** Makes the duplicate groups anew. @returns ids of the samples whose groups changed */
  regroup(): readonly number[];
  close(): void;
}

export function makeSmallIndex(samples: readonly SampleRow[]): SmallIndex {
  const folder = mkdtempSync(join(tmpdir(), 'winnow-query-'));
  const file = join(folder, 'winnow.db');
  const db = openWritable(file, INDEX_MIGRATIONS);
  db.pragma('synchronous = OFF');
  for (const name of LABELS) db.prepare('INSERT INTO class (name) VALUES (?)').run(name);
  for (const name of SPLITS) db.prepare('INSERT INTO split (name) VALUES (?)').run(name);
  for (const name of TAGS) db.prepare('INSERT INTO tag (name) VALUES (?)').run(name);
  addModels(db);
  addAnnotationSets(db);
  db.function('is_within', { deterministic: true }, isWithin);
  const insertRow = db.prepare(INSERT);
  const updateRow = db.prepare(UPDATE);
  const copies = new Map<number, SampleRow['copyOf']>();
  let paths = 0;
  /** Unique names whose order is not that of their ids. */
  const pathIn = (folder: string): string => `${folder}/${['b', 'A', 'a', 'Z'][paths % 4] ?? ''}${paths++}.jpg`;
  const rowOf = ({ folder, privateKinds, ...row }: SampleRow) => ({
    ...Object.fromEntries(OWN_COLUMNS.map((name) => [name, row[name]])),
    path: pathIn(folder),
    privateMetadata:
      privateKinds.length === 0 ? null : JSON.stringify(privateKinds.map((kind) => ({ kind, tag: 't', value: 'v' }))),
  });
  // What hangs on a sample in other tables.
  const removals = [
    'sample_tag',
    'given_label',
    'kept_issue',
    'image_score',
    'embedding_score',
    'map_place',
    'annotation_consensus',
    'note',
  ].map((table) => db.prepare(`DELETE FROM ${table} WHERE sample_id = ?`));
  const tag = db.prepare('INSERT INTO sample_tag SELECT ?, id FROM tag WHERE name = ?');
  const give = db.prepare(
    'INSERT INTO given_label SELECT id, class_id, (SELECT id FROM class WHERE name = ?) FROM sample WHERE id = ?',
  );
  const write = db.prepare('INSERT INTO note VALUES (?, ?)');
  const keep = db.prepare('INSERT INTO kept_issue VALUES (?, ?)');
  const score = db.prepare(INSERT_SCORES);
  const rate = db.prepare('INSERT INTO embedding_score VALUES (?, ?, ?, ?, ?, ?)');
  const put = db.prepare("INSERT INTO map_place (model_id, version, sample_id, x, y, content) VALUES (?, ?, ?, ?, ?, x'00')");
  const annotate = db.prepare('INSERT INTO annotation_consensus VALUES (?, ?, 0, ?, ?, ?)');
  const addSeen = (id: number, { embeddingScores, place }: SampleRow): void => {
    if (embeddingScores !== null) rate.run(ACTIVE_MODEL, id, ...embeddingScores);
    if (place !== null) put.run(ACTIVE_MODEL, MAP_VERSION, id, ...place);
    // Of a layout that is not whole yet, and of a model that is not looked at.
    put.run(ACTIVE_MODEL, MAP_VERSION + 1, id, 1, 1);
    rate.run(OTHER_MODEL, id, 0.01, 0.01, 0.01, 0.01);
    put.run(OTHER_MODEL, MAP_VERSION, id, 1, 1);
  };
  const addRest = (id: number, sample: SampleRow): void => {
    for (const removal of removals) removal.run(id);
    for (const name of sample.tags) tag.run(id, name);
    for (const kind of sample.kept) keep.run(id, kind);
    if (sample.note !== null) write.run(id, sample.note);
    if (sample.given !== null) give.run(sample.given.found, id);
    if (sample.scores !== null) score.run(id, sample.intact, ...sample.scores);
    if (sample.annotation !== null) {
      const { consensus, probability, agreement } = sample.annotation;
      annotate.run(id, ACTIVE_SET, consensus, probability, agreement);
    }
    // Of a set that is not in use.
    annotate.run(id, OTHER_SET, 'Cat', 0.1, 0);
    addSeen(id, sample);
    copies.set(id, sample.copyOf);
  };
  const insert = (sample: SampleRow): number => {
    const id = Number(insertRow.run(rowOf(sample)).lastInsertRowid);
    addRest(id, sample);
    return id;
  };
  const regroup = (): readonly number[] => storeGroups(db, copies);
  db.transaction(() => {
    samples.forEach(insert);
    regroup();
  })();
  return {
    file,
    db,
    insert,
    update: (id, sample) => {
      updateRow.run({ ...rowOf(sample), id });
      addRest(id, sample);
    },
    see: (id, sample) => {
      for (const table of ['embedding_score', 'map_place']) db.prepare(`DELETE FROM ${table} WHERE sample_id = ?`).run(id);
      addSeen(id, sample);
    },
    remove: (id) => {
      db.prepare('DELETE FROM sample WHERE id = ?').run(id);
      copies.delete(id);
    },
    regroup,
    close: () => {
      db.close();
      rmSync(folder, { recursive: true });
    },
  };
}

const OWN_COLUMNS = [
  'sizeBytes',
  'modifiedMs',
  'capturedMs',
  'status',
  'format',
  'width',
  'height',
  'channels',
  'frames',
  'label',
  'split',
  'orientation',
  'extensionFormat',
] as const satisfies readonly (keyof SampleRow)[];

const ACTIVE_MODEL = 2;
const MAP_VERSION = 3;
/** What it says is never seen. */
const OTHER_MODEL = 1;

function addModels(db: WritableDb): void {
  const add = db.prepare(
    "INSERT INTO embedding_model (id, name, manifest, identity, dimensions, outlier_cut, map_version) VALUES (?, 'm', '{}', ?, 4, ?, ?)",
  );
  for (const id of [OTHER_MODEL, ACTIVE_MODEL]) add.run(id, `${id}`, id === ACTIVE_MODEL ? OUTLIER_CUT : 0.9, MAP_VERSION);
  db.prepare('INSERT INTO active_model VALUES (1, ?)').run(ACTIVE_MODEL);
}

const ACTIVE_SET = 2;
/** What it says is never seen. */
const OTHER_SET = 1;

function addAnnotationSets(db: WritableDb): void {
  db.exec(`INSERT INTO run (kind, parameters, version, started_ms, state) VALUES ('annotations', '{}', '0', 0, 'done')`);
  const add = db.prepare(`
    INSERT INTO annotation_set (id, name, origin, method, classes, annotators, sample_count, label_count, disagreement_count,
      created_ms, run_id) VALUES (?, ?, 'f', 'majority', '[]', '[]', 0, 0, 0, 0, 1)`);
  for (const id of [OTHER_SET, ACTIVE_SET]) add.run(id, `set ${id}`);
  db.prepare('INSERT INTO active_annotation_set VALUES (1, ?)').run(ACTIVE_SET);
}

/** Franklin's PNPOLY, edge by edge. @param polygon JSON array x, y, x, y… */
export function isWithin(x: unknown, y: unknown, polygon: unknown): number {
  if (typeof x !== 'number' || typeof y !== 'number') return 0;
  const corners = JSON.parse(String(polygon)) as number[];
  let isInside = 0;
  for (let i = 0, j = corners.length - 2; i < corners.length; j = i, i += 2) {
    const [xi, yi, xj, yj] = [corners[i] ?? 0, corners[i + 1] ?? 0, corners[j] ?? 0, corners[j + 1] ?? 0];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) isInside ^= 1;
  }
  return isInside;
}

/** Groups as the duplicates worker stores them: each partition within the next, only where it says more than the one before. */
function storeGroups(db: WritableDb, copies: ReadonlyMap<number, SampleRow['copyOf']>): readonly number[] {
  const select = db
    .prepare("SELECT sample_id || ' ' || kind || ' ' || group_id || ' ' || ifnull(distance, '') FROM duplicate")
    .pluck();
  const before = new Set(select.all() as string[]);
  db.exec('DELETE FROM duplicate');
  const insert = db.prepare('INSERT INTO duplicate (kind, sample_id, group_id, linked_id, distance) VALUES (?, ?, ?, ?, ?)');
  for (const [depth, kind] of DUPLICATE_KINDS.entries()) {
    const groups = new Map<string, number[]>();
    for (const [id, copy] of copies) {
      if (copy === null) continue;
      const key = copy.slice(0, 3 - depth).join(' ');
      groups.set(key, [...(groups.get(key) ?? []), id]);
    }
    for (const ids of groups.values()) {
      const finer = new Set(
        ids.map((id) =>
          copies
            .get(id)
            ?.slice(0, 4 - depth)
            .join(' '),
        ),
      );
      const root = Math.min(...ids);
      if (ids.length < 2 || (kind !== 'exact' && finer.size < 2)) continue;
      const distance = (id: number): number => (kind === 'near' ? (id % 5) / 16 : 0);
      for (const id of ids) insert.run(kind, id, root, id === root ? null : root, id === root ? null : distance(id));
    }
  }
  const after = new Set(select.all() as string[]);
  return [...new Set([...before.symmetricDifference(after)].map((row) => Number(row.split(' ')[0])))];
}

const INSERT_SCORES = `
  INSERT INTO image_score (sample_id, version, intact, ${STORED_SCORES.map((name) => name.replaceAll('-', '_')).join(', ')})
  VALUES (?, 1, ?, ${STORED_SCORES.map(() => '?').join(', ')})`;

const INSERT = `
  INSERT INTO sample (path, size_bytes, mtime_ms, captured_ms, status, format, width, height, channels, frames, orientation,
    extension_format, private_metadata, class_id, split_id)
  VALUES (@path, @sizeBytes, @modifiedMs, @capturedMs, @status, @format, @width, @height, @channels, @frames, @orientation,
    @extensionFormat, @privateMetadata,
    (SELECT id FROM class WHERE name = @label), (SELECT id FROM split WHERE name = @split))`;

const UPDATE = `
  UPDATE sample SET path = @path, size_bytes = @sizeBytes, mtime_ms = @modifiedMs, captured_ms = @capturedMs, status = @status, format = @format,
    width = @width, height = @height, channels = @channels, frames = @frames, orientation = @orientation, extension_format = @extensionFormat,
    private_metadata = @privateMetadata,
    class_id = (SELECT id FROM class WHERE name = @label), split_id = (SELECT id FROM split WHERE name = @split)
  WHERE id = @id`;
