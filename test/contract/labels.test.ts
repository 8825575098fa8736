import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DatasetInfo } from '../../src/shared/dataset.ts';
import type { Job } from '../../src/shared/job.ts';
import type { LabelPreview } from '../../src/shared/label-preview.ts';
import type { SampleFields } from '../../src/shared/sample-fields.ts';
import { makeSmallDataset } from './small-dataset.ts';
import { endOfJob, openIndexed, startTestServer, type TestServer } from './test-server.ts';

const TABLE = 'path,label,camera\ntrain/cat/1.jpg,lynx,canon\ntrain/cat/2.png,lynx,nikon\nnowhere.png,lynx,canon\n';

let server: TestServer;
let route: string;

beforeAll(async () => {
  server = await startTestServer(async (folder) => {
    await makeSmallDataset(folder);
    // As a dataset put together of links, one of them back to where it lies.
    await mkdir(join(folder, '../elsewhere'));
    await writeFile(join(folder, '../elsewhere/labels.csv'), TABLE);
    await symlink(join(folder, '../elsewhere/labels.csv'), join(folder, 'labels.csv'));
    await symlink(folder, join(folder, 'val/itself'));
  });
  route = `/api/datasets/${(await openIndexed(server)).id}`;
});
afterAll(() => server.end());

const labels = async () => (await server.client().get<DatasetInfo>(route)).labels;
const key = () => `csv ${join(server.folder, 'labels.csv')}`;

test('what was read by itself is told, and asked about until it is kept', async () => {
  expect(await labels()).toEqual({
    sets: [
      {
        format: 'csv',
        origin: join(server.folder, 'labels.csv'),
        files: 1,
        boxes: 0,
        samples: 2,
        labelled: 2,
        fields: ['camera'],
      },
    ],
    leftOut: [],
    classes: 1,
    isConfirmed: false,
  });
  const kept = await server.client().post<DatasetInfo>(`${route}/labels/keep`, {});
  expect(kept.labels.isConfirmed).toBe(true);
});

test('a preview says what would be read, of which samples nothing is said, and changes nothing', async () => {
  const { samples } = await server.client().get<DatasetInfo>(route);
  const preview = await server.client().post<LabelPreview>(`${route}/labels/preview`, {});
  expect(preview.sets).toMatchObject([
    {
      key: key(),
      isLeftOut: false,
      samples: 2,
      classCounts: [{ class: 'lynx', count: 2 }],
      problems: [{ kind: 'unmatched-path', count: 1 }],
    },
  ]);
  expect(preview.unmentioned.count).toBe(samples - 2);
  const without = await server.client().post<LabelPreview>(`${route}/labels/preview`, { leftOut: [key()] });
  expect(without.sets).toMatchObject([{ key: key(), isLeftOut: true, samples: 2 }]);
  expect(without.unmentioned.count).toBe(samples);
  expect((await labels()).sets).toHaveLength(1);
});

test('what a file says of a sample under names of its own is told by sample', async () => {
  const preview = await server.client().post<LabelPreview>(`${route}/labels/preview`, {});
  const id = preview.sets[0]?.examples[0]?.id;
  const fields = await server.client().get<SampleFields>(`${route}/samples/${id}/fields`);
  expect(fields).toEqual({ fields: [{ name: 'camera', value: 'canon' }], boxes: [] });
});

test('a choice that is stopped before it is followed is taken back; one that is followed stays', async () => {
  const client = server.client();
  const stopped = await client.post<Job>(`${route}/index`, { leftOut: [key()] });
  await client.post<Job>(`/api/jobs/${stopped.id}/cancel`, {});
  expect(await endOfJob(client, stopped.id)).toMatchObject({ state: 'cancelled' });
  expect((await client.post<LabelPreview>(`${route}/labels/preview`, {})).choice.leftOut).toEqual([]);
  const job = await client.post<Job>(`${route}/index`, { leftOut: [key()] });
  expect(await endOfJob(client, job.id)).toMatchObject({ state: 'done' });
  expect(await labels()).toEqual({ sets: [], leftOut: [key()], classes: 0, isConfirmed: true });
});
