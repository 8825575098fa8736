import { Hono } from 'hono';
import { type LiveMap as LiveMapAnswer, type MapAnswer, mapRequestSchema } from '../../shared/embedding-api.ts';
import { WinnowError } from '../../shared/errors.ts';
import { encodeFrame } from '../../shared/frame.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { activeModel, storedModel } from '../embeddings/stored-models.ts';
import type { Engine } from '../engine/engine.ts';
import { mapRecord, type PlacedSamples } from '../index/map-points.ts';
import { type LiveMap, liveMapOf } from '../map/live-map.ts';
import { startMapJob } from '../map/start-map-job.ts';
import { type MapColumns, mapColumns, mapLabelsOf } from '../map/stored-map.ts';
import { datasetOf } from './dataset-of.ts';
import { FRAME_TYPE, readJson } from './request-body.ts';

/** How long somebody who looks on waits for the next state. */
const WAIT_MS = 10_000;
const NOTHING: MapColumns = { ids: new Uint32Array(0), x: new Float32Array(0), y: new Float32Array(0) };

/** The map: its points, its layout as it runs, its labels. */
export function mapRoutes(engine: Engine): Hono {
  return new Hono()
    .post('/map', async (c) => {
      const dataset = datasetOf(engine, c);
      return c.json(startMapJob(engine, dataset, await readJson(c.req.raw, mapRequestSchema)));
    })
    .get('/map', async (c) => {
      const dataset = datasetOf(engine, c);
      const answer = answerOf(dataset, modelParam(c.req.query('model')));
      return frameOf(answer, await columnsOf(dataset, answer));
    })
    .get('/map/live', async (c) => {
      const dataset = datasetOf(engine, c);
      const after = afterParam(c.req.query('after'));
      const live = liveMapOf(dataset);
      await live.newerThan(after, WAIT_MS, AbortSignal.any([c.req.raw.signal, engine.stopping]));
      return liveAnswer(dataset, live, after);
    })
    .get('/map/labels', async (c) => {
      const dataset = datasetOf(engine, c);
      const { modelId, map } = answerOf(dataset);
      return c.json(modelId === null || map === null ? [] : await mapLabelsOf(dataset, modelId));
    });
}

async function liveAnswer(dataset: Dataset, live: LiveMap, after: number): Promise<Response> {
  const { layout, version } = live;
  const isNewer = version !== after;
  if (layout === null) {
    const answer = answerOf(dataset);
    const header: LiveMapAnswer = { ...answer, version, isRunning: false, epoch: 0, epochs: 0 };
    return frameOf(header, isNewer ? await columnsOf(dataset, answer) : NOTHING);
  }
  const { modelId, epoch, epochs } = layout;
  const header: LiveMapAnswer = { modelId, map: mapRecord(dataset.read, modelId), version, isRunning: true, epoch, epochs };
  return frameOf(header, isNewer ? columnsFrom(layout.placed()) : NOTHING);
}

/** @param modelId absent: the active one @throws {WinnowError} no_embeddings where there is no such model */
function answerOf(dataset: Dataset, modelId?: number): MapAnswer {
  const id = modelId === undefined ? (activeModel(dataset.read)?.id ?? null) : storedModel(dataset.read, modelId).id;
  return { modelId: id, map: id === null ? null : mapRecord(dataset.read, id) };
}

async function columnsOf(dataset: Dataset, { modelId, map }: MapAnswer): Promise<MapColumns> {
  return modelId === null || map === null ? NOTHING : mapColumns(dataset, modelId);
}

function columnsFrom({ ids, points }: PlacedSamples): Readonly<Record<'x' | 'y', Float32Array>> & { readonly ids: Uint32Array } {
  const [x, y] = [new Float32Array(ids.length), new Float32Array(ids.length)];
  for (let i = 0; i < ids.length; i++) {
    x[i] = points[2 * i] as number;
    y[i] = points[2 * i + 1] as number;
  }
  return { ids, x, y };
}

function frameOf(
  header: MapAnswer,
  { ids, x, y }: { readonly ids: Uint32Array; readonly x: Float32Array; readonly y: Float32Array },
): Response {
  return new Response(encodeFrame(header, { ids, x, y }), {
    headers: { 'content-type': FRAME_TYPE, 'cache-control': 'no-store' },
  });
}

/** The version that was seen last; before any was, whatever there is none of. */
function afterParam(text: string | undefined): number {
  if (text === undefined) return -1;
  if (/^-1$|^\d{1,15}$/.test(text)) return Number(text);
  throw new WinnowError('bad_request', `"after" is "${text}"; expected the version of the last answer, or -1.`);
}

function modelParam(text: string | undefined): number | undefined {
  if (text === undefined || /^[1-9]\d{0,15}$/.test(text)) return text === undefined ? undefined : Number(text);
  throw new WinnowError('bad_request', `"model" is "${text}"; expected the id of a model.`);
}
