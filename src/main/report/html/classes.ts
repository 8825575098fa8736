import type { ClassTable, Report } from '../../../shared/report.ts';
import { countText, nounText } from '../figures.ts';
import { colorOf, shareBar } from '../plots/share-bar.ts';
import { html, type Markup } from './markup.ts';
import { section } from './sections.ts';

/** Longer lists show their two ends. */
const MOST_ROWS = 40;
const FIRST_ROWS = 24;
const LAST_ROWS = 12;
const MOST_ISSUES = 24;

type Row = ClassTable['rows'][number];

/** How many images each class has, by split, and what is wrong with classes. */
export function classesSection({ classes, classIssues, samples }: Report): Markup {
  if (classes.rows.length === 0) {
    return section('classes', 'Classes', 'The images have no classes: no folders or labels were read as such.', null);
  }
  const lead = [
    nounText(classes.rows.length, 'class'),
    ...(classes.unlabeled === 0 ? [] : [`${nounText(classes.unlabeled, 'image')} of ${countText(samples)} without a class`]),
    ...(classes.boxed === undefined ? [] : ['an image counts once for each class it has a box of']),
  ];
  return section('classes', 'Classes', `${lead.join('; ')}.`, html`${table(classes)}${issues(classIssues)}`);
}

function table({ splits, rows }: ClassTable): Markup {
  const most = Math.max(1, rows[0]?.samples ?? 0);
  const isSplit = splits.length > 1 || splits[0] !== null;
  const columns = isSplit ? splits.map((split) => split ?? 'no split') : [];
  const rowOf = (
    row: Row,
  ): Markup => html`<tr><th scope="row" class="name">${row.class}</th><td class="bar-cell">${shareBar(row.counts, most)}</td>
    <td>${countText(row.samples)}</td>${isSplit ? row.counts.map((count) => html`<td class="${count === 0 ? 'zero' : 'part'}">${countText(count)}</td>`) : null}</tr>`;
  const isLong = rows.length > MOST_ROWS;
  const left = rows.length - FIRST_ROWS - LAST_ROWS;
  return html`<table class="classes">
    <thead><tr><th scope="col">Class</th><td></td><th scope="col">Images</th>${columns.map(
      (name, index) => html`<th scope="col" class="name"><span class="key split-${colorOf(index)}"></span>${name}</th>`,
    )}</tr></thead>
    <tbody>${rows.slice(0, isLong ? FIRST_ROWS : rows.length).map(rowOf)}${
      isLong
        ? html`<tr class="between"><td colspan="${3 + columns.length}">${countText(left)} more classes, of ${countText(rows[FIRST_ROWS]?.samples ?? 0)} to ${countText(rows[FIRST_ROWS + left - 1]?.samples ?? 0)} images</td></tr>${rows.slice(-LAST_ROWS).map(rowOf)}`
        : null
    }</tbody>
  </table>`;
}

function issues(found: Report['classIssues']): Markup | null {
  if (found.length === 0) return null;
  const more = found.length - MOST_ISSUES;
  return html`<h3>What stands out</h3><ul class="findings">${found
    .slice(0, MOST_ISSUES)
    .map(
      (issue) =>
        html`<li class="tone-medium"><span><b class="name">${issue.class}</b>: <span class="name">${issue.reason}</span>${
          issue.suggestion === null ? null : html`. Use <b class="name">${issue.suggestion}</b> for both?`
        }</span></li>`,
    )}${more > 0 ? html`<li>${nounText(more, 'more')}</li>` : null}</ul>`;
}
