import { expect, it } from 'vitest';
import { oneAfterTheOther } from '../../../src/renderer/state/one-after-the-other.ts';

it('begins each when the one before has ended, also where that failed', async () => {
  const inOrder = oneAfterTheOther();
  const begun: string[] = [];
  const answers = [Promise.withResolvers<string>(), Promise.withResolvers<string>()] as const;
  const [first, second] = answers.map(({ promise }, place) =>
    inOrder(() => {
      begun.push(String(place));
      return promise;
    }),
  );
  const third = inOrder(async () => begun.push('last'));
  await Promise.resolve();
  expect(begun).toEqual(['0']);
  answers[0].reject(new Error('refused'));
  await expect(first).rejects.toThrow('refused');
  await Promise.resolve();
  expect(begun).toEqual(['0', '1']);
  answers[1].resolve('stored');
  expect(await second).toBe('stored');
  expect(await third).toBe(3);
});
