import { expect, it } from 'vitest';
import { ByIdCache } from '../../../src/renderer/state/by-id-cache.ts';

function makeCache() {
  const asked: (readonly number[])[] = [];
  const answers: PromiseWithResolvers<void>[] = [];
  const frames: (() => void)[] = [];
  const errors: unknown[] = [];
  let version = 1;
  const cache = new ByIdCache<string>({
    async fetch(ids) {
      const said = version;
      asked.push(ids);
      const answer = Promise.withResolvers<void>();
      answers.push(answer);
      await answer.promise;
      return ids.map((id) => [id, `${id} v${said}`] as const);
    },
    onError: (error) => errors.push(error),
    schedule: (run) => frames.push(run),
    idsPerRequest: 2,
    mostKept: 2,
  });
  const frame = (): void => frames.shift()?.();
  const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
  return { cache, asked, answers, errors, frame, settle, change: () => version++ };
}

it('asks for all that is wanted in a frame at once, and keeps what it knows until there is something newer', async () => {
  const { cache, asked, answers, frame, settle, change } = makeCache();
  const heard: number[] = [];
  for (const id of [1, 2, 3]) cache.subscribe(id, () => heard.push(id));
  frame();
  expect(asked).toEqual([[1, 2], [3]]);
  for (const answer of answers) answer.resolve();
  await settle();
  expect(heard).toEqual([1, 2, 3]);
  expect(cache.get(2)).toBe('2 v1');

  change();
  cache.refresh();
  frame();
  expect(cache.get(2)).toBe('2 v1');
  for (const answer of answers) answer.resolve();
  await settle();
  expect(cache.get(2)).toBe('2 v2');
});

it('does not put an older answer over a newer one, nor ask for what is scrolled away', async () => {
  const { cache, asked, answers, frame, settle, change } = makeCache();
  const leave = cache.subscribe(9, () => undefined);
  cache.subscribe(1, () => undefined);
  leave();
  frame();
  expect(asked).toEqual([[1]]);
  change();
  cache.refresh();
  frame();
  answers[1]?.resolve();
  await settle();
  answers[0]?.resolve();
  await settle();
  expect(cache.get(1)).toBe('1 v2');
});

it('forgets all where something else is asked for, and what failed is asked for again with the next', async () => {
  const { cache, asked, answers, errors, frame, settle } = makeCache();
  cache.subscribe(1, () => undefined);
  frame();
  answers[0]?.reject(new Error('away'));
  await settle();
  expect(errors).toHaveLength(1);
  cache.subscribe(2, () => undefined);
  frame();
  expect(asked[1]).toEqual([1, 2]);
  answers[1]?.resolve();
  await settle();
  cache.clear();
  expect(cache.get(1)).toBeNull();
  frame();
  expect(asked[2]).toEqual([1, 2]);
});
