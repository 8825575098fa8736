import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WinnowError } from '../../src/shared/errors.ts';
import { decodeFrame, encodeFrame } from '../../src/shared/frame.ts';

describe('column frames', () => {
  it('gives back header and columns of every type and length', () => {
    fc.assert(
      fc.property(
        fc.record({ text: fc.string(), n: fc.integer() }),
        fc.uint8Array({ maxLength: 40 }),
        fc.uint32Array({ maxLength: 40 }),
        fc.float64Array({ maxLength: 40 }),
        (header, bytes, ids, values) => {
          const frame = decodeFrame(encodeFrame(header, { bytes, ids, values }).buffer);
          expect(frame.header).toEqual(header);
          expect(frame.columns).toEqual({ bytes, ids, values });
        },
      ),
    );
  });

  it('refuses what is cut off, at every length', () => {
    const whole = encodeFrame({ tag: 'remove' }, { ids: Uint32Array.of(1, 2, 3) });
    for (let length = 0; length < whole.byteLength - 4; length++) {
      expect(() => decodeFrame(whole.slice(0, length).buffer), `${length} bytes`).toThrow(WinnowError);
    }
  });

  it('refuses any other bytes with a clear error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        expect(() => decodeFrame(bytes.slice().buffer)).toThrow(/Expected a column frame/);
      }),
    );
  });

  const withHead = (columns: unknown): ArrayBuffer => {
    const head = new TextEncoder().encode(JSON.stringify({ header: {}, columns }));
    const bytes = new Uint8Array(256);
    new DataView(bytes.buffer).setUint32(0, head.length, true);
    bytes.set(head, 4);
    return bytes.buffer;
  };

  it.each(['constructor', 'Uint64Array'])('refuses a column of type %s', (type) => {
    expect(() => decodeFrame(withHead([{ name: 'ids', type, length: 1 }]))).toThrow(/unknown type/);
  });

  it.each([null, 'ids', [null]])('refuses %j for columns', (columns) => {
    expect(() => decodeFrame(withHead(columns))).toThrow(/no JSON with a list of columns/);
  });
});
