import { HISTOGRAM_SERIES, type PictureHistogram } from '../../shared/picture-histogram.ts';
import { type Channel, useChannelStore } from '../state/channels.ts';
import styles from './HistogramPanel.module.css';
import { histogramPath, mostBetweenEnds } from './histogram-path.ts';

/** The series of the channel shown; of all of them where the whole picture is. */
export function HistogramPlot({ histogram }: { readonly histogram: PictureHistogram }) {
  const channel = useChannelStore((state) => state.channel);
  const isLogarithmic = useChannelStore((state) => state.isLogarithmic);
  const shown = seriesShown(histogram, channel);
  const most = mostBetweenEnds(shown.map(({ counts }) => counts));
  return (
    <div className={styles.plot} role="img" aria-label={`Values of its pixels from 0 to 255, ${WORDS[channel]}`}>
      <svg viewBox="0 0 256 1" preserveAspectRatio="none" aria-hidden="true">
        {shown.map(({ name, counts }) => (
          <path key={name} className={styles.series} data-series={name} d={histogramPath(counts, most, isLogarithmic)} />
        ))}
      </svg>
    </div>
  );
}

const WORDS: Readonly<Record<Channel, string>> = {
  all: 'red, green, blue and luminance',
  red: 'red',
  green: 'green',
  blue: 'blue',
  alpha: 'alpha',
  luminance: 'luminance',
};

function seriesShown(
  { series, alpha }: PictureHistogram,
  channel: Channel,
): readonly { readonly name: string; readonly counts: readonly number[] }[] {
  if (channel === 'alpha') return alpha === null ? [] : [{ name: 'alpha', counts: alpha.counts }];
  const names = channel === 'all' ? [...HISTOGRAM_SERIES].reverse() : [channel];
  return names.map((name) => ({ name, counts: series[name].counts }));
}
