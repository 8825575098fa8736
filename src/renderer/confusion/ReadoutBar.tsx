import { ActionIcon, Tooltip, useComputedColorScheme } from '@mantine/core';
import { IconArrowsMaximize, IconMinus, IconPlus } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useMatrixFilter } from '../state/confusion.ts';
import { sendToConfusion } from '../state/confusion-commands.ts';
import { type Normalisation, useConfusionSettings } from '../state/confusion-settings.ts';
import { useConfusionStore } from '../state/confusion-store.ts';
import { formatCount, formatNoun } from '../ui/format.ts';
import { useWithKey } from '../ui/use-key.ts';
import { gradientOf, matrixRamps, type Ramp, type ValueRange } from './color-scale.ts';
import { useHoverStore } from './hover-store.ts';
import { matrixColors } from './matrix-colors.ts';
import type { MatrixHit } from './matrix-layout.ts';
import { hitOf } from './matrix-scene.ts';
import { cellFacts, cellName, formatShare, labelledAt, predictedAt, shownName } from './matrix-words.ts';
import styles from './ReadoutBar.module.css';
import { countOf, nameAt, type ShownMatrix, shownValues } from './shown-matrix.ts';

export interface ReadoutBarProps {
  readonly shown: ShownMatrix;
  /** Name of the run that the active one is compared with; null: none. */
  readonly before: string | null;
}

/** Below the matrix: what is pointed at, what colours mean, how near it is. */
export function ReadoutBar({ shown, before }: ReadoutBarProps) {
  return (
    <div className={styles.bar}>
      <Readout shown={shown} />
      <Whole shown={shown} before={before} />
      <Legend shown={shown} />
      <div className={styles.tools} role="toolbar" aria-label="Zoom">
        <ZoomButton label="Zoom out" icon={IconMinus} does="zoom-out" />
        <ZoomButton label="Zoom in" icon={IconPlus} does="zoom-in" />
        <ZoomButton label="All of it" icon={IconArrowsMaximize} does="fit" />
      </div>
    </div>
  );
}

/** Of the pointer, or else of the keyboard. */
function Readout({ shown }: Pick<ReadoutBarProps, 'shown'>) {
  const hovered = useHoverStore((state) => state.hit);
  const focus = useConfusionStore((state) => state.focus);
  const hit = hovered ?? (focus === null ? null : hitOf(shown, { kind: 'cell', ...focus }));
  if (hit !== null) {
    const [name, ...facts] = factsOf(shown, hit);
    return (
      <div className={styles.readout}>
        <b>{name}</b> {facts.join(' · ')}
      </div>
    );
  }
  return <div className={styles.readout}>Click a cell or a name to see its samples.</div>;
}

/** What is counted. */
function Whole({ shown, before }: ReadoutBarProps) {
  const isFiltered = useMatrixFilter() !== null;
  const whole = `Of ${formatNoun(shown.total, shown.unit)} ${isFiltered ? 'of the query' : 'of the dataset'}`;
  const words = before === null ? whole : `${whole} that both runs have seen; change since “${before}”`;
  return (
    <div className={styles.whole} title={words}>
      {words}
    </div>
  );
}

function factsOf(shown: ShownMatrix, hit: MatrixHit): readonly string[] {
  if (hit.kind === 'cell') return [cellName(shown, hit.row, hit.column), ...cellFacts(shown, hit.row, hit.column)];
  const place = hit.kind === 'row' ? hit.row : hit.column;
  const whole = hit.kind === 'row' ? labelledAt(shown, place) : predictedAt(shown, place);
  const right = countOf(shown, place, place);
  const name = shownName(nameAt(shown, place));
  return [
    hit.kind === 'row' ? `Label ${name}` : `Prediction ${name}`,
    formatNoun(whole, shown.unit),
    ...(nameAt(shown, place) === null || whole === 0 ? [] : [`${formatShare(right / whole)} right`]),
  ];
}

function Legend({ shown }: { readonly shown: ShownMatrix }) {
  const { normalisation, scale, isDiagonalHidden } = useConfusionSettings();
  const scheme = useComputedColorScheme('dark');
  const ramps = matrixRamps(scheme);
  const isChange = shown.before !== null;
  const { mistakes, right } = useMemo(
    () => matrixColors(shownValues(shown, normalisation), shown.order.length, { ramps, kind: scale, isChange }),
    [shown, normalisation, ramps, scale, isChange],
  );
  if (isChange) {
    return (
      <div className={styles.legend}>
        <Scale title="Worse" ramp={ramps.worse} range={mistakes} normalisation={normalisation} />
        <Scale title="Better" ramp={ramps.better} range={mistakes} normalisation={normalisation} />
      </div>
    );
  }
  return (
    <div className={styles.legend}>
      <Scale title="Mistakes" ramp={ramps.mistakes} range={mistakes} normalisation={normalisation} />
      {isDiagonalHidden ? null : <Scale title="Right" ramp={ramps.right} range={right} normalisation={normalisation} />}
    </div>
  );
}

interface ScaleProps {
  readonly title: string;
  readonly ramp: Ramp;
  readonly range: ValueRange;
  readonly normalisation: Normalisation;
}

function Scale({ title, ramp, range, normalisation }: ScaleProps) {
  if (range.most === 0) return null;
  const most = normalisation === 'count' ? formatCount(range.most) : formatShare(range.most);
  return (
    <span className={styles.scale}>
      {title}
      <i style={{ background: gradientOf(ramp) }} aria-hidden />
      <span className="wn-number">{most}</span>
    </span>
  );
}

interface ZoomButtonProps {
  readonly label: string;
  readonly icon: typeof IconPlus;
  readonly does: 'zoom-in' | 'zoom-out' | 'fit';
}

function ZoomButton({ label, icon: Icon, does }: ZoomButtonProps) {
  const withKey = useWithKey(`confusion.${does}`, label);
  return (
    <Tooltip label={withKey}>
      <ActionIcon size={24} aria-label={withKey} onClick={() => sendToConfusion({ do: does })}>
        <Icon size={14} />
      </ActionIcon>
    </Tooltip>
  );
}
