import { setTimeout } from 'node:timers/promises';
import { WinnowError } from '../../shared/errors.ts';
import type { Query } from '../../shared/query.ts';
import { type Handlers, transfer } from '../rpc/serve.ts';
import { type Bits, countBits, hasBit } from './bits.ts';
import type { QueryCalls } from './calls.ts';
import { RowsGone } from './column.ts';
import { ColumnReader } from './column-reader.ts';
import { ColumnStore } from './column-store.ts';
import { evaluate } from './evaluate.ts';
import { countValues, facetsOf } from './facets.ts';
import { SortOrders } from './sort-orders.ts';
import { type Checkpoint, Turns } from './turns.ts';

/** Rows can vanish again while they are read anew; a few tries are plenty. */
const TRIES = 5;
/** Between two slices read ahead, for others' turns. */
const READ_AHEAD_PAUSE_MS = 2;

interface Columns {
  readonly reader: ColumnReader;
  readonly store: ColumnStore;
  readonly orders: SortOrders;
}

/** The calls of one query worker; `open` comes first. */
export function queryHandlers(): Handlers<QueryCalls> {
  const turns = new Turns();
  let columns: Columns | null = null;
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
    columns = { reader, store, orders: new SortOrders(store) };
  }

  /** Runs the task in its turn, and again on fresh columns where rows turn out to be gone. */
  async function inTurn<T>(signal: AbortSignal, task: (columns: Columns, checkpoint: Checkpoint) => Promise<T>): Promise<T> {
    const output = await turns.run(signal, async (checkpoint) => {
      for (let tries = 1; ; tries++) {
        try {
          return await task(opened(), checkpoint);
        } catch (error) {
          if (!(error instanceof RowsGone) || tries === TRIES) throw error;
          await readAnew(opened().reader, checkpoint);
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

  async function refresh(ids: Uint32Array | null, { reader, store, orders }: Columns, checkpoint: Checkpoint): Promise<void> {
    const refreshed = ids === null ? null : await store.refresh(ids, checkpoint);
    if (refreshed === null) await readAnew(reader, checkpoint);
    else orders.rowsChanged(refreshed);
  }

  return {
    open: async (sources, { signal }) => {
      await turns.run(signal, async (checkpoint) => {
        columns?.reader.close();
        revision = 0;
        await readAnew(new ColumnReader(sources), checkpoint);
      });
      return { samples: opened().store.size };
    },
    refresh: async (input, { signal }) =>
      inTurn(signal, async (found, checkpoint) => {
        await refresh(input.ids, found, checkpoint);
        revision = input.revision;
        return { samples: opened().store.size };
      }),
    query: async ({ query }, { signal }) =>
      inTurn(signal, async ({ store, orders }, checkpoint) => {
        const start = performance.now();
        const ids = await orderedIds(query, store, orders, checkpoint);
        const milliseconds = performance.now() - start;
        return transfer({ revision, total: store.size, ids, milliseconds }, [ids.buffer]);
      }),
    facets: async ({ query }, { signal }) =>
      inTurn(signal, ({ store }, checkpoint) => facetsOf(query, store, revision, checkpoint)),
    count: async ({ query, by }, { signal }) =>
      inTurn(signal, async ({ store }, checkpoint) => {
        const rows = await evaluate(query.filter, store, checkpoint);
        if (by === null) return { count: countBits(rows), by: null };
        await store.ready([by], checkpoint);
        return { count: countBits(rows), by: countValues(store, by, rows) };
      }),
  };
}

async function orderedIds(
  query: Query,
  store: ColumnStore,
  orders: SortOrders,
  checkpoint: Checkpoint,
): Promise<Uint32Array<ArrayBuffer>> {
  const rows = query.filter === null ? null : await evaluate(query.filter, store, checkpoint);
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
