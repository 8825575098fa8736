import { INDEX_MIGRATIONS, openWritable } from '../src/main/db/connection.ts';
import { addMillionEmbeddings } from './million-embeddings.ts';
import { addMillionFindings } from './million-findings.ts';

export interface MillionRowsOptions {
  readonly rows: number;
  readonly seed: number;
}

const CLASSES = 150;
const SPLITS = ['train', 'val', 'test'] as const;
const TAGS = ['remove', 'review', 'favourite', 'relabel', 'blurry'] as const;

/** Mulberry32: 32 bits of state, the same numbers everywhere. @returns uniform numbers in [0, 1) */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Writes an index of samples that have no files: class folders in three splits, log-normal sizes, 1 % that are not ok,
 * tags on 5 %, what the checks found and what a model saw. The same options give the same rows. Paths are inserted in the shuffled order a folder lists them in.
 */
export function makeMillionRows(dbFile: string, { rows, seed }: MillionRowsOptions): void {
  const db = openWritable(dbFile, INDEX_MIGRATIONS);
  try {
    const random = seededRandom(seed);
    db.transaction(() => {
      insertNames(
        db,
        'class',
        Array.from({ length: CLASSES }, (_, k) => className(k)),
      );
      insertNames(db, 'split', SPLITS);
      insertNames(db, 'tag', TAGS);
      const insert = db.prepare(INSERT_SAMPLE);
      const tag = db.prepare('INSERT INTO sample_tag (sample_id, tag_id) VALUES (?, ?)');
      for (let k = 0; k < rows; k++) {
        insert.run(sampleRow(k, rows, random));
        if (random() < 0.05) for (const id of someTags(random)) tag.run(k + 1, id);
      }
      addMillionFindings(db, rows, seededRandom(seed + 1));
      addMillionEmbeddings(db, rows, seededRandom(seed + 2));
    })();
    db.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    db.close();
  }
}

const INSERT_SAMPLE = `
  INSERT INTO sample (path, size_bytes, mtime_ms, status, reason, format, width, height, channels, bit_depth, orientation,
    frames, content_hash, perceptual_hash, mean_color, has_thumb, class_id, split_id)
  VALUES (@path, @sizeBytes, @modifiedMs, @status, @reason, @format, @width, @height, @channels, 8, 1,
    @frames, @contentHash, @perceptualHash, @meanColor, 0, @classId, @splitId)`;

function insertNames(db: ReturnType<typeof openWritable>, table: 'class' | 'split' | 'tag', names: readonly string[]): void {
  const insert = db.prepare(`INSERT INTO ${table} (name) VALUES (?)`);
  for (const name of names) insert.run(name);
}

const className = (k: number): string => `class_${String(k).padStart(3, '0')}`;

/** Two uniform numbers to a normal one (Box and Muller). */
const normal = (random: () => number): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

function sampleRow(k: number, rows: number, random: () => number): Readonly<Record<string, unknown>> {
  const perSplit = Math.ceil(rows / 10);
  const splitId = k < perSplit * 8 ? 1 : k < perSplit * 9 ? 2 : 3;
  const classId = 1 + (Math.floor(k / 97) % CLASSES);
  const isOk = random() < 0.99;
  const isPng = random() < 0.1;
  const width = Math.max(16, Math.round(500 * Math.exp(0.4 * normal(random))));
  const height = random() < 0.2 ? width : Math.max(16, Math.round(375 * Math.exp(0.4 * normal(random))));
  // An odd factor times k, modulo a power of two, visits every number once: unique names in no order.
  const name = `img_${String(Math.imul(k, 2654435761) >>> 0).padStart(10, '0')}.${isPng ? 'png' : 'JPEG'}`;
  return {
    path: `${SPLITS[splitId - 1] ?? ''}/${className(classId - 1)}/${name}`,
    sizeBytes: Math.round(isOk ? width * height * 0.25 * Math.exp(0.5 * normal(random)) : 1000 * random()),
    modifiedMs: 1_600_000_000_000 + Math.round(random() * 1.5e11) + (random() < 0.5 ? 0.25 : 0),
    status: isOk ? 'ok' : random() < 0.8 ? 'corrupt' : 'unsupported',
    reason: isOk ? null : 'VipsJpeg: premature end of JPEG image',
    format: isPng ? 'png' : 'jpeg',
    width: isOk ? width : null,
    height: isOk ? height : null,
    channels: isOk ? (random() < 0.05 ? 1 : 3) : null,
    frames: isOk ? 1 : null,
    contentHash: randomBytes(32, random),
    perceptualHash: randomBytes(8, random),
    meanColor: Math.floor(random() * 0x1000000),
    classId: random() < 0.98 ? classId : null,
    splitId,
  };
}

function randomBytes(count: number, random: () => number): Buffer {
  const bytes = Buffer.allocUnsafe(count);
  for (let at = 0; at < count; at += 4) bytes.writeUInt32LE(Math.floor(random() * 2 ** 32), at);
  return bytes;
}

/** One tag, sometimes two. */
function someTags(random: () => number): readonly number[] {
  const first = 1 + Math.floor(random() ** 2 * TAGS.length);
  return random() < 0.8 ? [first] : [first, 1 + (first % TAGS.length)];
}
