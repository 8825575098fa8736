import { Hono } from 'hono';
import { WinnowError } from '../../shared/errors.ts';
import { parseQuery } from '../../shared/query-language.ts';
import { printQuery } from '../../shared/query-print.ts';
import { changeViewRequestSchema, saveViewRequestSchema } from '../../shared/saved-view.ts';
import { viewCounts } from '../dataset/view-counts.ts';
import { writerOf } from '../dataset/writer-of.ts';
import type { Engine } from '../engine/engine.ts';
import { addView, changeView, deleteView, readViews } from '../index/views.ts';
import { datasetOf, idOf } from './dataset-of.ts';
import { readJson } from './request-body.ts';

/** Queries saved under a name. */
export function viewRoutes(engine: Engine): Hono {
  return new Hono()
    .get('/views', (c) => c.json(readViews(datasetOf(engine, c).read)))
    .get('/views/counts', async (c) => c.json(await viewCounts(datasetOf(engine, c), c.req.raw.signal)))
    .post('/views', async (c) => {
      const dataset = datasetOf(engine, c);
      const asked = await readJson(c.req.raw, saveViewRequestSchema);
      return c.json(addView(writerOf(dataset), { ...asked, query: normalText(asked.query) }));
    })
    .post('/views/:view', async (c) => {
      const dataset = datasetOf(engine, c);
      const { query, ...asked } = await readJson(c.req.raw, changeViewRequestSchema);
      const change = query === undefined ? asked : { ...asked, query: normalText(query) };
      changeView(writerOf(dataset), idOf(c.req.param('view'), 'a view'), change);
      return c.json(readViews(dataset.read));
    })
    .delete('/views/:view', (c) => {
      const dataset = datasetOf(engine, c);
      deleteView(writerOf(dataset), idOf(c.req.param('view'), 'a view'));
      return c.json(readViews(dataset.read));
    });
}

/** As Winnow writes it. @throws {WinnowError} bad_query, with the position in the text */
function normalText(text: string): string {
  const parsed = parseQuery(text);
  if (parsed.ok) return printQuery(parsed.query);
  const { message, start, end } = parsed;
  throw new WinnowError('bad_query', `${message} (the view's query, character ${start + 1})`, { position: { start, end } });
}
