import type { WritableDb } from '../src/main/db/connection.ts';
import type { MapInfo } from '../src/shared/embedding.ts';

/** Clusters that the samples of the map lie in, of different sizes and widths. */
const CLUSTERS = 60;
const MODEL = 1;

/**
 * What an embedding model would have left of the samples of `makeMillionRows` that are ok: scores, and places on a map of
 * clusters between about -12 and 12.
 * @param random uniform numbers in [0, 1), others than the rows were made of
 */
export function addMillionEmbeddings(db: WritableDb, rows: number, random: () => number): void {
  db.prepare(
    `INSERT INTO embedding_model (id, name, manifest, identity, dimensions, outlier_cut, map_version)
      VALUES (?, 'made-up', '{}', 'made-up', 64, 0.05, 1)`,
  ).run(MODEL);
  db.prepare('INSERT INTO active_model (only_one, model_id) VALUES (1, ?)').run(MODEL);
  const isOk = db.prepare("SELECT 1 FROM sample WHERE id = ? AND status = 'ok'").pluck();
  const score = db.prepare('INSERT INTO embedding_score VALUES (?, ?, ?, ?, ?, ?)');
  const place = db.prepare("INSERT INTO map_place (model_id, version, sample_id, x, y, content) VALUES (?, 1, ?, ?, ?, x'00')");
  const clusters = Array.from({ length: CLUSTERS }, () => ({
    x: 20 * (random() - 0.5),
    y: 20 * (random() - 0.5),
    width: 0.3 + random(),
  }));
  let points = 0;
  for (let id = 1; id <= rows; id++) {
    if (isOk.get(id) === undefined) continue;
    // As they come from single precision.
    const single = (): number => Math.fround(random());
    score.run(MODEL, id, single(), single(), single(), single());
    const { x, y, width } = clusters[Math.floor(random() ** 2 * CLUSTERS)] ?? { x: 0, y: 0, width: 1 };
    const [angle, radius] = [2 * Math.PI * random(), width * Math.sqrt(-2 * Math.log(1 - random()))];
    points++;
    place.run(MODEL, id, Math.fround(x + radius * Math.cos(angle)), Math.fround(y + radius * Math.sin(angle)));
  }
  db.prepare('UPDATE embedding_model SET map = ? WHERE id = ?').run(JSON.stringify(mapOf(points)), MODEL);
}

/** What the page is told of the map. */
function mapOf(points: number): MapInfo {
  return {
    ...{ points, placed: 0, seed: 1, engine: 'winnow', neighbours: 15, minDistance: 0.1, askedEpochs: null, epochs: 200 },
    ...{ isPartial: false, madeMs: 1_600_000_000_000, bounds: [-14, -14, 14, 14] },
  };
}
