import { describe, expect, it } from 'vitest';
import { captionHeight, captionLines, isTileField, tileFieldTitle, valueFields } from '../../../src/renderer/ui/tile-fields.ts';
import { issuesBeside, spokenWords, tileWords } from '../../../src/renderer/ui/tile-words.ts';
import type { SampleId, Tile } from '../../../src/shared/sample.ts';

const TILE: Tile = {
  id: 1 as SampleId,
  path: 'train/cat/a b.jpg',
  status: 'ok',
  width: 640,
  height: 480,
  meanColor: null,
  thumb: null,
  label: 'cat',
  split: 'train',
  tags: [],
};

describe('what is written on a tile', () => {
  it('is one line where there is room for all, else classes above and facts below', () => {
    expect(captionLines(['label', 'path'])).toEqual([['label', 'path']]);
    expect(captionLines(['path', 'confidence', 'label', 'prediction'])).toEqual([
      ['label', 'prediction', 'confidence'],
      ['path'],
    ]);
    expect(captionLines(['score.dark', 'path', 'sizeBytes'])).toEqual([['score.dark', 'path', 'sizeBytes']]);
    expect(captionLines([])).toEqual([]);
    expect([0, 1, 2].map(captionHeight)).toEqual([0, 22, 38]);
  });

  it('asks for nothing that a tile knows of itself', () => {
    expect(valueFields(['label', 'path', 'dimensions'], false)).toEqual([]);
    expect(valueFields(['label', 'prob.cat'], true)).toEqual(['prob.cat', 'issues']);
  });

  it('tells a wrong prediction from a right one, and says the class of a right one once', () => {
    const fields = ['label', 'prediction', 'confidence'];
    const words = (prediction: string | null) => tileWords(fields, TILE, { id: 1, prediction, confidence: 0.934 });
    expect(words('dog').map(({ text, verdict }) => [text, verdict])).toEqual([
      ['cat', undefined],
      ['dog', 'wrong'],
      ['0.93', undefined],
    ]);
    expect(words('cat')[1]).toMatchObject({ text: '', verdict: 'right' });
    expect(words(null).map(({ field }) => field)).toEqual(['label', 'confidence']);
    expect(tileWords(['prediction'], TILE, { prediction: 'cat' })[0]?.text).toBe('cat');
    expect(tileWords(['prediction'], { ...TILE, label: null }, { prediction: 'cat' })[0]).not.toHaveProperty('verdict');
  });

  it('names numbers that do not say what they are, in the digits that count', () => {
    const values = { 'score.blurry': 0.123456, 'prob.cat': 0.00001, sizeBytes: 12_345, 'field.iso': '400', boxes: null };
    const fields = ['score.blurry', 'prob.cat', 'sizeBytes', 'field.iso', 'boxes', 'dimensions'];
    expect(tileWords(fields, TILE, values).map(({ name, text }) => [name, text])).toEqual([
      ['Blurry', '0.12'],
      ['cat', '<0.001'],
      [undefined, '12.3 kB'],
      ['iso', '400'],
      [undefined, '640×480'],
    ]);
    // Not known yet.
    expect(tileWords(['score.blurry'], TILE, null)).toEqual([]);
  });

  it('is read out beside the name, with the issues that the status does not tell', () => {
    const values = { prediction: 'dog', issues: ['corrupt', 'blurry', 'of a newer Winnow'] };
    expect(spokenWords(['label', 'prediction'], { ...TILE, status: 'corrupt' }, values)).toEqual([
      'predicted dog, not its label',
      'issues: Blurry',
    ]);
    expect(issuesBeside(TILE, null)).toEqual([]);
  });
});

it('only fields of samples are remembered', () => {
  for (const field of ['label', 'path', 'dimensions', 'score.dark', 'prob.cat', 'field.iso', 'confidence']) {
    expect(isTileField(field), field).toBe(true);
    expect(tileFieldTitle(field)).not.toBe('');
  }
  for (const field of ['', 'tag', 'issue', 'nonsense']) expect(isTileField(field), field).toBe(false);
});
