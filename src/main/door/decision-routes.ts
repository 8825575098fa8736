import { Hono } from 'hono';
import { layoutRequestSchema, type TagAnswer, tagHeaderSchema, tagRequestSchema } from '../../shared/api.ts';
import type { Layout } from '../../shared/layout.ts';
import { applyLayout } from '../dataset/apply-layout.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { writerOf } from '../dataset/writer-of.ts';
import type { WritableDb } from '../db/connection.ts';
import type { Engine } from '../engine/engine.ts';
import type { SetLayout } from '../index/decision-effect.ts';
import { readHistory } from '../index/decision-history.ts';
import { applyTag, type Decided, applyLayout as decideLayout, redo, undo } from '../index/decisions.ts';
import { writeMeta } from '../index/meta.ts';
import { countParam, datasetOf } from './dataset-of.ts';
import { isFrame, readIdsFrame, readJson } from './request-body.ts';

/** Decisions known by id are told as single tiles, more as "many". */
const MOST_TOLD_IDS = 10_000;
const MOST_HISTORY = 1000;

/** What the user says: tags, the layout, undo and redo; and all that was said. */
export function decisionRoutes(engine: Engine): Hono {
  return new Hono()
    .post('/tag', async (c) => {
      const dataset = datasetOf(engine, c);
      const write = writerOf(dataset);
      const change = await tagChangeOf(dataset, c.req.raw);
      return c.json(await answer(dataset, await applyTag(write, change, layoutSetter(write))));
    })
    .post('/undo', async (c) => {
      const dataset = datasetOf(engine, c);
      const write = writerOf(dataset);
      return c.json(await answer(dataset, await undo(write, layoutSetter(write))));
    })
    .post('/redo', async (c) => {
      const dataset = datasetOf(engine, c);
      const write = writerOf(dataset);
      return c.json(await answer(dataset, await redo(write, layoutSetter(write))));
    })
    .post('/layout', async (c) => {
      const dataset = datasetOf(engine, c);
      await changeLayout(dataset, await readJson(c.req.raw, layoutRequestSchema));
      return c.json(dataset.info());
    })
    .get('/history', (c) => {
      const limit = countParam(c, 'limit', 100, MOST_HISTORY);
      const offset = countParam(c, 'offset', 0, Number.MAX_SAFE_INTEGER);
      return c.json(readHistory(datasetOf(engine, c).read, limit, offset));
    });
}

function layoutSetter(write: WritableDb): SetLayout {
  return async (layout) => void (await applyLayout(write, layout));
}

/** Choosing what is applied already only says that the user has seen it. */
async function changeLayout(dataset: Dataset, layout: Layout): Promise<void> {
  const write = writerOf(dataset);
  const before = dataset.info().layout;
  writeMeta(write, { isLayoutConfirmed: true });
  const isSame = before.labelLevel === layout.labelLevel && before.splitLevel === layout.splitLevel;
  if (!isSame) await decideLayout(write, { before, layout }, layoutSetter(write));
  await dataset.changed(isSame ? new Uint32Array(0) : null);
}

/** Of a query, or of the ids in a frame. */
async function tagChangeOf(dataset: Dataset, request: Request) {
  if (isFrame(request)) {
    const { header, ids } = await readIdsFrame(request, tagHeaderSchema);
    return { ...header, ids };
  }
  const { tag, on, query } = await readJson(request, tagRequestSchema);
  const { ids } = await dataset.query.call('query', { query });
  return { tag, on, ids };
}

/** Tells the change before it answers, so that a query sent after the answer sees it. */
async function answer(dataset: Dataset, { decisionId, changed, message }: Decided): Promise<TagAnswer> {
  if (decisionId !== null) await dataset.changed(changed === null || changed.length > MOST_TOLD_IDS ? null : changed);
  return { decisionId, message, changed: changed?.length ?? dataset.info().samples, dataset: dataset.info() };
}
