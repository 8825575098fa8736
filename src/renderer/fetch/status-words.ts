import type { FetchStatus } from '../../shared/fetch.ts';

/** What became of rows, to stand after their number. */
export const STATUS_WORDS: Readonly<Record<FetchStatus, string>> = {
  fetched: 'downloaded',
  duplicate: 'with the address of another row',
  refused: 'not asked for, or not to be used',
  gone: 'not there any more',
  'not-image': 'no pictures',
  'too-large': 'too large',
  unreachable: 'out of reach',
};
