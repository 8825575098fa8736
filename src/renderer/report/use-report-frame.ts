import { type RefObject, useEffect, useState } from 'react';
import { WinnowError } from '../../shared/errors.ts';
import { REPORT_MESSAGES } from '../../shared/report.ts';
import { asWinnowError, isAborted, request } from '../state/http.ts';

/** How the page in the frame is getting on. */
export type FrameState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly error: WinnowError };

const LOADING: FrameState = { kind: 'loading' };
/** From the frame's load event to the page's own word, which comes before it or right after. */
const PATIENCE_MS = 500;

/**
 * Whether the page at `src` is there. It is sandboxed, so that only its own message tells a report from an error's answer;
 * where none comes the address is asked again, for the error's words. A new `visit` waits anew.
 */
export function useReportFrame(frame: RefObject<HTMLIFrameElement | null>, src: string, visit: number): FrameState {
  const [seen, setSeen] = useState<{ readonly visit: string; readonly state: FrameState } | null>(null);
  const visited = `${visit} ${src}`;
  useEffect(() => {
    const leave = new AbortController();
    const element = frame.current;
    const tell = (state: FrameState): void => setSeen({ visit: visited, state });
    const onMessage = (event: MessageEvent): void => {
      if (event.source !== element?.contentWindow || event.data !== REPORT_MESSAGES.ready) return;
      leave.abort();
      tell({ kind: 'ready' });
    };
    const onLoad = (): void => {
      setTimeout(() => {
        if (!leave.signal.aborted)
          void whyNot(src, leave.signal).then((error) => error !== null && tell({ kind: 'failed', error }));
      }, PATIENCE_MS);
    };
    addEventListener('message', onMessage, { signal: leave.signal });
    element?.addEventListener('load', onLoad, { signal: leave.signal });
    return () => leave.abort();
  }, [frame, src, visited]);
  return seen?.visit === visited ? seen.state : LOADING;
}

/** @returns null where it was called off */
async function whyNot(src: string, signal: AbortSignal): Promise<WinnowError | null> {
  try {
    await request(src, { signal });
    return new WinnowError('internal', 'The report did not load. Try again.');
  } catch (error) {
    return isAborted(error) ? null : asWinnowError(error);
  }
}
