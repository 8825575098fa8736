import { countText } from '../figures.ts';
import { html, type Markup } from '../html/markup.ts';

const SHADES = 5;

export interface HeatTableLook {
  readonly caption: string;
  /** Heading of the first column. */
  readonly corner: string;
  readonly names: readonly string[];
}

/** A square table of counts, the more the darker; the diagonal is left blank. */
export function heatTable(counts: readonly (readonly number[])[], { caption, corner, names }: HeatTableLook): Markup {
  const most = Math.max(1, ...counts.flat());
  const shade = (count: number): number => (count === 0 ? 0 : Math.ceil((SHADES * count) / most));
  return html`<table class="heat">
    <caption>${caption}</caption>
    <thead><tr><th scope="col">${corner}</th>${names.map((name) => html`<th scope="col" class="name">${name}</th>`)}</tr></thead>
    <tbody>${counts.map(
      (row, a) =>
        html`<tr><th scope="row" class="name">${names[a] ?? ''}</th>${row.map((count, b) =>
          a === b ? html`<td class="blank">–</td>` : html`<td class="heat-${shade(count)}">${countText(count)}</td>`,
        )}</tr>`,
    )}</tbody>
  </table>`;
}
