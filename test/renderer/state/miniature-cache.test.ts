import { expect, it } from 'vitest';
import type { MiniatureAtlas, PictureInAtlas } from '../../../src/renderer/state/miniature-atlas.ts';
import { MiniatureCache } from '../../../src/renderer/state/miniature-cache.ts';
import { miniaturesIn } from '../../../src/renderer/state/miniatures.ts';
import { decodeFrame, encodeFrame } from '../../../src/shared/frame.ts';
import { encodeMiniature } from '../../../src/shared/miniature.ts';

const MINIATURE = encodeMiniature(new Uint8Array(3 * 16), 4, 4);

/** The atlas without the canvas that it draws on. */
function makeCache() {
  const asked: (readonly number[])[] = [];
  const signals: AbortSignal[] = [];
  const answers: PromiseWithResolvers<ReadonlyMap<number, Uint8Array>>[] = [];
  const freed: PictureInAtlas[] = [];
  const atlas = {
    put: (size: object) => ({ ...size, onEvicted: () => undefined }) as PictureInAtlas,
    touch: () => undefined,
    free: (picture: PictureInAtlas) => freed.push(picture),
    clear: () => undefined,
  } as unknown as MiniatureAtlas;
  const cache = new MiniatureCache({
    atlas,
    fetch(ids, signal) {
      asked.push(ids);
      signals.push(signal);
      const answer = Promise.withResolvers<ReadonlyMap<number, Uint8Array>>();
      answers.push(answer);
      return answer.promise;
    },
    onError: () => undefined,
    onPictures: () => undefined,
  });
  const answer = async (place: number, ids: readonly number[]): Promise<void> => {
    answers[place]?.resolve(new Map(ids.map((id) => [id, MINIATURE])));
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { cache, asked, signals, freed, answer };
}

const known = (id: number, version: string | null | undefined = 'a') => ({ id, version });
const range = (from: number, count: number) => Array.from({ length: count }, (_, at) => known(from + at));

it('fetches what is on the screen in few requests, the first first, and calls off what nobody sees', async () => {
  const { cache, asked, signals, answer } = makeCache();
  cache.want(range(1, 1000));
  expect(asked.map((ids) => [ids[0], ids.length])).toEqual([
    [1, 150],
    [151, 150],
    [301, 150],
    [451, 150],
  ]);
  await answer(0, asked[0] ?? []);
  expect(cache.get(1)).not.toBeNull();
  expect(asked[4]?.[0]).toBe(601);
  cache.want(range(601, 10));
  expect(signals.map(({ aborted }) => aborted)).toEqual([false, true, true, true, false]);
});

it('fetches a picture again when its file changed, and one that was not decoded yet when it is', async () => {
  const { cache, asked, freed, answer } = makeCache();
  cache.want([known(1), { id: 2, version: undefined }, known(3, null)]);
  await answer(0, [1]);
  cache.want([known(1), known(2, null), known(3, null)]);
  expect(asked).toHaveLength(1);
  cache.want([known(1, 'b'), known(2, 'a'), known(3, 'a')]);
  expect(asked[1]).toEqual([1, 2, 3]);
  expect(freed).toHaveLength(1);
  // One that cannot be made is not asked for again and again.
  await answer(1, [1, 2]);
  cache.want([known(1, 'b'), known(2, 'a'), known(3, 'a')]);
  expect(asked).toHaveLength(2);
});

it('reads an answer of many pictures', () => {
  const [one, two] = [encodeMiniature(new Uint8Array(3 * 64), 8, 8), MINIATURE];
  const pictures = new Uint8Array([...one, ...two]);
  const bytes = encodeFrame({}, { ids: Uint32Array.of(7, 9), lengths: Uint32Array.of(one.length, two.length), pictures });
  const found = miniaturesIn(decodeFrame<object>(bytes.buffer));
  expect([...found].map(([id, miniature]) => [id, miniature.length])).toEqual([
    [7, one.length],
    [9, two.length],
  ]);
});
