import { Hono } from 'hono';
import { layoutRequestSchema } from '../../shared/api.ts';
import {
  notDuplicatesRequestSchema,
  notIssueHeaderSchema,
  notIssueRequestSchema,
  relabelHeaderSchema,
  relabelRequestSchema,
  tagHeaderSchema,
  tagRequestSchema,
} from '../../shared/decision-api.ts';
import { WinnowError } from '../../shared/errors.ts';
import { isSameLayout, type Layout } from '../../shared/layout.ts';
import { noteHeaderSchema, noteRequestSchema, revertRequestSchema } from '../../shared/note.ts';
import type { Query } from '../../shared/query.ts';
import { printQuery } from '../../shared/query-print.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { matchingSamples } from '../dataset/matching-samples.ts';
import { type NotIssueOrder, sayNotDuplicates, sayNotIssue } from '../dataset/not-issue.ts';
import { writerOf } from '../dataset/writer-of.ts';
import type { WritableDb } from '../db/connection.ts';
import type { Engine } from '../engine/engine.ts';
import { applyNote, type NoteRequest } from '../index/decide-note.ts';
import { applyRetag } from '../index/decide-retag.ts';
import { decidedSamples } from '../index/decided-samples.ts';
import { readHistory } from '../index/decision-history.ts';
import {
  applyRelabel,
  applyTag,
  type Decided,
  applyLayout as decideLayout,
  type RelabelChange,
  redo,
  type TagChange,
  undo,
} from '../index/decisions.ts';
import { writeMeta } from '../index/meta.ts';
import { revert } from '../index/revert.ts';
import { countParam, datasetOf } from './dataset-of.ts';
import { decisionAnswer, layoutSetter } from './decision-answer.ts';
import { isFrame, readIdsFrame, readJson } from './request-body.ts';

const MOST_HISTORY = 1000;

type TagOrder = TagChange & { readonly insteadOf?: string | undefined };

/** What the user says: tags, labels, what is no issue, the layout, undo and redo; and all that was said. */
export function decisionRoutes(engine: Engine): Hono {
  return new Hono()
    .post('/tag', async (c) => {
      const dataset = datasetOf(engine, c);
      const write = writerOf(dataset);
      const decided = await decideTag(write, await tagChangeOf(dataset, c.req.raw));
      return c.json(await decisionAnswer(dataset, decided));
    })
    .post('/relabel', async (c) => {
      const dataset = datasetOf(engine, c);
      const write = writerOf(dataset);
      const change = await relabelOf(dataset, c.req.raw);
      return c.json(await decisionAnswer(dataset, await applyRelabel(write, change, layoutSetter(write))));
    })
    .post('/note', async (c) => {
      const dataset = datasetOf(engine, c);
      const write = writerOf(dataset);
      return c.json(await decisionAnswer(dataset, await applyNote(write, await noteOf(dataset, c.req.raw), layoutSetter(write))));
    })
    .post('/not-issue', async (c) => {
      const dataset = datasetOf(engine, c);
      const write = writerOf(dataset);
      const order = await notIssueOf(c.req.raw);
      return c.json(await decisionAnswer(dataset, await sayNotIssue(dataset, order, layoutSetter(write))));
    })
    .post('/not-duplicates', async (c) => {
      const dataset = datasetOf(engine, c);
      const write = writerOf(dataset);
      const order = await readJson(c.req.raw, notDuplicatesRequestSchema);
      return c.json(await decisionAnswer(dataset, await sayNotDuplicates(dataset, order, layoutSetter(write))));
    })
    .post('/undo', async (c) => {
      const dataset = datasetOf(engine, c);
      const write = writerOf(dataset);
      return c.json(await decisionAnswer(dataset, await undo(write, layoutSetter(write))));
    })
    .post('/redo', async (c) => {
      const dataset = datasetOf(engine, c);
      const write = writerOf(dataset);
      return c.json(await decisionAnswer(dataset, await redo(write, layoutSetter(write))));
    })
    .post('/revert', async (c) => {
      const dataset = datasetOf(engine, c);
      const { to } = await readJson(c.req.raw, revertRequestSchema);
      return c.json(await decisionAnswer(dataset, await revertTo(dataset, to)));
    })
    .post('/layout', async (c) => {
      const dataset = datasetOf(engine, c);
      await changeLayout(dataset, await readJson(c.req.raw, layoutRequestSchema));
      return c.json(dataset.info());
    })
    .get('/decided', async (c) => {
      const limit = countParam(c, 'limit', MOST_HISTORY, MOST_HISTORY);
      return c.json(await decidedSamples(datasetOf(engine, c).read, c.req.query('after') ?? '', limit));
    })
    .get('/history', (c) => {
      const limit = countParam(c, 'limit', 100, MOST_HISTORY);
      const offset = countParam(c, 'offset', 0, Number.MAX_SAFE_INTEGER);
      return c.json(readHistory(datasetOf(engine, c).read, limit, offset));
    });
}

/** Choosing what is applied already only says that the user has seen it. */
async function changeLayout(dataset: Dataset, layout: Layout): Promise<void> {
  const write = writerOf(dataset);
  const before = dataset.info().layout;
  writeMeta(write, { isLayoutConfirmed: true });
  const isSame = isSameLayout(before, layout);
  if (!isSame) await decideLayout(write, { before, layout }, layoutSetter(write));
  await dataset.changed(isSame ? new Uint32Array(0) : null);
}

/** The query behind samples that were named, where it finds just these. */
async function foundByAll(dataset: Dataset, query: Query | undefined, ids: Uint32Array): Promise<{ readonly query?: string }> {
  if (query === undefined) return {};
  const found = await matchingSamples(dataset, query);
  const named = new Set(ids);
  return named.size === found.length && found.every((id) => named.has(id)) ? { query: printQuery(query) } : {};
}

/** @throws {WinnowError} bad_request where a tag is to go off in place of another, or of itself */
function decideTag(write: WritableDb, { insteadOf, ...change }: TagOrder): Promise<Decided> {
  const { tag, on } = change;
  if (insteadOf === undefined) return applyTag(write, change, layoutSetter(write));
  if (!on || insteadOf === tag) {
    throw new WinnowError('bad_request', `"insteadOf" names another tag than "tag", and goes with "on": true.`);
  }
  return applyRetag(write, { ...change, insteadOf }, layoutSetter(write));
}

/** Of a query, or of the ids in a frame. */
async function tagChangeOf(dataset: Dataset, request: Request): Promise<TagOrder> {
  if (isFrame(request)) {
    const { header, ids } = await readIdsFrame(request, tagHeaderSchema);
    const { foundBy, ...change } = header;
    return { ...change, ids, ...(await foundByAll(dataset, foundBy, ids)) };
  }
  const { query, decidedAt: atMs, foundBy: _, ...change } = await readJson(request, tagRequestSchema);
  return { ...change, ids: await matchingSamples(dataset, query), query: printQuery(query), atMs };
}

async function relabelOf(dataset: Dataset, request: Request): Promise<RelabelChange> {
  if (isFrame(request)) {
    const { header, ids } = await readIdsFrame(request, relabelHeaderSchema);
    return { label: header.label, ids, ...(await foundByAll(dataset, header.foundBy, ids)) };
  }
  const { label, query, decidedAt: atMs } = await readJson(request, relabelRequestSchema);
  return { label, ids: await matchingSamples(dataset, query), query: printQuery(query), atMs };
}

async function noteOf(dataset: Dataset, request: Request): Promise<NoteRequest> {
  if (isFrame(request)) {
    const { header, ids } = await readIdsFrame(request, noteHeaderSchema);
    return { ...header, ids };
  }
  const { text, query } = await readJson(request, noteRequestSchema);
  return { text, ids: await matchingSamples(dataset, query), query: printQuery(query) };
}

/** Many steps are told as one change, also those before one that failed. */
async function revertTo(dataset: Dataset, to: number): Promise<Decided> {
  const write = writerOf(dataset);
  const touched = new Set<number>();
  let isAll = false;
  const note = (step: Decided): void => {
    if (step.touched === null) isAll = true;
    else for (const id of step.touched) touched.add(id);
  };
  const all = (): Uint32Array | null => (isAll ? null : Uint32Array.from(touched).sort());
  try {
    const decided = await revert(write, to, layoutSetter(write), note);
    return decided.decisionId === null ? decided : { ...decided, changed: all(), touched: all(), part: null };
  } catch (error) {
    if (isAll || touched.size > 0) await dataset.changed(all());
    throw error;
  }
}

async function notIssueOf(request: Request): Promise<NotIssueOrder> {
  if (isFrame(request)) {
    const { header, ids } = await readIdsFrame(request, notIssueHeaderSchema);
    return { ...header, samples: ids };
  }
  const { issue, on, query } = await readJson(request, notIssueRequestSchema);
  return { issue, on, samples: query };
}
