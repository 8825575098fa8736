import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { storeDecoded } from '../../../src/main/index/pending.ts';
import { CHECKS_VERSION } from '../../../src/shared/score.ts';
import type { DecodeOutput } from '../../../src/workers/decode/calls.ts';
import { EMPTY_OUTPUT } from '../../../src/workers/decode/empty-output.ts';
import { addSamples, makeIndex, type TestIndex } from '../../fixtures/make-index.ts';

const SCORED: DecodeOutput = {
  ...EMPTY_OUTPUT,
  width: 4,
  quality: {
    dark: 0.1,
    light: 0.2,
    blurry: 0.3,
    'low-information': 0.4,
    grayscale: 0.5,
    'single-color': 0.6,
    letterbox: 0.7,
    'strong-compression': null,
  },
  channelStats: { mean: [0.11, 0.12, 0.13], meanSquare: [0.21, 0.22, 0.23] },
  fingerprint: Uint8Array.of(1, 2, 3),
  privateMetadata: [{ kind: 'person', tag: 'Artist', value: 'Ann' }],
};

let index: TestIndex;
let id: number;
beforeEach(() => {
  index = makeIndex();
  id = addSamples(index.db, [{ path: 'a.jpg', status: 'pending' }])[0] as number;
});
afterEach(() => index.close());

const store = (output: DecodeOutput): void => storeDecoded(index.db, [{ id, path: 'a.jpg', output }]);
const again = (): unknown => index.db.prepare("UPDATE sample SET status = 'pending'").run();
const scores = (): unknown => index.db.prepare('SELECT * FROM image_score').get();
const fingerprint = (): unknown => index.db.prepare('SELECT bytes FROM fingerprint WHERE sample_id = ?').pluck().get(id);
const sample = (column: string): unknown => index.db.prepare(`SELECT ${column} FROM sample`).pluck().get();

describe('a decoded picture', () => {
  test('leaves its scores, each in its own column, with the version of the checks', () => {
    store(SCORED);
    expect(scores()).toEqual({
      sample_id: id,
      version: CHECKS_VERSION,
      dark: 0.1,
      light: 0.2,
      blurry: 0.3,
      low_information: 0.4,
      grayscale: 0.5,
      single_color: 0.6,
      letterbox: 0.7,
      strong_compression: null,
      intact: null,
      mean_red: 0.11,
      mean_green: 0.12,
      mean_blue: 0.13,
      mean_square_red: 0.21,
      mean_square_green: 0.22,
      mean_square_blue: 0.23,
    });
  });

  test('leaves its fingerprint and what it says about a person', () => {
    store(SCORED);
    expect(fingerprint()).toEqual(Buffer.of(1, 2, 3));
    expect(JSON.parse(String(sample('private_metadata')))).toEqual(SCORED.privateMetadata);
  });

  test('has its pixels hashed again', () => {
    index.db.prepare("UPDATE sample SET pixel_hash = x'01'").run();
    store(SCORED);
    expect(sample('pixel_hash')).toBeNull();
  });
});

describe('a file that is decoded again', () => {
  beforeEach(() => {
    store(SCORED);
    again();
  });

  test('and is damaged now keeps only the share that is readable', () => {
    store({ ...EMPTY_OUTPUT, status: 'corrupt', reason: 'cut off', intact: 0.25 });
    expect(scores()).toMatchObject({ version: CHECKS_VERSION, dark: null, mean_red: null, intact: 0.25 });
    expect(fingerprint()).toBeUndefined();
    expect(sample('private_metadata')).toBeNull();
  });

  test('and is no picture now keeps nothing', () => {
    store({ ...EMPTY_OUTPUT, status: 'unsupported', reason: 'not an image' });
    expect([scores(), fingerprint()]).toEqual([undefined, undefined]);
  });

  test('has the new scores', () => {
    store({ ...SCORED, quality: { ...(SCORED.quality as NonNullable<DecodeOutput['quality']>), dark: 0.9 } });
    expect(scores()).toMatchObject({ dark: 0.9, blurry: 0.3 });
  });
});

test('a sample that waits no more keeps what it had', () => {
  store(SCORED);
  store({ ...EMPTY_OUTPUT, status: 'corrupt', reason: 'too late' });
  expect([sample('status'), (scores() as { dark: number }).dark]).toEqual(['ok', 0.1]);
});

test('goes with its sample', () => {
  store(SCORED);
  index.db.prepare('DELETE FROM sample').run();
  expect([scores(), fingerprint()]).toEqual([undefined, undefined]);
});
