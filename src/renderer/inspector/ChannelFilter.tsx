import { LUMA } from '../../shared/picture-histogram.ts';
import type { Channel } from '../state/channels.ts';

const FILTER_ID = 'winnow-channel';

const row = (red: number, green: number, blue: number, alpha: number): string => `${red} ${green} ${blue} ${alpha} 0`;
const AS_IT_IS = row(0, 0, 0, 1);
const OPAQUE = '0 0 0 0 1';

/** Rows of a matrix that makes one channel grey; alpha is shown whole, so that what is transparent is seen as black. */
const GREY_OF: Readonly<Record<Exclude<Channel, 'all'>, readonly [grey: string, alpha: string]>> = {
  red: [row(1, 0, 0, 0), AS_IT_IS],
  green: [row(0, 1, 0, 0), AS_IT_IS],
  blue: [row(0, 0, 1, 0), AS_IT_IS],
  luminance: [row(LUMA[0], LUMA[1], LUMA[2], 0), AS_IT_IS],
  alpha: [row(0, 0, 0, 1), OPAQUE],
};

/** The CSS filter that shows a channel; `ChannelFilter` defines it. */
export const filterOf = (channel: Channel): string | undefined => (channel === 'all' ? undefined : `url(#${FILTER_ID})`);

/** Defines the filter of a channel for what is drawn beside it. */
export function ChannelFilter({ channel }: { readonly channel: Channel }) {
  if (channel === 'all') return null;
  const [grey, alpha] = GREY_OF[channel];
  return (
    <svg width="0" height="0" aria-hidden="true" style={{ position: 'absolute' }}>
      <filter id={FILTER_ID} x="0" y="0" width="1" height="1" colorInterpolationFilters="sRGB">
        <feColorMatrix type="matrix" values={[grey, grey, grey, alpha].join(' ')} />
      </filter>
    </svg>
  );
}
