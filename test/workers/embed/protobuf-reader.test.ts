import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytes, float, message, number, text } from '../../../scripts/built-in-model/protobuf-writer.ts';
import { fields, ProtobufError, sourceOf, textOf } from '../../../src/workers/embed/protobuf-reader.ts';

const read = (file: Uint8Array) => [...fields(sourceOf(file), 0, file.length)];

test('reads back numbers, texts and messages, and where bytes lie without reading them', () => {
  const file = Buffer.concat([
    number(1, 300),
    text(2, 'Größe'),
    float(3, 1.5),
    bytes(400, new Uint8Array(1000)),
    message(5, number(1, 2 ** 40)),
  ]);
  const source = sourceOf(file);
  const [a, b, c, d, e] = read(file);
  expect([a?.number, a?.value]).toEqual([1, 300]);
  expect([b?.number, b && textOf(source, b)]).toEqual([2, 'Größe']);
  expect(c?.number).toBe(3);
  expect([d?.number, (d?.end ?? 0) - (d?.start ?? 0)]).toEqual([400, 1000]);
  expect(e && [...fields(source, e.start, e.end)].map(({ value }) => value)).toEqual([2 ** 40]);
});

test('reads a number of ten bytes as negative', () => {
  const minusOne = Uint8Array.from([8, ...Array.from({ length: 9 }, () => 0xff), 1]);
  expect(read(minusOne)[0]?.value).toBe(-1);
});

test('says how much of a message that is cut short is missing', () => {
  const file = message(7, bytes(9, new Uint8Array(100)));
  expect(() => read(file.subarray(0, 60))).toThrow('it is cut short: 44 bytes are missing at its end');
});

test('any bytes are read, or refused in words', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (file) => {
      try {
        for (const field of read(file)) expect(field.end).toBeLessThanOrEqual(file.length);
      } catch (error) {
        expect(error).toBeInstanceOf(ProtobufError);
      }
    }),
  );
});
