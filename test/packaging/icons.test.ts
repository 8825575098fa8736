import { readFileSync } from 'node:fs';
import decodeIco from 'decode-ico';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { icnsFile } from '../../scripts/icons/icns-file.ts';
import { icoFile } from '../../scripts/icons/ico-file.ts';

const assets = new URL('../../assets/', import.meta.url);

async function png(size: number): Promise<Buffer> {
  return sharp({ create: { width: size, height: size, channels: 4, background: { r: 255, g: 160, b: 0, alpha: 1 } } })
    .png()
    .toBuffer();
}

/** Elements of an ICNS file: type and data. */
function icnsElements(file: Buffer): [string, Buffer][] {
  expect(file.toString('latin1', 0, 4)).toBe('icns');
  expect(file.readUInt32BE(4)).toBe(file.length);
  const elements: [string, Buffer][] = [];
  for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) {
    elements.push([file.toString('latin1', at, at + 4), file.subarray(at + 8, at + file.readUInt32BE(at + 4))]);
  }
  return elements;
}

describe('icoFile', () => {
  it('holds each PNG with its size; 256 is written as 0', async () => {
    const file = icoFile(
      new Map([
        [16, await png(16)],
        [256, await png(256)],
      ]),
    );
    expect(decodeIco(file).map(({ width, height, type }) => ({ width, height, type }))).toEqual([
      { width: 16, height: 16, type: 'png' },
      { width: 256, height: 256, type: 'png' },
    ]);
    expect(file.readUInt8(6 + 16)).toBe(0);
  });
});

describe('icnsFile', () => {
  it('names each PNG by its size, and leaves out sizes that have no name', async () => {
    const file = icnsFile(
      new Map([
        [24, await png(24)],
        [32, await png(32)],
        [512, await png(512)],
      ]),
    );
    const widths = await Promise.all(
      icnsElements(file).map(async ([type, data]) => [type, (await sharp(data).metadata()).width]),
    );
    expect(widths).toEqual([
      ['icp5', 32],
      ['ic09', 512],
      ['ic11', 32],
      ['ic14', 512],
    ]);
  });
});

describe('the committed icons', () => {
  it('are complete and have transparent corners', async () => {
    expect(decodeIco(readFileSync(new URL('icon.ico', assets))).map((icon) => icon.width)).toEqual([
      16, 24, 32, 48, 64, 128, 256,
    ]);
    expect(icnsElements(readFileSync(new URL('icon.icns', assets))).map(([type]) => type)).toContain('ic10');
    const { data, info } = await sharp(readFileSync(new URL('icons/512x512.png', assets)))
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([info.width, info.channels, data[3]]).toEqual([512, 4, 0]);
  });
});
