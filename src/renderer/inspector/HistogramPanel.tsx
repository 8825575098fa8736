import { ActionIcon, SegmentedControl, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { PictureHistogram } from '../../shared/picture-histogram.ts';
import type { Tile } from '../../shared/sample.ts';
import { CHANNELS, type Channel, toggleHistogram, useChannelStore, usePictureHistogram } from '../state/channels.ts';
import { formatCount } from '../ui/format.ts';
import { Problem } from '../ui/Problem.tsx';
import { useWithKey } from '../ui/use-key.ts';
import styles from './HistogramPanel.module.css';
import { HistogramPlot } from './HistogramPlot.tsx';
import { clippedRows } from './histogram-rows.ts';

const CHANNEL_LABELS: Readonly<Record<Channel, string>> = {
  all: 'All',
  red: 'R',
  green: 'G',
  blue: 'B',
  alpha: 'A',
  luminance: 'Lum.',
};

/** Over the large view: how its pixels spread over their values, and the choice of a channel. Nothing while it is closed. */
export function HistogramPanel({ tile }: { readonly tile: Tile | null }) {
  const isOpen = useChannelStore((state) => state.isHistogramOpen);
  const channel = useChannelStore((state) => state.channel);
  const closeLabel = useWithKey('large.histogram', 'Close the histogram');
  const { data, error } = usePictureHistogram(isOpen ? (tile?.id ?? null) : null, tile?.thumb ?? null);
  if (!isOpen || tile === null) return null;
  return (
    <section className={styles.panel} aria-label="Histogram" data-over-picture>
      <header className={styles.head}>
        <h3>Histogram</h3>
        <ScaleChoice />
        <Tooltip label={closeLabel}>
          <ActionIcon size={22} aria-label="Close the histogram" onClick={toggleHistogram}>
            <IconX size={13} />
          </ActionIcon>
        </Tooltip>
      </header>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label="Channel shown"
        data={CHANNELS.map((value) => ({ value, label: CHANNEL_LABELS[value] }))}
        value={channel}
        onChange={(value) => useChannelStore.setState({ channel: CHANNELS.find((one) => one === value) ?? 'all' })}
      />
      {error === null ? null : <Problem message={error.message} />}
      {data === undefined ? <div className={styles.plot} aria-busy={error === null} /> : <Counted histogram={data} />}
    </section>
  );
}

function ScaleChoice() {
  const isLogarithmic = useChannelStore((state) => state.isLogarithmic);
  return (
    <SegmentedControl
      size="xs"
      aria-label="Scale of the counts"
      data={[
        { value: 'linear', label: 'Lin' },
        { value: 'logarithmic', label: 'Log' },
      ]}
      value={isLogarithmic ? 'logarithmic' : 'linear'}
      onChange={(value) => useChannelStore.setState({ isLogarithmic: value === 'logarithmic' })}
    />
  );
}

function Counted({ histogram }: { readonly histogram: PictureHistogram }) {
  return (
    <>
      <HistogramPlot histogram={histogram} />
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">
              <span className="wn-number">{formatCount(histogram.pixels)} px</span>
            </th>
            <th scope="col">at 0</th>
            <th scope="col">mean</th>
            <th scope="col">at 255</th>
          </tr>
        </thead>
        <tbody>
          {clippedRows(histogram).map(({ name, low, mean, high, title }) => (
            <tr key={name} title={title}>
              <th scope="row">{name}</th>
              <td>{low}</td>
              <td>{mean}</td>
              <td>{high}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {histogram.isReduced ? <p className={styles.note}>Counted on every few pixels: the picture is large.</p> : null}
    </>
  );
}
