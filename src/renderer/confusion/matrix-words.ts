import type { ClassName, MatrixPart } from '../state/confusion-part.ts';
import type { Normalisation } from '../state/confusion-settings.ts';
import { formatCount, formatNoun } from '../ui/format.ts';
import { changeOf, countOf, isRight, nameAt, type ShownMatrix } from './shown-matrix.ts';

/** How a class is called; `none`: without a label, or without a prediction. */
export function shownName(name: ClassName): string {
  return name ?? 'none';
}

/** A part in words: `label “cat”, predicted “dog”`. @param unit boxes may be given where none is predicted, and the other way round */
export function partWords(part: MatrixPart, unit: ShownMatrix['unit'] = 'sample'): string {
  const isOfBoxes = unit === 'box';
  const label = (name: ClassName): string => {
    if (name !== null) return `label “${name}”`;
    return isOfBoxes ? 'no box given' : 'without a label';
  };
  const prediction = (name: ClassName): string => {
    if (name !== null) return `predicted “${name}”`;
    return isOfBoxes ? 'not found' : 'without a prediction';
  };
  if (part.kind === 'row') return label(part.label);
  if (part.kind === 'column') return prediction(part.prediction);
  return `${label(part.label)}, ${prediction(part.prediction)}`;
}

/** A share for a person: `4.1%`, `<0.1%`, `100%`. */
export function formatShare(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.1) return '<0.1%';
  const isWhole = percent === 0 || percent >= 99.95 || Number.isInteger(percent);
  return `${percent < 100 && !isWhole ? Math.min(99.9, percent).toFixed(1) : Math.round(percent)}%`;
}

/** A difference with its sign: `+3`, `−12`, `0`. */
export function formatChange(change: number): string {
  return change === 0 ? '0' : `${change > 0 ? '+' : '−'}${formatCount(Math.abs(change))}`;
}

/** What is printed in a cell; empty where nothing is counted. */
export function cellText(shown: ShownMatrix, normalisation: Normalisation, row: number, column: number): string {
  const count = countOf(shown, row, column);
  const change = shown.before === null ? count : changeOf(shown, row, column);
  if (change === 0) return '';
  if (normalisation === 'count') return shown.before === null ? formatCount(count) : formatChange(change);
  const whole = normalisation === 'row' ? labelledAt(shown, row) : predictedAt(shown, column);
  const percent = Math.round((Math.abs(change) / whole) * 100);
  const sign = shown.before === null ? '' : change > 0 ? '+' : '−';
  return percent === 0 ? `${sign}<1` : `${sign}${percent}`;
}

/** What a cell says, in facts, the most important first. */
export function cellFacts(shown: ShownMatrix, row: number, column: number): readonly string[] {
  const count = countOf(shown, row, column);
  const [labelled, predicted] = [labelledAt(shown, row), predictedAt(shown, column)];
  if (shown.before !== null) {
    const change = changeOf(shown, row, column);
    return [`${formatNoun(count, 'sample')} now`, `${formatCount(count - change)} before`, formatChange(change)];
  }
  const right = isRight(shown, row, column) ? ['right'] : [];
  return [
    formatNoun(count, shown.unit),
    ...right,
    ...(labelled === 0 ? [] : [`${formatShare(count / labelled)} of this label`]),
    ...(predicted === 0 ? [] : [`${formatShare(count / predicted)} of this prediction`]),
  ];
}

/** `cat → dog` */
export function cellName(shown: ShownMatrix, row: number, column: number): string {
  return `${shownName(nameAt(shown, row))} → ${shownName(nameAt(shown, column))}`;
}

export function labelledAt({ labelled, order }: ShownMatrix, row: number): number {
  return labelled[order[row] ?? 0] ?? 0;
}

export function predictedAt({ predicted, order }: ShownMatrix, column: number): number {
  return predicted[order[column] ?? 0] ?? 0;
}

/** A figure in [−1, 1]: `0.932`, `1`. */
export function formatFigure(figure: number): string {
  return figure === 1 || figure === 0 ? String(figure) : figure.toFixed(3).replace('-', '−');
}

/** How much more it is than before: `+0.012`, `±0`. */
export function formatFigureChange(change: number): string {
  const rounded = Math.round(change * 1000);
  if (rounded === 0) return '±0';
  return `${rounded > 0 ? '+' : '−'}${(Math.abs(rounded) / 1000).toFixed(3)}`;
}
