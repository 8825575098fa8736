import { PARTS_VERSION } from '../../workers/alignment/is-part.ts';
import type { DuplicateSources } from '../../workers/duplicates/calls.ts';
import { COPY_CUT } from '../../workers/duplicates/confirm.ts';
import { FINGERPRINT } from '../../workers/duplicates/fingerprint.ts';
import { RADIUS } from '../../workers/duplicates/near-links.ts';
import { FLIPPED_BYTES, HAS, KEY_BYTES } from '../../workers/duplicates/sample-keys.ts';

/** What a search for duplicates depends on, for the lineage. */
export const DUPLICATE_PARAMETERS = {
  fingerprint: FINGERPRINT.format,
  maxBits: RADIUS,
  maxDistance: COPY_CUT,
  parts: PARTS_VERSION,
} as const;

/** Zero-byte files all have the same content hash and are no duplicates of each other. */
const HAS_CONTENT = 'content_hash IS NOT NULL AND size_bytes > 0';
const HAS_PIXELS = `pixel_hash IS NOT NULL AND status = 'ok'`;
const HAS_PERCEPTUAL = `perceptual_hash IS NOT NULL AND width IS NOT NULL AND height IS NOT NULL AND status = 'ok'`;

const flag = (condition: string, bit: number): string => `CASE WHEN ${condition} THEN ${bit} ELSE 0 END`;
const has = `(${flag(HAS_CONTENT, HAS.content)}) + (${flag(HAS_PIXELS, HAS.pixels)}) + (${flag(HAS_PERCEPTUAL, HAS.perceptual)})`;
/** The first bytes of a hash, or as many zeros. */
const head = (column: string, bytes: number): string => `hex(coalesce(substr(${column}, 1, ${bytes}), zeroblob(${bytes})))`;
const word = (expression: string): string => `printf('%08X', coalesce(${expression}, 0))`;

/** In the order of `KEY_BYTES`. */
const KEYS = [
  word(has),
  head('content_hash', KEY_BYTES.content),
  head('pixel_hash', KEY_BYTES.pixels),
  word('width'),
  word('height'),
  head('perceptual_hash', KEY_BYTES.perceptual),
  word(`CASE format WHEN 'jpeg' THEN 1 WHEN 'webp' THEN 2 WHEN 'svg' THEN 3 ELSE 0 END`),
].join(' || ');

const samples = (where: string, rest: string): string => `
  SELECT json_group_array(id) AS ids, group_concat(keys, '') AS keys FROM (
    SELECT id, ${KEYS} AS keys FROM sample WHERE status <> 'missing' AND ${where} ORDER BY id ${rest})`;

const GIVEN = 'IN (SELECT value FROM json_each(?))';

/** What the duplicates worker reads of `dbFile`. */
export function duplicateSources(dbFile: string): DuplicateSources {
  return {
    dbFile,
    samples: { range: samples('id > ?', 'LIMIT ?'), of: samples(`id ${GIVEN}`, '') },
    flippedHashes: `
      SELECT json_group_array(id) AS ids, group_concat(hashes, '') AS hashes FROM (
        SELECT sample_id AS id, hex(substr(bytes, ${FINGERPRINT.flipped + 1}, ${FLIPPED_BYTES})) AS hashes FROM fingerprint
        WHERE length(bytes) = ${FINGERPRINT.bytes} AND sample_id ${GIVEN} ORDER BY sample_id)`,
    fingerprints: `
      SELECT sample_id AS id, bytes FROM fingerprint
      WHERE length(bytes) = ${FINGERPRINT.bytes} AND sample_id ${GIVEN} ORDER BY sample_id`,
    parts: `
      SELECT a, b, distance FROM part_pair
      JOIN sample AS one ON one.id = a AND content_a = substr(one.content_hash, 1, 8) AND one.status = 'ok'
      JOIN sample AS other ON other.id = b AND content_b = substr(other.content_hash, 1, 8) AND other.status = 'ok'
      WHERE distance IS NOT NULL AND version = ${PARTS_VERSION}`,
    notDuplicates: 'SELECT sample_id AS sampleId, decision_id AS decisionId, is_single AS isSingle FROM not_duplicate',
  };
}
