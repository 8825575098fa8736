import { type Bits, bitsWhere, hasBit, noBits, setBit } from './bits.ts';
import { type Column, type ColumnSource, expectRows, withRoom } from './column.ts';
import { foldCase } from './fold-case.ts';
import { compileGlob, type Glob, longestLiteral, matchesGlob } from './glob.ts';
import type { Checkpoint } from './turns.ts';

const ROWS_BETWEEN_PAUSES = 1 << 15;

/** Paths, case-folded, as UTF-8 in one pool: `path 0, zero byte, path 1, zero byte, …`. */
export class PathColumn implements Column {
  readonly #source: ColumnSource<Uint8Array>;
  #pool = new Uint8Array(0);
  /** Where each row's path starts; one more entry for the end. */
  #starts = new Uint32Array(1);
  filled = 0;
  version = 0;

  /** @param source yields paths with a zero byte between two */
  constructor(source: ColumnSource<Uint8Array>) {
    this.#source = source;
  }

  fill(after: number, upto: number, count: number, length: number): void {
    const folded = foldPaths(this.#source.range(after, upto));
    const from = this.#starts[this.filled] ?? 0;
    this.#pool = withRoom(this.#pool, from + folded.length);
    this.#starts = withRoom(this.#starts, this.filled + count + 1, length + 1);
    this.#pool.set(folded, from);
    let row = this.filled;
    for (let at = 0; at < folded.length; at++) if (folded[at] === 0) this.#starts[++row] = from + at + 1;
    expectRows(count, row - this.filled);
    this.filled = row;
    this.version++;
  }

  /** Most updates leave paths alone; where one moved, the pool is copied around the new ones. */
  update(rows: readonly number[], ids: string): void {
    const folded = foldPaths(this.#source.of(ids));
    const moved = new Map<number, Uint8Array>();
    let at = 0;
    for (const row of rows) {
      const end = folded.indexOf(0, at) + 1;
      const path = folded.subarray(at, end);
      if (Buffer.compare(path, this.#bytesOf(row)) !== 0) moved.set(row, path);
      at = end;
    }
    expectRows(folded.length, at);
    if (moved.size > 0) this.#replace(moved);
  }

  /** Case-folded. */
  at(row: number): string {
    return Buffer.from(
      this.#pool.buffer,
      this.#starts[row],
      (this.#starts[row + 1] ?? 0) - 1 - (this.#starts[row] ?? 0),
    ).toString();
  }

  /** Rows whose path contains the text, ignoring case. */
  async containing(text: string, checkpoint: Checkpoint): Promise<Bits> {
    const needle = Buffer.from(foldCase(text));
    if (needle.length === 0) return bitsWhere(this.filled, () => true);
    const found = noBits(this.filled);
    if (needle.includes(0)) return found;
    const starts = this.#starts;
    const pool = Buffer.from(this.#pool.buffer, 0, starts[this.filled]);
    let row = 0;
    let nextPause = ROWS_BETWEEN_PAUSES;
    for (let at = pool.indexOf(needle); at >= 0; at = pool.indexOf(needle, starts[row])) {
      while ((starts[row + 1] ?? 0) <= at) row++;
      setBit(found, row++);
      if (row < nextPause) continue;
      await checkpoint();
      nextPause = row + ROWS_BETWEEN_PAUSES;
    }
    return found;
  }

  /** Rows whose whole path matches the pattern, ignoring case. */
  async matching(pattern: string, checkpoint: Checkpoint): Promise<Bits> {
    const folded = foldCase(pattern);
    const glob = compileGlob(folded);
    const literal = longestLiteral(folded);
    // Parts in the middle are looked for byte by byte; one pass of native search leaves few paths to do that in.
    const candidates = glob.length > 2 && literal.length > 1 ? await this.containing(literal, checkpoint) : null;
    const found = noBits(this.filled);
    for (let row = 0; row < this.filled; row += ROWS_BETWEEN_PAUSES) {
      this.#matchSlice(glob, candidates, row, found);
      await checkpoint();
    }
    return found;
  }

  /** A function of its own because V8 optimises no loop that awaits as well as one that does not. */
  #matchSlice(glob: Glob, candidates: Bits | null, from: number, found: Bits): void {
    const [pool, starts] = [this.#pool, this.#starts];
    const end = Math.min(from + ROWS_BETWEEN_PAUSES, this.filled);
    for (let row = from; row < end; row++) {
      if (candidates !== null && !hasBit(candidates, row)) continue;
      if (matchesGlob(glob, pool, starts[row] ?? 0, (starts[row + 1] ?? 0) - 1)) setBit(found, row);
    }
  }

  #bytesOf(row: number): Uint8Array {
    return this.#pool.subarray(this.#starts[row], this.#starts[row + 1]);
  }

  #replace(moved: ReadonlyMap<number, Uint8Array>): void {
    const end = this.#starts[this.filled] ?? 0;
    let grown = 0;
    for (const [row, path] of moved) grown += path.length - this.#bytesOf(row).length;
    const pool = new Uint8Array(end + grown);
    const starts = new Uint32Array(this.filled + 1);
    let at = 0;
    for (let row = 0; row < this.filled; row++) {
      starts[row] = at;
      const path = moved.get(row) ?? this.#bytesOf(row);
      pool.set(path, at);
      at += path.length;
    }
    starts[this.filled] = at;
    this.#pool = pool;
    this.#starts = starts;
    this.version++;
  }
}

/** @returns the same paths folded, each with a zero byte after it */
function foldPaths(paths: Uint8Array): Uint8Array {
  return Buffer.from(`${foldCase(Buffer.from(paths.buffer, paths.byteOffset, paths.byteLength).toString('utf8'))}\0`);
}
