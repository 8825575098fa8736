import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { INDEX_MIGRATIONS, openReadable, openWritable } from '../../../src/main/db/connection.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-db-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const columnsOf = (file: string): string[] => {
  const db = openReadable(file);
  const rows = db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all('sample') as string[];
  db.close();
  return rows;
};

describe('migrations', () => {
  it('make a new index, and leave it as it is when opened again', () => {
    const file = join(folder, 'winnow.db');
    openWritable(file, INDEX_MIGRATIONS).close();
    const db = openWritable(file, INDEX_MIGRATIONS);
    expect(db.pragma('user_version', { simple: true })).toBe(INDEX_MIGRATIONS.length);
    db.close();
    expect(columnsOf(file)).toContain('content_hash');
  });

  it('add to the rows of an older version', () => {
    const file = join(folder, 'winnow.db');
    const old = openWritable(file, INDEX_MIGRATIONS);
    old.prepare("INSERT INTO sample (path, size_bytes, mtime_ms, status) VALUES ('a.jpg', 1, 2, 'ok')").run();
    old.close();
    const next = [...INDEX_MIGRATIONS, { name: 'a number', sql: 'ALTER TABLE sample ADD COLUMN number INTEGER DEFAULT 7' }];
    const db = openWritable(file, next);
    expect(db.prepare('SELECT path, number FROM sample').all()).toEqual([{ path: 'a.jpg', number: 7 }]);
    db.close();
  });

  it('2, issues: keep samples, decisions and what these take back, and give room for the kinds to come', () => {
    const file = join(folder, 'winnow.db');
    const old = openWritable(file, INDEX_MIGRATIONS.slice(0, 1));
    old.exec(`INSERT INTO sample (path, size_bytes, mtime_ms, status) VALUES ('a.jpg', 1, 2, 'ok');
      INSERT INTO decision (at_ms, kind, value, sample_count, sample_ids) VALUES (5, 'tag', 'remove', 1, x'01000000');
      INSERT INTO decision (at_ms, kind, sample_count, target) VALUES (6, 'undo', 1, 1);`);
    old.close();
    const db = openWritable(file, INDEX_MIGRATIONS.slice(0, 2));
    expect(db.prepare('SELECT path, pixel_hash, private_metadata FROM sample').all()).toEqual([
      { path: 'a.jpg', pixel_hash: null, private_metadata: null },
    ]);
    expect(db.prepare('SELECT id, at_ms, kind, value, target FROM decision').all()).toEqual([
      { id: 1, at_ms: 5, kind: 'tag', value: 'remove', target: null },
      { id: 2, at_ms: 6, kind: 'undo', value: null, target: 1 },
    ]);
    const { lastInsertRowid } = db.prepare("INSERT INTO decision (at_ms, kind, sample_count) VALUES (7, 'not-issue', 1)").run();
    expect(lastInsertRowid).toBe(3);
    expect(() => db.prepare("INSERT INTO decision (at_ms, kind, sample_count, target) VALUES (7, 'undo', 1, 99)").run()).toThrow(
      /FOREIGN KEY/,
    );
    db.close();
  });

  it('3, embeddings: keep samples with what is said of them, and let go of what models gave together with either', () => {
    const file = join(folder, 'winnow.db');
    const old = openWritable(file, INDEX_MIGRATIONS.slice(0, 2));
    old.exec(`INSERT INTO sample (path, size_bytes, mtime_ms, status) VALUES ('a.jpg', 1, 2, 'ok'), ('b.jpg', 3, 4, 'missing');
      INSERT INTO kept_issue (sample_id, kind) VALUES (1, 'dark');`);
    old.close();
    const db = openWritable(file, INDEX_MIGRATIONS.slice(0, 3));
    expect(db.prepare('SELECT id, path, status, kind FROM sample LEFT JOIN kept_issue ON sample_id = id').all()).toEqual([
      { id: 1, path: 'a.jpg', status: 'ok', kind: 'dark' },
      { id: 2, path: 'b.jpg', status: 'missing', kind: null },
    ]);
    db.exec(`INSERT INTO embedding_model (name, manifest, identity, dimensions) VALUES ('m', '{}', 'i', 2), ('n', '{}', 'j', 2);
      INSERT INTO embedding (model_id, sample_id, place, content) SELECT m.id, s.id, 0, x'00' FROM embedding_model m, sample s;
      INSERT INTO embedding_score (model_id, sample_id, outlier) SELECT m.id, s.id, 0.5 FROM embedding_model m, sample s;
      INSERT INTO active_model (only_one, model_id) VALUES (1, 1);`);
    expect(() =>
      db.exec("INSERT INTO embedding_model (name, manifest, identity, dimensions) VALUES ('o', '{}', 'i', 2)"),
    ).toThrow(/UNIQUE/);
    expect(() => db.exec('INSERT INTO active_model (only_one, model_id) VALUES (2, 2)')).toThrow(/CHECK/);
    db.exec('DELETE FROM sample WHERE id = 2; DELETE FROM embedding_model WHERE id = 1');
    for (const table of ['embedding', 'embedding_score']) {
      expect(db.prepare(`SELECT model_id, sample_id FROM ${table}`).raw().all()).toEqual([[2, 1]]);
    }
    expect(db.prepare('SELECT * FROM active_model').all()).toEqual([]);
    db.close();
  });

  it('5, relabels: keep labels and decisions, and have room for labels that go with their samples', () => {
    const file = join(folder, 'winnow.db');
    const old = openWritable(file, INDEX_MIGRATIONS.slice(0, 4));
    old.exec(`INSERT INTO class (name) VALUES ('cat');
      INSERT INTO sample (path, size_bytes, mtime_ms, status, class_id) VALUES ('a', 1, 2, 'ok', 1), ('b', 3, 4, 'missing', NULL);
      INSERT INTO decision (at_ms, kind, value, sample_count, sample_ids) VALUES (5, 'tag', 'remove', 1, x'01000000');`);
    old.close();
    const db = openWritable(file, INDEX_MIGRATIONS.slice(0, 5));
    expect(db.prepare('SELECT id, class_id FROM sample ORDER BY id').raw().all()).toEqual([
      [1, 1],
      [2, null],
    ]);
    expect(db.prepare('SELECT kind, value, sample_ids, before_places FROM decision').all()).toEqual([
      { kind: 'tag', value: 'remove', sample_ids: Buffer.of(1, 0, 0, 0), before_places: null },
    ]);
    expect(db.prepare('SELECT count(*) FROM given_label').pluck().get()).toBe(0);
    db.exec('INSERT INTO given_label VALUES (1, NULL, 1), (2, 1, NULL); DELETE FROM sample WHERE id = 2');
    expect(db.prepare('SELECT * FROM given_label').raw().all()).toEqual([[1, null, 1]]);
    db.close();
  });

  it('6, predictions: keep what there is, give runs names and ids of their own, and have one active at most', () => {
    const file = join(folder, 'winnow.db');
    const old = openWritable(file, INDEX_MIGRATIONS.slice(0, 5));
    old.exec(`INSERT INTO sample (path, size_bytes, mtime_ms, status) VALUES ('a.jpg', 1, 2, 'ok');
      INSERT INTO run (kind, parameters, version, started_ms, state) VALUES ('index', '{}', '1', 1, 'done');`);
    old.close();
    const db = openWritable(file, INDEX_MIGRATIONS.slice(0, 6));
    expect(db.prepare('SELECT path, kind FROM sample, run').all()).toEqual([{ path: 'a.jpg', kind: 'index' }]);
    const insert = db.prepare(`INSERT INTO prediction_run (name, source, classes, sample_count, has_probabilities, has_confidence,
      created_ms, origin, run_id, parameters) VALUES (?, ?, '["a"]', 1, 1, 1, 5, 'a.npy', 1, '{}')`);
    insert.run('m', 'file');
    expect(() => insert.run('m', 'file')).toThrow(/UNIQUE/);
    expect(() => insert.run('n', 'somebody')).toThrow(/CHECK/);
    db.exec('INSERT INTO active_prediction_run VALUES (1, 1)');
    expect(() => db.exec('INSERT INTO active_prediction_run VALUES (2, 1)')).toThrow(/CHECK/);
    db.exec('DELETE FROM prediction_run');
    expect(db.prepare('SELECT * FROM active_prediction_run').all()).toEqual([]);
    expect(insert.run('m', 'file').lastInsertRowid).toBe(2);
    db.close();
  });

  it('7, annotations: keep decisions, and let go of labels together with their sample', () => {
    const file = join(folder, 'winnow.db');
    const old = openWritable(file, INDEX_MIGRATIONS.slice(0, 6));
    old.exec(`INSERT INTO sample (path, size_bytes, mtime_ms, status) VALUES ('a.jpg', 1, 2, 'ok'), ('b.jpg', 1, 2, 'ok');
      INSERT INTO run (kind, parameters, version, started_ms, state) VALUES ('index', '{}', '1', 1, 'done');
      INSERT INTO decision (at_ms, kind, value, before, sample_ids, sample_count) VALUES (5, 'relabel', 'fox', '[]', x'01000000', 1);`);
    old.close();
    const db = openWritable(file, INDEX_MIGRATIONS.slice(0, 7));
    expect(db.prepare('SELECT kind, value, value_places FROM decision').all()).toEqual([
      { kind: 'relabel', value: 'fox', value_places: null },
    ]);
    const insert = db.prepare(`INSERT INTO annotation_set (name, origin, method, classes, annotators, sample_count, label_count,
      disagreement_count, created_ms, run_id) VALUES (?, 'a.csv', ?, '[]', '[]', 1, 1, 0, 5, 1)`);
    insert.run('m', 'majority');
    expect(() => insert.run('m', 'majority')).toThrow(/UNIQUE/);
    expect(() => insert.run('n', 'guess')).toThrow(/CHECK/);
    db.exec(`INSERT INTO annotation VALUES (1, 1, 0, 0), (2, 1, 0, 0);
      INSERT INTO annotation_consensus VALUES (1, 1, 0, 'a', 1, NULL), (2, 1, 0, 'a', 1, NULL);
      INSERT INTO active_annotation_set VALUES (1, 1);
      DELETE FROM sample WHERE id = 1;`);
    expect(
      db.prepare('SELECT sample_id FROM annotation UNION ALL SELECT sample_id FROM annotation_consensus').pluck().all(),
    ).toEqual([2, 2]);
    db.exec('DELETE FROM annotation_set');
    expect(db.prepare('SELECT * FROM active_annotation_set').all()).toEqual([]);
    db.close();
  });

  it('8, boxes: keep runs as such without boxes; boxes go with their sample, and only those applied are seen', () => {
    const file = join(folder, 'winnow.db');
    const before = INDEX_MIGRATIONS.findIndex(({ name }) => name === 'boxes');
    const old = openWritable(file, INDEX_MIGRATIONS.slice(0, before));
    old.exec(`INSERT INTO sample (path, size_bytes, mtime_ms, status) VALUES ('a.jpg', 1, 2, 'ok'), ('b.jpg', 1, 2, 'ok');
      INSERT INTO class (name) VALUES ('cat');
      INSERT INTO run (kind, parameters, version, started_ms, state) VALUES ('index', '{}', '1', 1, 'done');
      INSERT INTO prediction_run (name, source, classes, sample_count, has_probabilities, has_confidence, created_ms, origin,
        run_id, parameters) VALUES ('m', 'file', '["cat"]', 1, 1, 1, 5, 'a.npy', 1, '{}')`);
    old.close();
    const db = openWritable(file, INDEX_MIGRATIONS.slice(0, before + 1));
    expect(db.prepare('SELECT name, box_count FROM prediction_run').raw().all()).toEqual([['m', null]]);
    db.exec(`INSERT INTO box_source (fingerprint, summary, is_applied) VALUES ('old', '{}', 0), ('new', '{}', 1);
      INSERT INTO box (source_id, sample_id, class_id, x, y, width, height) VALUES (1, 1, 1, 0, 0, 1, 1), (2, 1, 1, 5, 5, 1, 1), (2, 2, 1, 6, 6, 1, 1);
      INSERT INTO annotated (source_id, sample_id, boxes, is_upright) VALUES (2, 1, 1, 0), (2, 2, 1, 0);
      DELETE FROM sample WHERE id = 2`);
    expect(db.prepare('SELECT sample_id, x FROM given_box').raw().all()).toEqual([[1, 5]]);
    expect(db.prepare('SELECT sample_id FROM given_annotation').pluck().all()).toEqual([1]);
    db.close();
  });

  it('9, annotated classes: what was read stays, its summary is one of a list; fields go with their sample', () => {
    const file = join(folder, 'winnow.db');
    const before = INDEX_MIGRATIONS.findIndex(({ name }) => name === 'annotated classes');
    const old = openWritable(file, INDEX_MIGRATIONS.slice(0, before));
    old.exec(`INSERT INTO sample (path, size_bytes, mtime_ms, status) VALUES ('a.jpg', 1, 2, 'ok'), ('b.jpg', 1, 2, 'ok');
      INSERT INTO box_source (fingerprint, summary, is_applied) VALUES ('old', '{"format":"voc"}', 1), ('new', '{}', 0);
      INSERT INTO annotated (source_id, sample_id, boxes, is_upright) VALUES (1, 1, 3, 1)`);
    old.close();
    const db = openWritable(file, INDEX_MIGRATIONS.slice(0, before + 1));
    expect(db.prepare('SELECT summary FROM box_source ORDER BY id').pluck().all()).toEqual(['[{"format":"voc"}]', '[]']);
    expect(db.prepare('SELECT sample_id, boxes, class_id, set_place FROM given_annotation').raw().all()).toEqual([
      [1, 3, null, 0],
    ]);
    db.exec(`INSERT INTO field (name) VALUES ('camera');
      INSERT INTO sample_field VALUES (1, 1, 1, 'canon'), (2, 1, 1, 5.5), (2, 2, 1, 'of another reading')`);
    expect(db.prepare('SELECT sample_id, value FROM given_field').raw().all()).toEqual([
      [1, 'canon'],
      [2, 5.5],
    ]);
    db.exec('DELETE FROM sample WHERE id = 2');
    expect(db.prepare('SELECT sample_id FROM sample_field').pluck().all()).toEqual([1]);
    db.close();
  });

  it('10, authors of decisions: those before have none', () => {
    const file = join(folder, 'winnow.db');
    const before = INDEX_MIGRATIONS.findIndex(({ name }) => name === 'authors of decisions');
    const old = openWritable(file, INDEX_MIGRATIONS.slice(0, before));
    old.exec("INSERT INTO decision (at_ms, kind, value, sample_count) VALUES (5, 'tag', 'remove', 1)");
    old.close();
    const db = openWritable(file, INDEX_MIGRATIONS.slice(0, before + 1));
    expect(db.prepare('SELECT id, at_ms, kind, author, query FROM decision').raw().all()).toEqual([[1, 5, 'tag', null, null]]);
    db.close();
  });

  it('11, captured: samples stay, and it is not known yet when they were taken', () => {
    const file = join(folder, 'winnow.db');
    const before = INDEX_MIGRATIONS.findIndex(({ name }) => name === 'captured');
    const old = openWritable(file, INDEX_MIGRATIONS.slice(0, before));
    old.exec("INSERT INTO sample (path, size_bytes, mtime_ms, status) VALUES ('a.jpg', 1, 2, 'ok')");
    old.close();
    const db = openWritable(file, INDEX_MIGRATIONS.slice(0, before + 1));
    expect(db.prepare('SELECT path, mtime_ms, captured_ms FROM sample').raw().all()).toEqual([['a.jpg', 2, null]]);
    db.exec('UPDATE sample SET captured_ms = -5');
    db.close();
  });

  it('12, rules of decisions: those before followed none', () => {
    const file = join(folder, 'winnow.db');
    const before = INDEX_MIGRATIONS.findIndex(({ name }) => name === 'rules of decisions');
    const old = openWritable(file, INDEX_MIGRATIONS.slice(0, before));
    old.exec("INSERT INTO decision (at_ms, kind, value, sample_count) VALUES (5, 'tag', 'remove', 1)");
    old.close();
    const db = openWritable(file, INDEX_MIGRATIONS.slice(0, before + 1));
    expect(db.prepare('SELECT id, kind, rule FROM decision').raw().all()).toEqual([[1, 'tag', null]]);
    db.close();
  });

  it('13, shards: keep samples as files of their own, and remember each tar once', () => {
    const file = join(folder, 'winnow.db');
    const before = INDEX_MIGRATIONS.findIndex(({ name }) => name === 'shards');
    const old = openWritable(file, INDEX_MIGRATIONS.slice(0, before));
    old.exec("INSERT INTO sample (path, size_bytes, mtime_ms, status) VALUES ('a.jpg', 1, 2, 'ok')");
    old.close();
    const db = openWritable(file, INDEX_MIGRATIONS.slice(0, before + 1));
    expect(db.prepare('SELECT path, shard_id, shard_offset FROM sample').raw().all()).toEqual([['a.jpg', null, null]]);
    const insert = db.prepare("INSERT INTO shard (path, mtime_ms, pictures, others, problems) VALUES ('a.tar', 1, 2, 3, '[]')");
    insert.run();
    expect(() => insert.run()).toThrow(/UNIQUE/);
    db.close();
  });

  it('14, pictures not looked at: those that were read before were', () => {
    const file = join(folder, 'winnow.db');
    const before = INDEX_MIGRATIONS.findIndex(({ name }) => name === 'pictures not looked at');
    const old = openWritable(file, INDEX_MIGRATIONS.slice(0, before));
    old.exec(`INSERT INTO sample (path, size_bytes, mtime_ms, status) VALUES ('a.jpg', 1, 2, 'ok');
      INSERT INTO box_source (fingerprint, summary, is_applied) VALUES ('old', '[]', 1);
      INSERT INTO annotated (source_id, sample_id, boxes, is_upright) VALUES (1, 1, 0, 1)`);
    old.close();
    const db = openWritable(file, INDEX_MIGRATIONS.slice(0, before + 1));
    expect(db.prepare('SELECT sample_id, is_looked_at FROM given_annotation').raw().all()).toEqual([[1, 1]]);
    db.close();
  });

  it('15, views: none is saved at first, and a name is given once', () => {
    const file = join(folder, 'winnow.db');
    const before = INDEX_MIGRATIONS.findIndex(({ name }) => name === 'views');
    const old = openWritable(file, INDEX_MIGRATIONS.slice(0, before));
    old.exec("INSERT INTO sample (path, size_bytes, mtime_ms, status) VALUES ('a.jpg', 1, 2, 'ok')");
    old.close();
    const db = openWritable(file, INDEX_MIGRATIONS.slice(0, before + 1));
    expect(db.prepare('SELECT path FROM sample').pluck().all()).toEqual(['a.jpg']);
    expect(db.prepare('SELECT * FROM view').all()).toEqual([]);
    const insert = db.prepare("INSERT INTO view (name, position, query, layout) VALUES ('Cats', 0, 'label:cat', '{}')");
    insert.run();
    expect(() => insert.run()).toThrow(/UNIQUE/);
    db.close();
  });

  it('that fail half way leave the version and the rows before them', () => {
    const file = join(folder, 'winnow.db');
    openWritable(file, INDEX_MIGRATIONS).close();
    const broken = [...INDEX_MIGRATIONS, { name: 'broken', sql: 'CREATE TABLE half (a) STRICT; SELECT nonsense' }];
    expect(() => openWritable(file, broken)).toThrow();
    const db = openReadable(file);
    expect(db.prepare("SELECT count(*) FROM sqlite_master WHERE name = 'half'").pluck().get()).toBe(0);
    db.close();
    openWritable(file, INDEX_MIGRATIONS).close();
  });

  it('refuse a file of a newer Winnow by name and version', () => {
    const file = join(folder, 'winnow.db');
    const newer = [...INDEX_MIGRATIONS, { name: 'future', sql: 'CREATE TABLE future (a INTEGER) STRICT' }];
    openWritable(file, newer).close();
    expect(() => openWritable(file, INDEX_MIGRATIONS)).toThrow(
      /winnow\.db has version \d+; this Winnow knows versions up to \d+/,
    );
  });
});
