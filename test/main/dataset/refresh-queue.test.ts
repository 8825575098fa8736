import { describe, expect, it } from 'vitest';
import { createRefreshQueue } from '../../../src/main/dataset/refresh-queue.ts';

/** A refresh that ends when it is told to. */
function controlled() {
  const asked: (number[] | null)[] = [];
  const ends: (() => void)[] = [];
  const queue = createRefreshQueue((ids) => {
    asked.push(ids === null ? null : [...ids]);
    return new Promise((resolve) => ends.push(resolve));
  });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return { queue, asked, settle, end: () => ends.shift()?.() };
}

describe('the queue of refreshes', () => {
  it('merges what is added while one runs, and each waits for the one that has it', async () => {
    const { queue, asked, settle, end } = controlled();
    const done: string[] = [];
    void queue.add(Uint32Array.of(1)).then(() => done.push('first'));
    await settle();
    void queue.add(Uint32Array.of(5, 2)).then(() => done.push('second'));
    void queue.add(Uint32Array.of(3, 2)).then(() => done.push('third'));
    await settle();
    expect(asked).toEqual([[1]]);
    end();
    await settle();
    expect(done).toEqual(['first']);
    expect(asked).toEqual([[1], [2, 3, 5]]);
    end();
    await settle();
    expect(done).toEqual(['first', 'second', 'third']);
  });

  it('reads a part only where nothing else changed', async () => {
    const parts: unknown[] = [];
    const queue = createRefreshQueue(async (_, only) => void parts.push(only));
    const ids = Uint32Array.of(1);
    await Promise.all([queue.add(ids, 'tags'), queue.add(ids, 'tags')]);
    await Promise.all([queue.add(ids, 'tags'), queue.add(ids, 'kept')]);
    await Promise.all([queue.add(ids), queue.add(ids, 'kept')]);
    await queue.add(ids);
    expect(parts).toEqual(['tags', null, null, null]);
  });

  it('reads everything where one asks for it', async () => {
    const { queue, asked, settle, end } = controlled();
    void queue.add(Uint32Array.of(1));
    void queue.add(null);
    void queue.add(Uint32Array.of(2));
    await settle();
    expect(asked).toEqual([null]);
    end();
  });

  it('goes on after a refresh that failed, and tells who asked for it', async () => {
    let isBroken = true;
    const queue = createRefreshQueue(async () => {
      if (isBroken) throw new Error('broken');
    });
    await expect(queue.add(null)).rejects.toThrow('broken');
    isBroken = false;
    await expect(queue.add(null)).resolves.toBeUndefined();
  });

  it('does nothing more once it is closed', async () => {
    const { queue, asked, settle, end } = controlled();
    void queue.add(Uint32Array.of(1));
    await settle();
    void queue.add(Uint32Array.of(2));
    const closing = queue.close();
    end();
    await closing;
    expect(asked).toEqual([[1]]);
  });
});
