import Database from 'better-sqlite3';
import { type Steps, stepByStep } from '../duplicates/steps.ts';
import { checkpointFor } from '../query/turns.ts';
import { type CallContext, type Handlers, transfer } from '../rpc/serve.ts';
import type { LayoutProgress, MapCalls, MapSources } from './calls.ts';
import { type LayoutState, type LayoutSteps, layOut } from './layout.ts';
import { placeNew } from './place.ts';
import { labelStoredMap, readPoints } from './stored-map.ts';
import { layOutByUmapJs } from './umap-js-layout.ts';

/** About eight times a second. */
const TELL_EVERY_MS = 125;

/** The calls of the map worker. */
export const mapHandlers: Handlers<MapCalls> = {
  layout: async (input, context) => {
    const { points, epochs } = await follow(input.engine === 'winnow' ? layOut(input) : layOutByUmapJs(input), context);
    const output = { points: points.slice(), epochs };
    return transfer(output, [output.points.buffer]);
  },
  place: async (input, context) => {
    const { points } = await follow(placeNew(input), context);
    const output = { points: points.slice() };
    return transfer(output, [output.points.buffer]);
  },
  read: async (sources, { signal }) => {
    const points = await onIndex(sources, signal, (db) => readPoints(db, sources));
    return transfer(points, [points.ids.buffer, points.x.buffer, points.y.buffer]);
  },
  label: (sources, { signal }) => onIndex(sources, signal, (db) => labelStoredMap(db, sources)),
};

async function onIndex<T>({ dbFile }: MapSources, signal: AbortSignal, work: (db: Database.Database) => Steps<T>): Promise<T> {
  const db = new Database(dbFile, { readonly: true, fileMustExist: true });
  try {
    db.pragma('busy_timeout = 5000');
    return await stepByStep(work(db), checkpointFor(signal), () => {});
  } finally {
    db.close();
  }
}

/** Goes through a layout, telling where the points are now and then. @throws AbortError on cancel */
async function follow(steps: LayoutSteps, { signal, progress }: CallContext<LayoutProgress>): Promise<LayoutState> {
  const checkpoint = checkpointFor(signal);
  let toldMs = Number.NEGATIVE_INFINITY;
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    const now = performance.now();
    if (now - toldMs >= TELL_EVERY_MS) {
      toldMs = now;
      progress({ epoch: value.epoch, epochs: value.epochs, points: value.points.slice() });
    }
    await checkpoint();
  }
}
