import { dirname } from 'node:path';
import type { DuplicateKind } from '../../shared/issue.ts';
import { ANNOTATION_SCORES, EMBEDDING_SCORES, STORED_SCORES } from '../../shared/score.ts';
import type { ColumnSources, ColumnStatements } from '../../workers/query/column-sources.ts';
import { predictionsDirectory } from '../predictions/stored-runs.ts';
import { CONSENSUS } from './annotation-sets.ts';
import { IS_RELABELED } from './given-labels.ts';
import { DETECTION_SETTINGS, LABEL_SETTINGS } from './label-settings.ts';
import { HAS_INFLUENCE } from './prediction-runs.ts';

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

/** Of a sample that is there: the others have no scores, no groups and no issues, whatever was stored of them. */
const IS_THERE = "status <> 'missing'";

/** @param rows yields `id` and `value` of the samples that have one, in id order */
function sparse(rows: (chosen: (id: string) => string) => string): ColumnStatements {
  return statements((chosen) => `SELECT json_group_array(id) AS ids, json_group_array(value) AS value FROM (${rows(chosen)})`);
}

/** @param expression on a row of `sample` @param condition which samples have it */
function where(expression: string, condition: string): ColumnStatements {
  return sparse(
    (chosen) =>
      `SELECT id, ${expression} AS value FROM sample WHERE ${chosen('id')} AND ${IS_THERE} AND ${condition} ORDER BY id`,
  );
}

/** @param expression on a row of `duplicate`, missing where it is null */
function duplicate(kind: DuplicateKind, expression: string): ColumnStatements {
  return sparse(
    (chosen) => `SELECT sample_id AS id, ${expression} AS value FROM duplicate JOIN sample ON sample.id = sample_id
      WHERE kind = '${kind}' AND ${chosen('sample_id')} AND ${IS_THERE} AND ${expression} IS NOT NULL ORDER BY sample_id`,
  );
}

/** What the active model, or the active set of annotations, says of samples that are there. */
function ofActive(
  active: 'model' | 'annotation_set',
  table: 'embedding_score' | 'map_point' | 'annotation_consensus',
  columns: readonly string[],
): ColumnStatements {
  const id = active === 'model' ? 'model_id' : 'set_id';
  return statements(
    (chosen) => `SELECT sample_id, ${columns.join(', ')} FROM ${table} JOIN sample ON sample.id = sample_id
      WHERE ${id} = (SELECT ${id} FROM active_${active}) AND ${chosen('sample_id')} AND ${IS_THERE} ORDER BY sample_id`,
  );
}

/** The root of a group's links hangs on no other sample. */
const LINK = 'CASE WHEN linked_id > 0 THEN distance END';

/** How little a file tells about people: the least of its tags, 0 for a position. */
const PRIVATE = `(SELECT min(CASE value ->> 'kind' WHEN 'position' THEN 0 WHEN 'serial-number' THEN 0.25 WHEN 'person' THEN 0.5 ELSE 0.75 END)
  FROM json_each(private_metadata))`;

/** In the order of ANNOTATION_SCORES. */
const ANNOTATION_COLUMNS = ANNOTATION_SCORES.map((name) => (name === 'consensus' ? 'probability' : name));

/** Names and ids of what the annotation files in use say of samples. */
export const CARRIED_FIELDS = `SELECT DISTINCT field.name, field.id FROM box_source, json_each(summary) AS file_set,
  json_each(file_set.value, '$.fields') AS said JOIN field ON field.name = said.value WHERE is_applied = 1 ORDER BY field.name`;

/** Where the active model draws the line, as `cut`, to four digits: null before its scores are there, no row without a model. */
export const OUTLIER_CUT = 'SELECT round(outlier_cut, 4) AS cut FROM embedding_model JOIN active_model ON model_id = id';

const PREDICTION_RUNS = `SELECT id, name, classes, sample_count AS samples, has_probabilities AS hasProbabilities,
  has_confidence AS hasConfidence, box_count AS boxes, ${HAS_INFLUENCE} AS hasInfluence,
  id IN (SELECT prediction_run_id FROM active_prediction_run) AS isActive FROM prediction_run`;

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
      capturedAt: values('captured_ms'),
      orientation: values('orientation'),
    },
    scores: statements(
      (chosen) => `SELECT ${STORED_SCORES.map((name) => name.replaceAll('-', '_')).join(', ')} FROM sample
        LEFT JOIN image_score ON sample_id = id AND ${IS_THERE} WHERE ${chosen('id')} ORDER BY id`,
    ),
    sparse: {
      wrongExtension: where('1', "extension_format IS NOT NULL AND format IS NOT NULL AND status IN ('ok', 'corrupt')"),
      private: where(PRIVATE, "private_metadata IS NOT NULL AND private_metadata <> '[]'"),
      intact: sparse(
        (chosen) => `SELECT sample_id AS id, intact AS value FROM image_score JOIN sample ON sample.id = sample_id
          WHERE ${chosen('sample_id')} AND ${IS_THERE} AND intact IS NOT NULL ORDER BY sample_id`,
      ),
      'group.exact': duplicate('exact', 'group_id'),
      'group.pixel': duplicate('pixel', 'group_id'),
      'group.near': duplicate('near', 'group_id'),
      'link.exact': duplicate('exact', LINK),
      'link.pixel': duplicate('pixel', LINK),
      'link.near': duplicate('near', LINK),
      boxes: sparse(
        (chosen) =>
          `SELECT sample_id AS id, boxes AS value FROM given_annotation
          WHERE ${chosen('sample_id')} AND is_looked_at = 1 ORDER BY sample_id`,
      ),
      relabeled: sparse(
        (chosen) => `SELECT sample_id AS id, 1 AS value FROM given_label
          WHERE ${chosen('sample_id')} AND ${IS_RELABELED} ORDER BY sample_id`,
      ),
    },
    embeddingScores: ofActive(
      'model',
      'embedding_score',
      EMBEDDING_SCORES.map((name) => name.replaceAll('-', '_')),
    ),
    mapPoints: ofActive('model', 'map_point', ['x', 'y']),
    annotationScores: ofActive('annotation_set', 'annotation_consensus', ANNOTATION_COLUMNS),
    texts: {
      label: values('(SELECT name FROM class WHERE class.id = class_id)'),
      consensus: values(CONSENSUS),
      split: values('(SELECT name FROM split WHERE split.id = split_id)'),
      status: values('status'),
      format: values('format'),
      note: values('(SELECT text FROM note WHERE sample_id = sample.id)'),
    },
    tags: statements(
      (chosen) => `SELECT json_group_array(id) AS ids, json_group_array(name) AS tags FROM (
        SELECT sample_id AS id, name FROM sample_tag JOIN tag ON tag.id = tag_id WHERE ${chosen('sample_id')}
        ORDER BY sample_id)`,
    ),
    carriedFields: CARRIED_FIELDS,
    carried: values('(SELECT value FROM given_field WHERE sample_id = sample.id AND field_id = ?)'),
    boxClasses: statements(
      (chosen) => `SELECT json_group_array(id) AS ids, json_group_array(name) AS tags FROM (
        SELECT DISTINCT sample_id AS id, name FROM given_box JOIN class ON class.id = class_id WHERE ${chosen('sample_id')}
        ORDER BY sample_id)`,
    ),
    boxes: statements(
      (chosen) => `SELECT sample_id, class_id, x, y, width, height, is_crowd, area FROM given_box
        WHERE ${chosen('sample_id')} ORDER BY sample_id, id`,
    ),
    classes: 'SELECT id, name FROM class',
    kept: statements(
      (chosen) => `SELECT json_group_array(id) AS ids, json_group_array(kind) AS tags FROM (
        SELECT sample_id AS id, kind FROM kept_issue WHERE ${chosen('sample_id')} ORDER BY sample_id)`,
    ),
    cuts: 'SELECT kind, cut FROM issue_cut',
    labelSettings: `SELECT value FROM meta WHERE key = '${LABEL_SETTINGS}'`,
    detectionSettings: `SELECT value FROM meta WHERE key = '${DETECTION_SETTINGS}'`,
    outlierCut: OUTLIER_CUT,
    annotations: 'SELECT 1 FROM active_annotation_set',
    predictions: { directory: predictionsDirectory(dirname(dbFile)), runs: PREDICTION_RUNS },
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
