import { expect, it } from 'vitest';
import { readSampleRows } from '../../../src/main/dataset/sample-rows.ts';
import { DEFAULT_QUERY } from '../../../src/shared/query.ts';
import { toggleValue } from '../../../src/shared/query-choice.ts';
import { parseQuery } from '../../../src/shared/query-language.ts';
import { tempFolder, writeFiles } from '../../fixtures/temp-folder.ts';
import { pathsOf, readLabels, withSamples } from './labelled-dataset.ts';

it('fields that files carry are asked for, sorted by, printed and counted', async () => {
  const folder = tempFolder();
  const rows = ['a.jpg,Canon EOS,100,A dog runs', 'b.jpg,Nikon,3200,two cats', 'c.jpg,,50,a Cat sleeps', 'd.jpg,Nikon,,'];
  writeFiles(folder, { 'meta.csv': `path,camera,iso,caption\n${rows.join('\n')}\n` });
  await withSamples(folder, ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg', 'e.jpg'], async (dataset) => {
    await readLabels(dataset);
    expect(await pathsOf(dataset, 'field.camera:canon')).toEqual(['a.jpg']);
    expect(await pathsOf(dataset, 'field.caption:cat')).toEqual(['b.jpg', 'c.jpg']);
    expect(await pathsOf(dataset, 'field.iso>=100 -field.camera=Nikon')).toEqual(['a.jpg']);
    expect(await pathsOf(dataset, 'field.camera!=Nikon')).toEqual(['a.jpg']);
    expect(await pathsOf(dataset, '-field.camera:*')).toEqual(['c.jpg', 'e.jpg']);
    expect(await pathsOf(dataset, 'sort:-field.iso')).toEqual(['b.jpg', 'a.jpg', 'c.jpg', 'd.jpg', 'e.jpg']);
    expect(await pathsOf(dataset, 'sort:field.camera')).toEqual(['a.jpg', 'b.jpg', 'd.jpg', 'c.jpg', 'e.jpg']);
    await expect(pathsOf(dataset, 'field.camra:x')).rejects.toThrow(
      'There is no field "field.camra". Did you mean "camera"? Expected "field." and one of camera, caption, iso.',
    );

    const printed = await readSampleRows(dataset, Uint32Array.of(2, 3), ['path', 'field.iso', 'field.camera']);
    expect(printed).toEqual([
      { path: 'b.jpg', 'field.iso': 3200, 'field.camera': 'Nikon' },
      { path: 'c.jpg', 'field.iso': 50, 'field.camera': null },
    ]);

    const query = toggleValue(DEFAULT_QUERY, 'field.camera', 'Nikon');
    const { text } = await dataset.query.call('facets', { query });
    expect(text.find(({ field }) => field === 'field.camera')?.values).toEqual([
      { value: 'Nikon', count: 2 },
      { value: null, count: 2 },
      { value: 'Canon EOS', count: 1 },
    ]);
    expect(text.find(({ field }) => field === 'field.iso')?.values[0]).toEqual({ value: '3200', count: 1 });
    const none = toggleValue(query, 'field.camera', null);
    const asked = parseQuery('field.camera=Nikon OR -field.camera:*');
    expect(asked.ok && asked.query.filter).toEqual(none.filter);
  });
});
