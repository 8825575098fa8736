import { describe, expect, it } from 'vitest';
import { TileCache } from '../../../src/renderer/state/tile-cache.ts';
import type { SampleId, Tile } from '../../../src/shared/sample.ts';

interface Ask {
  readonly ids: readonly number[];
  readonly signal: AbortSignal;
  answer(tiles?: readonly Tile[]): void;
  fail(): void;
}

function tile(id: number, changes: Partial<Tile> = {}): Tile {
  return {
    id: id as SampleId,
    path: `${id}.jpg`,
    status: 'ok',
    width: 10,
    height: 10,
    meanColor: null,
    thumb: 'a',
    label: null,
    split: null,
    tags: [],
    ...changes,
  };
}

function setUp(options: { capacity?: number; idsPerRequest?: number } = {}) {
  const asks: Ask[] = [];
  const pending: number[][] = [];
  const errors: unknown[] = [];
  const frames: (() => void)[] = [];
  const cache = new TileCache({
    fetchTiles: (ids, signal) =>
      new Promise((resolve, reject) => {
        asks.push({
          ids,
          signal,
          answer: (tiles = ids.map((id) => tile(id))) => resolve(tiles),
          fail: () => reject(new Error('gone')),
        });
        signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
      }),
    onError: (error) => errors.push(error),
    onPending: (ids) => pending.push([...ids]),
    schedule: (run) => frames.push(run),
    ...options,
  });
  const frame = async (): Promise<void> => {
    for (const run of frames.splice(0)) run();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { cache, asks, pending, errors, frame };
}

describe('TileCache', () => {
  it('asks once per frame, in batches, for what is wanted and not there', async () => {
    const { cache, asks, frame } = setUp({ idsPerRequest: 2 });
    cache.want([1, 2]);
    cache.want([1, 2, 3]);
    await frame();
    expect(asks.map(({ ids }) => ids)).toEqual([[1, 2], [3]]);
    for (const ask of asks) ask.answer();
    await frame();
    cache.want([2, 3, 4]);
    await frame();
    expect(asks.at(-1)?.ids).toEqual([4]);
    expect(cache.get(3)?.path).toBe('3.jpg');
  });

  it('calls off batches of which nothing is wanted any more, and does not ask twice for the others', async () => {
    const { cache, asks, errors, frame } = setUp();
    cache.want([1, 2]);
    await frame();
    cache.want([2, 3]);
    await frame();
    expect(asks[0]?.signal.aborted).toBe(false);
    expect(asks[1]?.ids).toEqual([3]);
    cache.want([9]);
    await frame();
    expect(asks[0]?.signal.aborted).toBe(true);
    expect(asks[1]?.signal.aborted).toBe(true);
    expect(errors).toEqual([]);
  });

  it('shows a changed tile until its successor is there, and tells those who listen', async () => {
    const { cache, asks, frame } = setUp();
    const heard: (string | undefined)[] = [];
    const stop = cache.subscribe(1, () => heard.push(cache.get(1)?.thumb ?? undefined));
    cache.want([1]);
    await frame();
    asks[0]?.answer();
    await frame();
    cache.invalidate([1]);
    expect(cache.get(1)?.thumb).toBe('a');
    await frame();
    asks[1]?.answer([tile(1, { thumb: 'b' })]);
    await frame();
    stop();
    cache.patch(
      () => true,
      (old) => ({ ...old, thumb: 'c' }),
    );
    expect(heard).toEqual(['a', 'b']);
  });

  it('shows a decision at once, and takes it back where the engine refuses it', async () => {
    const { cache, asks, frame } = setUp();
    cache.want([1, 2]);
    await frame();
    asks[0]?.answer();
    await frame();
    const takeBack = cache.patch(
      (id) => id === 2,
      (old) => ({ ...old, tags: ['remove'] }),
    );
    expect([cache.get(1)?.tags, cache.get(2)?.tags]).toEqual([[], ['remove']]);
    takeBack();
    expect(cache.get(2)?.tags).toEqual([]);
    await frame();
    expect(asks.at(-1)?.ids).toEqual([2]);
  });

  it('drops an answer that was overtaken by a change', async () => {
    const { cache, asks, frame } = setUp();
    cache.want([1]);
    await frame();
    cache.invalidate(null);
    asks[0]?.answer([tile(1, { tags: ['old'] })]);
    await frame();
    asks[1]?.answer([tile(1, { tags: ['new'] })]);
    await frame();
    expect(cache.get(1)?.tags).toEqual(['new']);
  });

  it('does not ask for ever for a sample that is gone', async () => {
    const { cache, asks, frame } = setUp();
    cache.want([1]);
    await frame();
    asks[0]?.answer([]);
    await frame();
    cache.want([1]);
    await frame();
    expect(asks).toHaveLength(1);
    expect(cache.get(1)).toBeNull();
  });

  it('tells of a failure once and asks again when next wanted', async () => {
    const { cache, asks, errors, frame } = setUp();
    cache.want([1]);
    await frame();
    asks[0]?.fail();
    await frame();
    expect(errors).toHaveLength(1);
    cache.want([1]);
    await frame();
    expect(asks).toHaveLength(2);
  });

  it('names wanted samples that wait to be decoded', async () => {
    const { cache, asks, pending, frame } = setUp();
    cache.want([1, 2]);
    await frame();
    asks[0]?.answer([tile(1, { status: 'pending' }), tile(2)]);
    await frame();
    expect(pending).toEqual([[1]]);
  });

  it('keeps no more than its capacity, the most recent and what is wanted', async () => {
    const { cache, asks, frame } = setUp({ capacity: 10 });
    for (let first = 0; first < 50; first += 10) {
      cache.want(Array.from({ length: 10 }, (_, place) => first + place + 1));
      await frame();
      asks.at(-1)?.answer();
      await frame();
    }
    expect(cache.known(() => true)).toHaveLength(10);
    expect(cache.get(50)).not.toBeNull();
    expect(cache.get(1)).toBeNull();
  });
});
