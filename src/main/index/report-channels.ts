import type { ReadableDb } from '../db/connection.ts';

/** Sums over the pictures of one split: of their channels' means, and of their means of squares. */
export interface ChannelSums {
  readonly split: string | null;
  readonly pictures: number;
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly redSquare: number;
  readonly greenSquare: number;
  readonly blueSquare: number;
}

/** @returns sums over the undamaged pictures whose id is in (after, upto] */
export function readChannelSums(db: ReadableDb, after: number, upto: number): readonly ChannelSums[] {
  return db
    .prepare<[number, number], ChannelSums>(`
      SELECT (SELECT name FROM split WHERE split.id = split_id) AS split, count(*) AS pictures,
        sum(mean_red) AS red, sum(mean_green) AS green, sum(mean_blue) AS blue,
        sum(mean_square_red) AS redSquare, sum(mean_square_green) AS greenSquare, sum(mean_square_blue) AS blueSquare
      FROM image_score JOIN sample ON sample.id = sample_id
      WHERE sample_id > ? AND sample_id <= ? AND status = 'ok' AND mean_red IS NOT NULL GROUP BY split_id`)
    .all(after, upto);
}
