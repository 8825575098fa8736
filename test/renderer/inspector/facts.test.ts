import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../src/renderer/inspector/facts.ts';
import type { SampleDetails, SampleId } from '../../../src/shared/sample.ts';

const photo: SampleDetails = {
  id: 7 as SampleId,
  path: 'train/cat/1.jpg',
  status: 'ok',
  width: 4032,
  height: 3024,
  meanColor: 0,
  thumb: 'x',
  label: 'cat',
  split: 'train',
  tags: [],
  reason: null,
  sizeBytes: 2_345_678,
  modifiedMs: 1_700_000_000_000,
  capturedMs: Date.UTC(2024, 4, 1, 14, 3, 9),
  format: 'jpeg',
  extensionFormat: null,
  channels: 3,
  bitDepth: 8,
  orientation: 6,
  frames: 1,
  contentHash: 'ab'.repeat(32),
  perceptualHash: '0123456789abcdef',
  intact: null,
  privateMetadata: [],
  note: null,
};
const factOf = (sample: SampleDetails, name: string): string | undefined =>
  factsOf(sample).find((fact) => fact.name === name)?.value;

describe('factsOf', () => {
  it('says sizes exactly, and what was done to the picture', () => {
    expect(factOf(photo, 'Dimensions')).toBe('4,032 × 3,024');
    expect(factOf(photo, 'Megapixels')).toBe('12.2');
    expect(factOf(photo, 'File size')).toBe('2.3 MB (2,345,678 B)');
    expect(factOf(photo, 'Channels')).toBe('3 (colour)');
    expect(factOf(photo, 'Orientation')).toBe('rotated 90° right (EXIF 6)');
    expect(factOf(photo, 'Frames')).toBeUndefined();
  });

  it('says when a name lies about the format', () => {
    expect(factOf({ ...photo, format: 'png', extensionFormat: 'jpeg' }, 'Format')).toBe('PNG, though its name says JPEG');
  });

  it('leaves out what is not known', () => {
    const unread = {
      ...photo,
      status: 'unreadable' as const,
      width: null,
      height: null,
      format: null,
      contentHash: null,
      channels: null,
    };
    const names = factsOf(unread).map(({ name }) => name);
    expect(names).not.toContain('Dimensions');
    expect(names).not.toContain('Format');
    expect(names).not.toContain('SHA-256');
    expect(names).toContain('File size');
  });

  it('offers hashes to be copied', () => {
    expect(
      factsOf(photo)
        .filter(({ isCode }) => isCode)
        .map(({ name }) => name),
    ).toEqual(['SHA-256', 'Perceptual hash']);
  });
});
