import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openParquetTable } from '../../../src/main/predictions/read-parquet.ts';
import { cellsOf, golden, goldenFile, written } from './prediction-fixtures.ts';

describe('Parquet as pyarrow writes it: dictionaries, lists, structs, three row groups', () => {
  test.each(['none', 'snappy', 'gzip', 'brotli', 'zstd'])('%s', async (codec) => {
    const table = await openParquetTable(goldenFile(`${codec}.parquet`));
    try {
      expect(table.rows).toBe(5);
      expect(table.columns).toEqual([
        ...['path', 'prediction', 'confidence', 'probs'],
        ...golden.classes.map((name) => `scores.${name}`),
        ...['index', 'is_new'],
      ]);
      const rows = await cellsOf(table);
      expect(rows.map(([path]) => path)).toEqual(golden.paths);
      expect(rows.map((row) => row[1])).toEqual(golden.parquet.prediction);
      expect(rows.map((row) => row[2])).toEqual(golden.parquet.confidence);
      expect(rows.flatMap((row) => row[3])).toEqual(golden.parquet.probs);
      expect(rows.flatMap((row) => row.slice(4, 7))).toEqual(golden.parquet.logits);
      expect(rows.map((row) => row[7])).toEqual(golden.parquet.index);
      expect(rows.map((row) => row[8])).toEqual([true, false, null, true, false]);
    } finally {
      await table.close();
    }
  });

  test('a codec that is not read is refused by name', async () => {
    await expect(openParquetTable(goldenFile('lz4.parquet'))).rejects.toMatchObject({
      code: 'bad_predictions',
      message: expect.stringMatching(/compressed with LZ4.* Read are UNCOMPRESSED, SNAPPY, GZIP, BROTLI and ZSTD/),
    });
  });
});

test('a file that is cut off is refused', async () => {
  const whole = readFileSync(goldenFile('snappy.parquet'));
  await expect(openParquetTable(written('a.parquet', whole.subarray(0, -40)))).rejects.toMatchObject({
    code: 'bad_predictions',
    message: expect.stringContaining('a.parquet: cannot be read as Parquet'),
  });
});
