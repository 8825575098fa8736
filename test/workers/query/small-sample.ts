import fc from 'fast-check';
import type { IssueKind } from '../../../src/shared/issue.ts';
import { PRIVATE_KINDS, type PrivateKind } from '../../../src/shared/private-metadata.ts';
import { STATUSES } from '../../../src/shared/sample.ts';
import { EMBEDDING_SCORES, STORED_SCORES } from '../../../src/shared/score.ts';

/** A sample as the tables of a small index hold it. */
export interface SampleRow {
  readonly folder: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly capturedMs: number | null;
  readonly status: string;
  readonly format: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly channels: number | null;
  readonly frames: number | null;
  readonly label: string | null;
  /** The label that was found, where `label` is one that the user gave; null: it was found itself. */
  readonly given: { readonly found: string | null } | null;
  readonly split: string | null;
  readonly tags: readonly string[];
  readonly orientation: number | null;
  readonly extensionFormat: string | null;
  readonly privateKinds: readonly PrivateKind[];
  /** In the order of STORED_SCORES; null: the picture was never scored. */
  readonly scores: readonly (number | null)[] | null;
  readonly intact: number | null;
  /** Samples with the same first number are copies of one picture, with the same two of the same pixels, all three: bytes. */
  readonly copyOf: readonly [picture: number, pixels: number, bytes: number] | null;
  readonly kept: readonly IssueKind[];
  /** By the active model, in the order of EMBEDDING_SCORES; null: it has not seen the picture. */
  readonly embeddingScores: readonly (number | null)[] | null;
  /** What the annotators of the active set come to; null: nobody was asked. */
  readonly annotation: {
    readonly consensus: string;
    readonly probability: number;
    /** Null: of one label. */
    readonly agreement: number | null;
  } | null;
  readonly note: string | null;
  /** On the active model's map, x and y that singles hold. */
  readonly place: readonly [x: number, y: number] | null;
}

export const LABELS = ['cat', 'Cat', 'sea lion', 'é', '\u{e000}', '\u{1f600}'] as const;
export const SPLITS = ['train', 'val'] as const;
export const TAGS = ['remove', 'keep', 'x y'] as const;
export const FORMATS = ['jpeg', 'png', 'gif', 'ico'] as const;

const small = (max: number): fc.Arbitrary<number | null> => fc.option(fc.integer({ min: 1, max }), { freq: 4 });

/** Few different values, so that ties, matches and missing values are common. */
export const arbitrarySample: fc.Arbitrary<SampleRow> = fc.record({
  folder: fc.constantFrom('train/cat', 'train/Dog', 'val', 'a b', 'deep/er/still'),
  sizeBytes: fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 2 ** 40 })),
  modifiedMs: fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ min: -1e13, max: 1e13, noNaN: true })),
  capturedMs: fc.option(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.integer({ min: -1e13, max: 1e13 })), { freq: 2 }),
  status: fc.constantFrom(...STATUSES),
  format: fc.option(fc.constantFrom(...FORMATS)),
  width: small(9),
  height: small(9),
  channels: small(4),
  frames: small(3),
  label: fc.option(fc.constantFrom(...LABELS)),
  given: fc.option(fc.record({ found: fc.option(fc.constantFrom(...LABELS)) }), { freq: 1 }),
  split: fc.option(fc.constantFrom(...SPLITS)),
  tags: fc.uniqueArray(fc.constantFrom(...TAGS), { maxLength: 2 }),
  orientation: small(3),
  extensionFormat: fc.option(fc.constant('png'), { freq: 1 }),
  privateKinds: fc.oneof(fc.constant([]), fc.array(fc.constantFrom(...PRIVATE_KINDS), { maxLength: 2 })),
  // 0.3 is no single: it has to be found as it was written all the same.
  scores: fc.option(
    fc.tuple(...STORED_SCORES.map(() => fc.option(fc.constantFrom(0, 0.001, 0.04, 0.29, 0.3, 0.5, 1), { freq: 9 }))),
    { freq: 9 },
  ),
  intact: fc.option(fc.constantFrom(0, 0.25, 0.9), { freq: 1 }),
  copyOf: fc.option(fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 1 }), fc.nat({ max: 1 })), { freq: 1 }),
  kept: fc.oneof(
    fc.constant([]),
    fc.uniqueArray(fc.constantFrom('blurry', 'leak', 'near-duplicate', 'corrupt', 'outlier'), { maxLength: 2 }),
  ),
  embeddingScores: fc.option(
    fc.tuple(...EMBEDDING_SCORES.map(() => fc.option(fc.constantFrom(0, 0.04, 0.3, 0.31, 0.5, 1), { freq: 9 }))),
    { freq: 2 },
  ),
  note: fc.option(fc.constantFrom('ask Ada', 'out of focus'), { nil: null, freq: 2 }),
  annotation: fc.option(
    fc.record({
      consensus: fc.constantFrom('cat', 'sea lion', 'nobody’s'),
      probability: fc.constantFrom(0.3, 0.5, 1),
      agreement: fc.option(fc.constantFrom(0, 0.3, 0.4, 1), { freq: 4 }),
    }),
    { freq: 2 },
  ),
  place: fc
    .option(fc.tuple(fc.integer({ min: -8, max: 8 }), fc.integer({ min: -8, max: 8 })), { freq: 4 })
    .map((at) => (at === null ? null : ([at[0] / 2, at[1] / 2] as const))),
});

/** A picture nothing is wrong with. */
export const PLAIN: SampleRow = {
  folder: 'a',
  sizeBytes: 10_000,
  modifiedMs: 0,
  capturedMs: null,
  status: 'ok',
  format: 'jpeg',
  width: 100,
  height: 100,
  channels: 3,
  frames: 1,
  label: null,
  given: null,
  split: null,
  tags: [],
  orientation: 1,
  extensionFormat: null,
  privateKinds: [],
  scores: [1, 1, 1, 1, 1, 1, 1, 1],
  intact: null,
  copyOf: null,
  kept: [],
  embeddingScores: null,
  annotation: null,
  note: null,
  place: null,
};
