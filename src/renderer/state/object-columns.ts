import { WinnowError } from '../../shared/errors.ts';
import type { Column } from '../../shared/frame.ts';
import type { ObjectColumns, ObjectsAnswer } from '../../shared/object.ts';

/** Every box of a query's samples. */
export interface Objects extends ObjectsAnswer {
  readonly columns: ObjectColumns;
}

/** The columns of an answer, checked. @throws {WinnowError} internal, where one is missing or of another kind */
export function objectColumns(columns: Readonly<Record<string, Column>>): ObjectColumns {
  const { samples, kinds, ordinals, classes, places, scores, overlaps, outcomes } = columns;
  if (
    samples instanceof Uint32Array &&
    kinds instanceof Uint8Array &&
    ordinals instanceof Uint32Array &&
    classes instanceof Int32Array &&
    places instanceof Float32Array &&
    scores instanceof Float32Array &&
    overlaps instanceof Float32Array &&
    outcomes instanceof Uint8Array
  ) {
    return { samples, kinds, ordinals, classes, places, scores, overlaps, outcomes };
  }
  throw new WinnowError(
    'internal',
    `The answer about boxes has the columns ${Object.keys(columns).join(', ')}, not those expected.`,
  );
}
