import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS, type DecodeOutput } from '../../../src/workers/decode/calls.ts';
import { decodeFile } from '../../../src/workers/decode/decode-file.ts';
import { isDecodable } from '../../../src/workers/decode/formats.ts';
import { hasTestData, testData } from '../../fixtures/test-data.ts';

interface Row {
  readonly path: string;
  readonly truth: string;
  readonly width: string;
  readonly height: string;
  readonly channels: string;
  readonly pages: string;
}

/** Everything that does not get the status its truth asks for, and why that is right. */
const EXCEPTIONS: Readonly<Record<string, readonly [answer: string, why: string]>> = {
  'jpeg-decoder/fuzz-afl/in/id_001411,src_000636,op_flip4,pos_165,+cov.jpg': ['unsupported', 'says 61472 × 32800 pixels'],
  'sharp/test/fixtures/65536-uint32-limit.png': ['unsupported', 'says 65536 × 65536 pixels'],
  'jpeg-decoder/tests/reftest/images/disabled.list': ['ignored', 'text, without an extension of images'],
  'libjpeg-turbo/testimages/test.scan': ['ignored', 'text, without an extension of images'],
  'pngsuite/PngSuite.README': ['ignored', 'text, without an extension of images'],
  'sharp/test/fixtures/NotoSans-Regular.ttf': ['ignored', 'a font'],
  'sharp/test/fixtures/hilutite.icm': ['ignored', 'a colour profile'],
  // Pillow shows these; libvips finds damage and, leniently too, nothing to show.
  'jpeg-decoder/tests/crashtest/images/imagetestsuite/8e5e74dbf9b68a322fbb9512db837329.jpg': ['corrupt', 'premature end'],
  'jpeg-decoder/tests/crashtest/images/imagetestsuite/b55977028a3a574336966b6536640fc9.jpg': ['corrupt', 'extraneous bytes'],
  'jpeg-decoder/tests/crashtest/images/imagetestsuite/f6b4389c3cf0f5997b2e5a4b905aea8d.jpg': ['corrupt', 'extraneous bytes'],
};

const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  good: ['ok'],
  bad: ['corrupt'],
  'zero-byte': ['corrupt'],
  partial: ['corrupt'],
  'notimage-or-broken-header': ['unsupported', 'corrupt'],
  'unsupported-here': ['unsupported'],
};

const answerOf = ({ isImage, status }: DecodeOutput): string => (isImage ? status : 'ignored');

function expectedAnswers({ path, truth }: Row, { format }: DecodeOutput): readonly string[] {
  const exception = EXCEPTIONS[path]?.[0];
  if (exception !== undefined) return [exception];
  return EXPECTED[truth] ?? [format !== null && isDecodable(format) ? 'ok' : 'unsupported'];
}

describe.skipIf(!hasTestData)("files of ten decoders' own test suites", () => {
  let decoded: readonly (readonly [row: Row, output: DecodeOutput])[];

  beforeAll(async () => {
    const manifest = readFileSync(testData('bad-inputs/MANIFEST.csv'), 'utf8');
    const rows = parse(manifest, { columns: true }) as Row[];
    decoded = await Promise.all(
      rows.map(async (row) => {
        const path = Buffer.from(testData(`bad-inputs/${row.path}`));
        return [row, await decodeFile({ path, limits: DEFAULT_LIMITS })] as const;
      }),
    );
  });

  test('get the status that the manifest knows to be true', () => {
    const counts: Record<string, number> = {};
    for (const [{ truth }, output] of decoded) {
      const key = `${truth}: ${answerOf(output)}`;
      counts[key] = (counts[key] ?? 0) + 1;
    }
    console.log('counts by truth and answer', counts);
    const wrong = decoded.filter(([row, output]) => !expectedAnswers(row, output).includes(answerOf(output)));
    expect(wrong.map(([{ path, truth }, output]) => `${path}: ${truth}, got ${answerOf(output)}: ${output.reason}`)).toEqual([]);
    expect(decoded.length).toBe(1122);
    expect(counts['good: ok']).toBe(636);
    expect(counts['one-decoder-only: ok']).toBe(202);
  });

  test('damaged ones are shown where anything is left of them', () => {
    const partial = decoded.filter(([{ truth }]) => truth === 'partial');
    expect(partial.length).toBe(59);
    expect(partial.filter(([, { thumbnail }]) => thumbnail === null).map(([{ path }]) => path)).toEqual([]);
  });

  test('every one that is not ok says why; every one that is, has all its facts', () => {
    for (const [{ path }, output] of decoded.filter(([, { isImage }]) => isImage)) {
      if (output.status !== 'ok') {
        expect(output.reason, path).toMatch(/[^\s:;]$/);
        expect(output.reason, path).not.toMatch(/failOn|read gave/);
      } else
        expect(
          Object.entries(output)
            .filter(([, value]) => value === null)
            .map(([name]) => name),
          path,
        ).toSatisfy(onlyOptional);
    }
  });

  test('sound ones have the dimensions, channels and frames of the manifest', () => {
    for (const [{ path, width, height, channels, pages }, output] of decoded.filter(([{ truth }]) => truth === 'good')) {
      const isOnItsSide = (output.orientation ?? 1) >= 5;
      const stored = isOnItsSide ? [output.height, output.width] : [output.width, output.height];
      expect([...stored, output.channels, output.frames], path).toEqual([+width, +height, +channels, +(pages || 1)]);
    }
  });
});

function onlyOptional(missing: readonly string[]): boolean {
  return missing.every((name) => ['reason', 'extensionFormat', 'orientation', 'intact', 'capturedMs'].includes(name));
}
