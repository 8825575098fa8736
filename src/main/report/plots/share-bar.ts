import { html, type Markup } from '../html/markup.ts';

/** Colours of splits, `--split-1` to `--split-5`. */
const COLORS = 5;

/** A bar as wide as what it is in, its parts as long as their share of `whole`. Text beside it says the same. */
export function shareBar(parts: readonly number[], whole: number): Markup {
  let start = 0;
  const rects = parts.map((part, index) => {
    const [at, width] = [percent(start, whole), percent(part, whole)];
    start += part;
    return part === 0 ? null : html`<rect class="split-${colorOf(index)}" x="${at}" width="${width}" height="100%"/>`;
  });
  return html`<svg class="share" aria-hidden="true">${rects}</svg>`;
}

/** Number of the colour of the n-th split. */
export function colorOf(index: number): number {
  return (index % COLORS) + 1;
}

function percent(part: number, whole: number): string {
  return `${whole === 0 ? 0 : ((100 * part) / whole).toFixed(2)}%`;
}
