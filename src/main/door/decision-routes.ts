import { Hono } from 'hono';
import { layoutRequestSchema, type TagAnswer, tagHeaderSchema, tagRequestSchema } from '../../shared/api.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { writerOf } from '../dataset/writer-of.ts';
import type { Engine } from '../engine/engine.ts';
import { readHistory } from '../index/decision-history.ts';
import { applyLayout, applyTag, type Decided, redo, undo } from '../index/decisions.ts';
import { setLayoutOf } from '../index/set-layout.ts';
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
      return c.json(await answer(dataset, await applyTag(write, change, setLayoutOf(dataset))));
    })
    .post('/undo', async (c) => {
      const dataset = datasetOf(engine, c);
      return c.json(await answer(dataset, await undo(writerOf(dataset), setLayoutOf(dataset))));
    })
    .post('/redo', async (c) => {
      const dataset = datasetOf(engine, c);
      return c.json(await answer(dataset, await redo(writerOf(dataset), setLayoutOf(dataset))));
    })
    .post('/layout', async (c) => {
      const dataset = datasetOf(engine, c);
      const layout = await readJson(c.req.raw, layoutRequestSchema);
      const before = dataset.info().layout;
      await answer(dataset, await applyLayout(writerOf(dataset), { before, layout }, setLayoutOf(dataset)));
      return c.json(dataset.info());
    })
    .get('/history', (c) => {
      const limit = countParam(c, 'limit', 100, MOST_HISTORY);
      const offset = countParam(c, 'offset', 0, Number.MAX_SAFE_INTEGER);
      return c.json(readHistory(datasetOf(engine, c).read, limit, offset));
    });
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
