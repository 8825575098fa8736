import type { Tile } from '../../shared/sample.ts';
import type { ReadableDb } from '../db/connection.ts';
import { selectSamples } from './sample-columns.ts';
import { TILE_COLUMNS, type TileTexts, withTileFacts } from './tiles.ts';

/** A tile with what tells a sample from its duplicates. */
export interface MemberTile extends Tile {
  readonly format: string | null;
}

type MemberRow = Omit<MemberTile, keyof TileTexts> & TileTexts;

/** In the order asked; ids without a sample are left out. */
export function readMembers(db: ReadableDb, ids: readonly number[]): readonly MemberTile[] {
  const rows = db.prepare(selectSamples([...TILE_COLUMNS, 'format'])).all(JSON.stringify(ids)) as MemberRow[];
  return rows.map((row) => withTileFacts(row));
}
