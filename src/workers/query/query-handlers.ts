import { setTimeout } from 'node:timers/promises';
import { classIssues } from '../../shared/class-issues.ts';
import { DEFAULT_DETECTION_SETTINGS } from '../../shared/detection.ts';
import { WinnowError } from '../../shared/errors.ts';
import type { Cuts } from '../../shared/issue.ts';
import { DEFAULT_LABEL_SETTINGS } from '../../shared/prediction.ts';
import type { Query } from '../../shared/query.ts';
import { runFor } from '../../shared/query-edit.ts';
import { type Handlers, transfer } from '../rpc/serve.ts';
import { sizeOfBinned } from './binned-numbers.ts';
import { type Bits, countBits, hasBit } from './bits.ts';
import { BoxIssueFinder } from './box-issue-finder.ts';
import type { QueryCalls } from './calls.ts';
import { CLASS_COLUMNS, classCounts } from './class-issue-rows.ts';
import { RowsGone } from './column.ts';
import { ColumnReader } from './column-reader.ts';
import { ColumnStore } from './column-store.ts';
import type { Columns } from './columns.ts';
import { DerivedScores } from './derived-scores.ts';
import { Detections } from './detections.ts';
import { evaluate } from './evaluate.ts';
import { facetFields } from './facet-fields.ts';
import { FIRST_FIELDS, facetsOf } from './facets.ts';
import { groupList } from './group-list.ts';
import { grouped } from './grouped.ts';
import type { JudgingSettings } from './issue-calls.ts';
import { issueCounts } from './issue-counts.ts';
import { IssueSets } from './issue-sets.ts';
import { LabelIssueFinder } from './label-issues.ts';
import { objectBoxes } from './object-boxes.ts';
import { Predictions } from './predictions.ts';
import { rangeFacet } from './range-facet.ts';
import { rank } from './rank.ts';
import { RememberedMany } from './remembered-many.ts';
import { RunCache } from './run-cache.ts';
import { comparedBoxes, comparison, confusion, evaluation } from './run-evaluation.ts';
import { sampleBoxes } from './sample-boxes.ts';
import { sampleValues } from './sample-values.ts';
import { Similarities } from './similarities.ts';
import { SortOrders } from './sort-orders.ts';
import { splitSamples } from './split-samples.ts';
import { splitSkew } from './split-skew.ts';
import { countValues } from './text-counts.ts';
import { type Checkpoint, Turns } from './turns.ts';
import { wholeColumn } from './whole-column.ts';

/** Rows can vanish again while they are read anew; a few tries are plenty. */
const TRIES = 5;
/** Between two slices read ahead, for others' turns. */
const READ_AHEAD_PAUSE_MS = 2;

/** Rows of the terms that were asked for last; 125 kB each of a million samples. */
const MOST_TERM_BYTES = 16 * 2 ** 20;
/** Bins of the histograms that were asked for last; 1 MB each of a million samples. With room for fewer than are open, none would be found again. */
const MOST_BIN_BYTES = 48 * 2 ** 20;

/** The calls of one query worker; `open` comes first. */
export function queryHandlers(): Handlers<QueryCalls> {
  const turns = new Turns();
  let columns: Columns | null = null;
  const similarities = new Similarities();
  let runs = new RunCache('');
  let cuts: Cuts = {};
  let settings: JudgingSettings = { labels: DEFAULT_LABEL_SETTINGS, detection: DEFAULT_DETECTION_SETTINGS };
  let revision = 0;
  let readingAhead: 'idle' | 'running' | 'stopped' = 'idle';

  function opened(): Columns {
    if (columns !== null) return columns;
    throw new WinnowError('internal', 'The query worker was asked before it was opened; expected "open" first.');
  }

  /** The old columns answer until the new ones know their rows. */
  async function readAnew(reader: ColumnReader, checkpoint: Checkpoint): Promise<void> {
    const store = new ColumnStore(reader);
    await store.readIds(checkpoint);
    const derived = new DerivedScores(store);
    const predictions = new Predictions(store, runs);
    const detections = new Detections(store, predictions, settings.detection);
    const orders = new SortOrders({ store, derived, predictions, detections }, similarities);
    const labels = new LabelIssueFinder(store, predictions, settings.labels);
    const boxes = new BoxIssueFinder(store, predictions, detections);
    const issues = new IssueSets({ store, derived, labels, boxes }, cuts);
    const terms = new RememberedMany<Bits>(MOST_TERM_BYTES, (rows) => rows.byteLength);
    const bins = new RememberedMany(MOST_BIN_BYTES, sizeOfBinned);
    columns = { store, derived, predictions, detections, labels, issues, orders, terms, bins };
  }

  /** Runs the task in its turn, and again on fresh columns where rows turn out to be gone. */
  async function inTurn<T>(signal: AbortSignal, task: (columns: Columns, checkpoint: Checkpoint) => Promise<T>): Promise<T> {
    const output = await turns.run(signal, async (checkpoint) => {
      for (let tries = 1; ; tries++) {
        try {
          return await task(opened(), checkpoint);
        } catch (error) {
          if (!(error instanceof RowsGone) || tries === TRIES) throw error;
          await readAnew(opened().store.reader, checkpoint);
        }
      }
    });
    void readAhead();
    return output;
  }

  /** Reads the columns nobody asked for yet, slice by slice between the turns of those who ask. */
  async function readAhead(): Promise<void> {
    if (readingAhead !== 'idle') return;
    readingAhead = 'running';
    const never = new AbortController().signal;
    try {
      do await setTimeout(READ_AHEAD_PAUSE_MS);
      while (await turns.run(never, async () => opened().store.readAhead()));
      readingAhead = 'idle';
    } catch (error) {
      // Nobody waits for this: whoever needs the column meets the same error and answers it.
      readingAhead = error instanceof RowsGone ? 'idle' : 'stopped';
    }
  }

  async function refresh(
    input: QueryCalls['refresh']['input'],
    { store, orders, predictions }: Columns,
    checkpoint: Checkpoint,
  ): Promise<void> {
    const [ids, only] = [input.ids, input.only ?? null];
    if (ids === null && only !== null) store.forget(only);
    if (only === null || only === 'embeddings') similarities.forget();
    if (only === 'predictions') predictions.forget();
    const refreshed = ids === null && only === null ? null : await store.refresh(ids ?? new Uint32Array(0), only, checkpoint);
    if (refreshed === null) await readAnew(store.reader, checkpoint);
    else orders.rowsChanged(refreshed);
  }

  return {
    open: async (sources, { signal }) => {
      await turns.run(signal, async (checkpoint) => {
        columns?.store.reader.close();
        revision = 0;
        const reader = new ColumnReader(sources);
        cuts = reader.cuts();
        settings = reader.settings();
        runs = new RunCache(reader.predictionsDirectory);
        await readAnew(reader, checkpoint);
      });
      return { samples: opened().store.size };
    },
    refresh: async (input, { signal }) =>
      inTurn(signal, async (found, checkpoint) => {
        await refresh(input, found, checkpoint);
        revision = input.revision;
        return { samples: opened().store.size };
      }),
    query: async ({ query, groupBy }, { signal }) =>
      inTurn(signal, async (found, checkpoint) => {
        const start = performance.now();
        const ordered = await orderedIds(query, found, checkpoint);
        const { ids, groups } =
          groupBy === undefined ? { ids: ordered, groups: null } : await grouped(ordered, groupBy, found, checkpoint);
        const milliseconds = performance.now() - start;
        return transfer({ revision, total: found.store.size, ids, groups, milliseconds }, [ids.buffer]);
      }),
    hasSimilarity: async ({ sort }) => ({ isKnown: similarities.has(sort), generation: similarities.generation }),
    similarity: async ({ sort, generation, ids, values }) => {
      similarities.put(sort, generation, ids, values);
      return null;
    },
    column: async ({ field, run }, { signal }) =>
      inTurn(signal, async (found, checkpoint) => {
        const ids = found.store.ids.values.slice(0, found.store.size) as Uint32Array<ArrayBuffer>;
        const column = await wholeColumn(field, run ?? null, found, checkpoint);
        return transfer({ revision, ids, ...column }, [ids.buffer, column.values.buffer]);
      }),
    facets: async ({ query, ...fields }, { signal }) =>
      inTurn(signal, async (found, checkpoint) => ({
        revision,
        ...(await facetsOf(query, { ...FIRST_FIELDS, ...fields }, found, checkpoint)),
      })),
    fields: async ({ run }, { signal }) => inTurn(signal, (found, checkpoint) => facetFields(found, run, checkpoint)),
    histogram: async ({ field, query }, { signal }) =>
      inTurn(signal, async (found, checkpoint) => {
        const rows = await evaluate(query?.filter ?? null, found, checkpoint);
        const run = query === null ? null : runFor(query, field);
        return rangeFacet(found, field, { rows, run, scale: null }, checkpoint);
      }),
    setCuts: async (input, { signal }) =>
      inTurn(signal, async ({ issues, labels, detections }) => {
        cuts = input.cuts;
        issues.setCuts(cuts);
        settings = input.settings ?? settings;
        labels.setSettings(settings.labels);
        detections.setSettings(settings.detection);
        revision = input.revision;
        return null;
      }),
    issues: async ({ query }, { signal }) => inTurn(signal, (found, checkpoint) => issueCounts(query, found, checkpoint)),
    classIssues: async ({ query }, { signal }) =>
      inTurn(signal, async (found, checkpoint) => {
        await found.store.ready(CLASS_COLUMNS, checkpoint);
        const among = query === null ? null : await evaluate(query.filter, found, checkpoint);
        return classIssues(classCounts(found.store, among));
      }),
    rank: async (asked, { signal }) => inTurn(signal, (found, checkpoint) => rank(asked, found, checkpoint)),
    groups: async (asked, { signal }) =>
      inTurn(signal, async (found, checkpoint) => ({ revision, ...(await groupList(asked, found, checkpoint)) })),
    values: async (asked, { signal }) => inTurn(signal, (found, checkpoint) => sampleValues(asked, found, checkpoint)),
    predicted: async ({ ids, run }, { signal }) =>
      inTurn(signal, async ({ store, predictions }, checkpoint) => {
        const placed = await predictions.placed(run ?? null, checkpoint);
        const places = Int32Array.from(ids, (id) => (placed.codes[store.ids.rowOf(id)] ?? 0) - 1);
        return { classes: placed.run.classes, places };
      }),
    confusion: async (asked, { signal }) =>
      inTurn(signal, async (found, checkpoint) => ({ revision, ...(await confusion(asked, found, checkpoint)) })),
    comparedBoxes: async (asked, { signal }) =>
      inTurn(signal, async (found, checkpoint) => ({ revision, ...(await comparedBoxes(asked, found, checkpoint)) })),
    sampleBoxes: async ({ ids, run }, { signal }) =>
      inTurn(signal, ({ store, predictions, detections }, checkpoint) =>
        sampleBoxes(ids, run ?? null, { store, predictions, settings: detections.settings }, checkpoint),
      ),
    objects: async ({ ids }, { signal }) =>
      inTurn(signal, async (found, checkpoint) => ({ revision, ...(await objectBoxes(ids, found, checkpoint)) })),
    evaluation: async (asked, { signal }) =>
      inTurn(signal, async (found, checkpoint) => ({ revision, ...(await evaluation(asked, found, checkpoint)) })),
    compareRuns: async (asked, { signal }) =>
      inTurn(signal, async (found, checkpoint) => ({ revision, ...(await comparison(asked, found, checkpoint)) })),
    labelFacts: async ({ ids }, { signal }) => inTurn(signal, ({ labels }, checkpoint) => labels.facts(ids, checkpoint)),
    split: async (asked, { signal }) =>
      inTurn(signal, async (found, checkpoint) => {
        const split = await splitSamples(asked, found, checkpoint);
        return transfer({ revision, ...split }, [split.ids.buffer, split.splits.buffer]);
      }),
    skew: async (asked, { signal }) =>
      inTurn(signal, async (found, checkpoint) => {
        const skew = await splitSkew(asked, found, checkpoint);
        return transfer({ revision, ...skew }, [skew.ids.buffer, skew.splits.buffer]);
      }),
    count: async ({ query, by }, { signal }) =>
      inTurn(signal, async (found, checkpoint) => {
        const rows = await evaluate(query.filter, found, checkpoint);
        if (by === null) return { count: countBits(rows), by: null };
        return { count: countBits(rows), by: await countValues(found, by, rows, checkpoint, runFor(query, by)) };
      }),
  };
}

async function orderedIds(query: Query, columns: Columns, checkpoint: Checkpoint): Promise<Uint32Array<ArrayBuffer>> {
  const { store, orders } = columns;
  const rows = query.filter === null ? null : await evaluate(query.filter, columns, checkpoint);
  const order = await orders.of(query.sort, checkpoint);
  const ids = store.ids.values;
  if (rows === null) return order.map((row) => ids[row] ?? 0) as Uint32Array<ArrayBuffer>;
  return idsInOrder(rows, order, ids);
}

function idsInOrder(rows: Bits, order: Uint32Array, ids: Uint32Array): Uint32Array<ArrayBuffer> {
  const found = new Uint32Array(countBits(rows));
  let count = 0;
  for (const row of order) if (hasBit(rows, row)) found[count++] = ids[row] ?? 0;
  return found;
}
