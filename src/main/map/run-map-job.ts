import { writerOf } from '../dataset/writer-of.ts';
import { vectorSource } from '../embeddings/stored-models.ts';
import { standsForOf } from '../index/copy-groups.ts';
import { knownPoints, mapRecord } from '../index/map-points.ts';
import { beginRun, endRun } from '../index/runs.ts';
import { layOutMap } from './lay-out-map.ts';
import { liveMapOf } from './live-map.ts';
import type { MapJob, MapOutcome } from './map-job.ts';
import { isMadeWith } from './map-parameters.ts';
import { dropSamples, placeSamples } from './place-samples.ts';

/** The kind of run that a layout is. */
const MAP_RUN = 'map';
/** Where more of a map than this was put into it later, all of it is laid out anew. */
const MOST_PLACED = 1 / 3;

/**
 * Lays out the map of a model and stores it. Where there is one made the same way, samples that are new or changed are put into
 * it and those that are gone taken out; the others stay. Killed, the map is the one of before, or has some of the new samples.
 * @throws {WinnowError} read_only; bad_request where the engine cannot do it; {DOMException} AbortError on cancel
 */
export async function runMapJob(job: MapJob): Promise<MapOutcome> {
  const { dataset, model, parameters, context } = job;
  const db = writerOf(dataset);
  context.report({ stage: 'Reading the map', done: 0, total: null });
  const { ids } = await vectorSource(dataset, model);
  const samples = { ids, standsFor: await standsForOf(db, ids) };
  const record = mapRecord(db, model.id);
  const { others, ...stored } = await knownPoints(db, model.id, ids);
  const fresh = stored.known.reduce((count, known) => count + 1 - known, 0);
  context.signal.throwIfAborted();
  if (isMadeWith(record, parameters) && record.placed + fresh <= MOST_PLACED * ids.length) {
    if (fresh > 0) return inRun(job, () => placeSamples(job, samples, { record, ...stored }));
    if (others > 0) return inRun(job, () => dropSamples(job, samples, record, others));
    return { did: 'nothing', points: 0, map: record };
  }
  if (ids.length === 0 && record === null) return { did: 'nothing', points: 0, map: null };
  return inRun(job, () => layOutMap(job, samples));
}

/** Notes for the lineage what was done with which parameters. */
async function inRun(job: MapJob, work: () => Promise<MapOutcome>): Promise<MapOutcome> {
  const { dataset, model, parameters, version, context } = job;
  const db = writerOf(dataset);
  const { name, sha256 } = model.manifest;
  const run = beginRun(db, { kind: MAP_RUN, parameters: { modelId: model.id, model: name, sha256, ...parameters }, version });
  try {
    const outcome = await work();
    endRun(db, run, 'done', outcome);
    return outcome;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    endRun(db, run, context.signal.aborted ? 'cancelled' : 'failed', { message });
    throw error;
  } finally {
    liveMapOf(dataset).show(null);
  }
}
