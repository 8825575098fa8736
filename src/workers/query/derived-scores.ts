import { assertNever } from '../../shared/errors.ts';
import type { DerivedScore } from '../../shared/score.ts';
import { oddAspectRatioScore } from '../quality/odd-aspect-ratio.ts';
import type { ColumnName, ColumnStore } from './column-store.ts';
import { oddFileSizeScores } from './odd-file-size.ts';
import { type OddSizes, oddSizes } from './odd-sizes.ts';
import { Remembered } from './remembered.ts';
import { rowsByCode, rowsOfCode } from './rows-by-code.ts';
import type { Checkpoint } from './turns.ts';

const SIZE_COLUMNS = ['status', 'width', 'height'] as const satisfies readonly ColumnName[];

/** What each derived score is worked out from. */
export const DERIVED_FROM: Readonly<Record<DerivedScore, readonly ColumnName[]>> = {
  'odd-size': [...SIZE_COLUMNS, 'label'],
  'odd-aspect-ratio': SIZE_COLUMNS,
  'odd-file-size': [...SIZE_COLUMNS, 'frames', 'sizeBytes', 'format'],
};

type Scores = Float32Array<ArrayBuffer>;

/** Scores that are worked out from the columns of all samples with status ok; remembered until one of those changes. */
export class DerivedScores {
  readonly #store: ColumnStore;
  readonly #oddSizes = new Remembered<OddSizes>();
  readonly #oddAspectRatio = new Remembered<Scores>();
  readonly #oddFileSize = new Remembered<Scores>();

  constructor(store: ColumnStore) {
    this.#store = store;
  }

  /** By row; NaN where a sample has none. */
  async of(score: DerivedScore, checkpoint: Checkpoint): Promise<Scores> {
    switch (score) {
      case 'odd-size':
        return (await this.oddSizes(checkpoint)).scores;
      case 'odd-aspect-ratio':
        return this.#oddAspectRatio.of(await this.#version(score, checkpoint), async () => this.#aspects());
      case 'odd-file-size':
        return this.#oddFileSize.of(await this.#version(score, checkpoint), () => this.#fileSizes(checkpoint));
      default:
        return assertNever(score);
    }
  }

  /** Odd sizes with what `of` leaves out: those among the samples of a class. */
  async oddSizes(checkpoint: Checkpoint): Promise<OddSizes> {
    return this.#oddSizes.of(await this.#version('odd-size', checkpoint), () => {
      const { values, dictionary } = this.#store.texts.label;
      const sizes = this.#whereOk((width, height) => Math.sqrt(width * height));
      return oddSizes(sizes, values, dictionary.length, checkpoint);
    });
  }

  #version(score: DerivedScore, checkpoint: Checkpoint): Promise<string> {
    return this.#store.versionRead(DERIVED_FROM[score], checkpoint);
  }

  #aspects(): Scores {
    return Float32Array.from(this.#whereOk(oddAspectRatioScore));
  }

  async #fileSizes(checkpoint: Checkpoint): Promise<Scores> {
    const [bytes, frames] = [this.#store.numbers('sizeBytes'), this.#store.numbers('frames')];
    const { values, dictionary } = this.#store.texts.format;
    // All frames lie in the file, and the size is that of one.
    const pixels = this.#whereOk((width, height, row) => width * height * Math.max(1, frames[row] || 1));
    const byFormat = rowsByCode(values, pixels.length, dictionary.length, (row) => (pixels[row] ?? 0) > 0);
    const scores = new Float32Array(pixels.length).fill(Number.NaN);
    for (let code = 1; code < dictionary.length; code++) {
      await checkpoint();
      const rows = rowsOfCode(byFormat, code);
      const found = oddFileSizeScores(Float64Array.from(rows, (row) => Math.log2((bytes[row] ?? 0) / (pixels[row] ?? 0))));
      for (const [k, row] of rows.entries()) scores[row] = found[k] ?? Number.NaN;
    }
    return scores;
  }

  /** By row; NaN for all but pictures that are ok. */
  #whereOk(score: (width: number, height: number, row: number) => number): Float64Array {
    const { status } = this.#store.texts;
    const ok = status.codeOf('ok');
    const [codes, widths, heights] = [status.values, this.#store.numbers('width'), this.#store.numbers('height')];
    const values = new Float64Array(this.#store.size).fill(Number.NaN);
    for (let row = 0; row < values.length; row++) {
      const [width, height] = [widths[row] ?? Number.NaN, heights[row] ?? Number.NaN];
      if (codes[row] === ok && width > 0 && height > 0) values[row] = score(width, height, row);
    }
    return values;
  }
}
