/** A wobbly ring of corners, as a hand draws it round a cluster. */
const OUTLINE = Array.from({ length: 64 }, (_, k) => {
  const [angle, radius] = [(2 * Math.PI * k) / 64, 4.5 + 0.4 * Math.sin(1.7 * k)];
  return [radius * Math.cos(angle), radius * Math.sin(angle)].map((coordinate) => Math.round(coordinate * 1000) / 1000);
});

/** How often a ray from the point leaves through an edge, edge by edge. */
const CROSSINGS = OUTLINE.map(([x1 = 0, y1 = 0], k) => {
  const [x0 = 0, y0 = 0] = OUTLINE.at(k - 1) ?? [];
  return `((${y1} > y) <> (${y0} > y) AND x < (${x0} - ${x1}) * (y - ${y1}) / (${y0} - ${y1}) + ${x1})`;
}).join(' + ');

/** Queries of the language, and the SQL one would write for each on the same tables. */
export const MILLION_QUERIES: readonly { readonly query: string; readonly sql: string }[] = [
  { query: 'sort:path', sql: 'SELECT id FROM sample ORDER BY path' },
  { query: 'sort:-path', sql: 'SELECT id FROM sample ORDER BY path DESC' },
  { query: 'sort:id', sql: 'SELECT id FROM sample ORDER BY id' },
  { query: 'sort:sizeBytes', sql: 'SELECT id FROM sample ORDER BY size_bytes, id' },
  { query: 'sort:-sizeBytes', sql: 'SELECT id FROM sample ORDER BY size_bytes DESC, id' },
  { query: 'sort:width', sql: 'SELECT id FROM sample ORDER BY width IS NULL, width, id' },
  { query: 'sort:height', sql: 'SELECT id FROM sample ORDER BY height IS NULL, height, id' },
  { query: 'sort:-aspect', sql: 'SELECT id FROM sample ORDER BY width IS NULL, CAST(width AS REAL) / height DESC, id' },
  { query: 'sort:channels', sql: 'SELECT id FROM sample ORDER BY channels IS NULL, channels, id' },
  { query: 'sort:frames', sql: 'SELECT id FROM sample ORDER BY frames IS NULL, frames, id' },
  { query: 'sort:modified', sql: 'SELECT id FROM sample ORDER BY mtime_ms, id' },
  { query: 'sort:-modified', sql: 'SELECT id FROM sample ORDER BY mtime_ms DESC, id' },
  {
    query: 'sort:label',
    sql: 'SELECT sample.id FROM sample LEFT JOIN class ON class.id = class_id ORDER BY name IS NULL, name, sample.id',
  },
  { query: 'sort:split', sql: 'SELECT sample.id FROM sample JOIN split ON split.id = split_id ORDER BY name, sample.id' },
  { query: 'sort:status', sql: 'SELECT id FROM sample ORDER BY status, id' },
  { query: 'sort:format', sql: 'SELECT id FROM sample ORDER BY format, id' },
  {
    query: 'label:class_042',
    sql: "SELECT id FROM sample WHERE class_id = (SELECT id FROM class WHERE name = 'class_042') ORDER BY path",
  },
  { query: 'status:corrupt', sql: "SELECT id FROM sample WHERE status = 'corrupt' ORDER BY path" },
  {
    query: 'tag:remove',
    sql: `SELECT id FROM sample WHERE id IN (SELECT sample_id FROM sample_tag WHERE tag_id = (SELECT id FROM tag WHERE name = 'remove'))
      ORDER BY path`,
  },
  {
    query: '-tag:remove',
    sql: `SELECT id FROM sample WHERE id NOT IN
      (SELECT sample_id FROM sample_tag WHERE tag_id = (SELECT id FROM tag WHERE name = 'remove')) ORDER BY path`,
  },
  { query: 'is:untagged', sql: 'SELECT id FROM sample WHERE id NOT IN (SELECT sample_id FROM sample_tag) ORDER BY path' },
  { query: 'is:unlabeled', sql: 'SELECT id FROM sample WHERE class_id IS NULL ORDER BY path' },
  { query: 'sizeBytes<20kb', sql: 'SELECT id FROM sample WHERE size_bytes < 20000 ORDER BY path' },
  {
    query: 'width>=640 height<480 sort:-sizeBytes',
    sql: 'SELECT id FROM sample WHERE width >= 640 AND height < 480 ORDER BY size_bytes DESC, id',
  },
  {
    query: '-tag:remove -status:corrupt split:train aspect>1.5 sort:sizeBytes',
    sql: `SELECT id FROM sample WHERE status <> 'corrupt' AND split_id = (SELECT id FROM split WHERE name = 'train')
      AND CAST(width AS REAL) / height > 1.5 AND id NOT IN
      (SELECT sample_id FROM sample_tag WHERE tag_id = (SELECT id FROM tag WHERE name = 'remove')) ORDER BY size_bytes, id`,
  },
  {
    query: '(label:class_001 OR label:class_002 OR tag:review) width>500',
    sql: `SELECT id FROM sample WHERE width > 500 AND (class_id IN (SELECT id FROM class WHERE name IN ('class_001', 'class_002'))
      OR id IN (SELECT sample_id FROM sample_tag WHERE tag_id = (SELECT id FROM tag WHERE name = 'review'))) ORDER BY path`,
  },
  { query: 'class_07', sql: "SELECT id FROM sample WHERE instr(lower(path), 'class_07') > 0 ORDER BY path" },
  { query: 'jpeg', sql: "SELECT id FROM sample WHERE instr(lower(path), 'jpeg') > 0 ORDER BY path" },
  {
    query: '99 png',
    sql: "SELECT id FROM sample WHERE instr(lower(path), '99') > 0 AND instr(lower(path), 'png') > 0 ORDER BY path",
  },
  { query: 'nowhere', sql: "SELECT id FROM sample WHERE instr(lower(path), 'nowhere') > 0 ORDER BY path" },
  { query: 'path:val/*', sql: "SELECT id FROM sample WHERE lower(path) GLOB 'val/*' ORDER BY path" },
  { query: 'path:*.png', sql: "SELECT id FROM sample WHERE lower(path) GLOB '*.png' ORDER BY path" },
  { query: 'path:*/class_00?/*7.jpeg', sql: "SELECT id FROM sample WHERE lower(path) GLOB '*/class_00?/*7.jpeg' ORDER BY path" },
  { query: 'path:*1*2*3*', sql: "SELECT id FROM sample WHERE lower(path) GLOB '*1*2*3*' ORDER BY path" },
  {
    query: 'sort:score.blurry',
    sql: 'SELECT id FROM sample LEFT JOIN image_score ON sample_id = id ORDER BY blurry IS NULL, blurry, id',
  },
  {
    query: 'score.blurry<0.3 sort:-score.dark',
    sql: 'SELECT id FROM sample JOIN image_score ON sample_id = id WHERE blurry < 0.3 ORDER BY dark DESC, id',
  },
  {
    query: 'issue:blurry sort:score.blurry',
    sql: `SELECT id FROM sample JOIN image_score ON sample_id = id WHERE blurry < 0.29 AND id NOT IN
      (SELECT sample_id FROM kept_issue WHERE kind = 'blurry') ORDER BY blurry, id`,
  },
  {
    query: 'issue:near-duplicate sort:group.near',
    sql: "SELECT sample_id FROM duplicate WHERE kind = 'near' ORDER BY group_id, sample_id",
  },
  {
    query: 'sort:-score.uniqueness',
    sql: 'SELECT id FROM sample LEFT JOIN embedding_score ON model_id = 1 AND sample_id = id ORDER BY uniqueness IS NULL, uniqueness DESC, id',
  },
  {
    query: 'issue:outlier sort:score.outlier',
    sql: 'SELECT sample_id FROM embedding_score WHERE model_id = 1 AND outlier < 0.05 ORDER BY outlier, sample_id',
  },
  {
    query: `lasso:"${OUTLINE.map((corner) => corner.join(',')).join(' ')}" sort:id`,
    sql: `SELECT sample_id FROM map_point WHERE model_id = 1 AND x BETWEEN -5 AND 5 AND y BETWEEN -5 AND 5
      AND (${CROSSINGS}) % 2 = 1 ORDER BY sample_id`,
  },
  {
    query: 'map.x>=-2 map.x<=3 map.y>=0 map.y<=5',
    sql: 'SELECT id FROM sample JOIN map_point ON sample_id = id WHERE x >= -2 AND x <= 3 AND y >= 0 AND y <= 5 ORDER BY path',
  },
];
