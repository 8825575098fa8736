import type { ColumnSources, ColumnStatements } from '../../workers/query/calls.ts';

const inRange = (id: string): string => `${id} > ? AND ${id} <= ?`;
const given = (id: string): string => `${id} IN (SELECT value FROM json_each(?))`;

/** The same column by range and by given ids. */
function statements(select: (chosen: (id: string) => string) => string): ColumnStatements {
  return { range: select(inRange), of: select(given) };
}

/** @param expression on a row of `sample` */
function values(expression: string): ColumnStatements {
  return statements(
    (chosen) =>
      `SELECT json_group_array(value) AS value FROM (SELECT ${expression} AS value FROM sample WHERE ${chosen('id')} ORDER BY id)`,
  );
}

/** What the query worker reads of `dbFile`: one statement per column and way of choosing samples. */
export function columnSources(dbFile: string): ColumnSources {
  return {
    dbFile,
    idExtent: `SELECT (SELECT min(id) FROM sample) AS first, (SELECT max(id) FROM sample) AS last,
      (SELECT count(*) FROM sample) AS count`,
    ids: {
      range: 'SELECT json_group_array(id) AS ids FROM (SELECT id FROM sample WHERE id > ? ORDER BY id LIMIT ?)',
      of: `SELECT json_group_array(id) AS ids FROM (SELECT id FROM sample WHERE ${given('id')} ORDER BY id)`,
    },
    numbers: {
      sizeBytes: values('size_bytes'),
      width: values('width'),
      height: values('height'),
      aspect: values('CAST(width AS REAL) / height'),
      channels: values('channels'),
      frames: values('frames'),
      modified: values('mtime_ms'),
    },
    texts: {
      label: values('(SELECT name FROM class WHERE class.id = class_id)'),
      split: values('(SELECT name FROM split WHERE split.id = split_id)'),
      status: values('status'),
      format: values('format'),
    },
    tags: statements(
      (chosen) => `SELECT json_group_array(id) AS ids, json_group_array(name) AS tags FROM (
        SELECT sample_id AS id, name FROM sample_tag JOIN tag ON tag.id = tag_id WHERE ${chosen('sample_id')}
        ORDER BY sample_id)`,
    ),
    paths: statements(
      (chosen) => `SELECT CAST(group_concat(path, char(0)) AS BLOB) AS paths
        FROM (SELECT path FROM sample WHERE ${chosen('id')} ORDER BY id)`,
    ),
    pathOrder: {
      after: `SELECT json_group_array(id) AS ids, max(path) AS last
        FROM (SELECT id, path FROM sample WHERE path > ? ORDER BY path LIMIT ?)`,
      before: `SELECT json_group_array(id) AS ids, json_group_array(before) AS before FROM (
        SELECT id, (SELECT other.id FROM sample AS other WHERE other.path < sample.path ORDER BY other.path DESC LIMIT 1) AS before
        FROM sample WHERE ${given('id')})`,
    },
  };
}
