import { useCallback, useEffect, useReducer, useRef } from 'react';
import { flushSync } from 'react-dom';
import { SlicedWork } from './sliced-work.ts';

/** Work as long as this is done at once: what is drawn next shows it. */
const AT_ONCE_MS = 12;
/** What is longer goes on in tasks of this length. */
const SLICE_MS = 8;

interface Begun<Asked, Result> {
  readonly asked: Asked;
  readonly work: SlicedWork<Result>;
}

export interface Sliced<Result> {
  /** Of what was asked last where that is done, else of what was asked before it. */
  readonly shown: Result;
  /** Does now what is left to do, and has it drawn. */
  finish(): void;
}

/**
 * The result of long work, done in slices; the one before is shown until the next is there. Work begun goes on while the same is asked
 * for in another way (a width that is dragged), so that something comes of it, and is dropped where `isOther`.
 */
export function useSliced<Asked, Result>(
  asked: Asked,
  begin: (asked: Asked) => Iterator<void, Result>,
  isOther: (before: Asked, now: Asked) => boolean,
  atFirst: Result,
): Sliced<Result> {
  const [, drawAgain] = useReducer((times: number) => times + 1, 0);
  const begun = useRef<Begun<Asked, Result> | null>(null);
  const shown = useRef(atFirst);
  const take = (): void => {
    const done = begun.current?.work.done ?? null;
    if (done !== null) shown.current = done.result;
  };
  take();
  const { current } = begun;
  if (current === null || (current.asked !== asked && (current.work.done !== null || isOther(current.asked, asked)))) {
    begun.current = { asked, work: new SlicedWork(begin(asked)) };
    begun.current.work.advance(AT_ONCE_MS);
    take();
  }
  const now = begun.current;
  useEffect(() => {
    if (now === null || (now.work.done !== null && now.asked === asked)) return;
    let timer = 0;
    const go = (): void => {
      now.work.advance(SLICE_MS);
      if (now.work.done === null) timer = window.setTimeout(go);
      else drawAgain();
    };
    timer = window.setTimeout(go);
    return () => clearTimeout(timer);
  }, [now, asked]);

  const askedNow = useRef(asked);
  askedNow.current = asked;
  const finish = useCallback(() => {
    while (begun.current !== null && (begun.current.work.done === null || begun.current.asked !== askedNow.current)) {
      begun.current.work.advance(Number.POSITIVE_INFINITY);
      flushSync(drawAgain);
    }
  }, []);
  return { shown: shown.current, finish };
}
