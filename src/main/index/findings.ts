import { CHECKS_VERSION } from '../../shared/score.ts';
import type { DecodeOutput } from '../../workers/decode/calls.ts';
import type { WritableDb } from '../db/connection.ts';

/** A value for each `?` of the row's columns after `sample_id` and `version`. */
function scoreValues({ quality, intact, channelStats }: DecodeOutput): readonly (number | null)[] {
  const [red, green, blue] = channelStats?.mean ?? [null, null, null];
  const [redSquare, greenSquare, blueSquare] = channelStats?.meanSquare ?? [null, null, null];
  return [
    quality?.dark ?? null,
    quality?.light ?? null,
    quality?.blurry ?? null,
    quality?.['low-information'] ?? null,
    quality?.grayscale ?? null,
    quality?.['single-color'] ?? null,
    quality?.letterbox ?? null,
    quality?.['strong-compression'] ?? null,
    intact,
    red,
    green,
    blue,
    redSquare,
    greenSquare,
    blueSquare,
  ];
}

/** Whether the checks have looked at a file: also one that is too damaged for scores is not to be looked at again. */
const isChecked = ({ status, quality }: DecodeOutput): boolean => quality !== null || status === 'corrupt';

/** @returns writes or drops the rows of one sample in `image_score` and `fingerprint`; to be called within a transaction */
export function findingsWriter(db: WritableDb): (id: number, output: DecodeOutput) => void {
  const putScores = db.prepare(`
    INSERT OR REPLACE INTO image_score (sample_id, version, dark, light, blurry, low_information, grayscale, single_color,
      letterbox, strong_compression, intact, mean_red, mean_green, mean_blue, mean_square_red, mean_square_green,
      mean_square_blue)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const dropScores = db.prepare('DELETE FROM image_score WHERE sample_id = ?');
  const putFingerprint = db.prepare('INSERT OR REPLACE INTO fingerprint (sample_id, bytes) VALUES (?, ?)');
  const dropFingerprint = db.prepare('DELETE FROM fingerprint WHERE sample_id = ?');
  return (id, output) => {
    if (isChecked(output)) putScores.run(id, CHECKS_VERSION, ...scoreValues(output));
    else dropScores.run(id);
    if (output.fingerprint === null) dropFingerprint.run(id);
    else putFingerprint.run(id, output.fingerprint);
  };
}
