import type { Report } from '../../../shared/report.ts';
import { bytesText, countText, nounText, percentText, timeText } from '../figures.ts';
import { findingsOf, headlineOf } from '../findings.ts';
import { html, type Markup, type Part } from './markup.ts';
import { section } from './sections.ts';
import { type Thumbs, thumbnail } from './thumbnail.ts';

/** Name, headline and what the pictures look like. */
export function masthead(report: Report, thumbs: Thumbs): Markup {
  const faces = report.faces.filter(({ id }) => thumbs.has(id));
  return html`<header class="masthead" aria-label="About">
    <p class="eyebrow">Dataset report</p>
    <h1 class="name">${report.name}</h1>
    <p class="headline">${headlineOf(report)}</p>
    <p class="when"><span class="name">${report.folder}</span> · ${timeText(report.madeMs)}</p>
    ${faces.length === 0 ? null : html`<div class="faces">${faces.map((face) => thumbnail(face, thumbs, face.label))}</div>`}
  </header>`;
}

/** Figures that one remembers, and what there is to say about the dataset. */
export function overview(report: Report): Markup {
  const { samples, bytes, classes, splits, needAttention } = report;
  const copies = report.duplicates.all;
  const ok = report.statuses.find(({ name }) => name === 'ok')?.samples ?? 0;
  const named = splits.length === 0 ? [] : classes.splits.filter((name) => name !== null);
  const figures = [
    figure('Images', countText(samples), bytesText(bytes)),
    figure('Readable', percentText(ok, samples), `${countText(ok)} of ${countText(samples)}`),
    figure('Classes', classes.rows.length === 0 ? 'none' : countText(classes.rows.length), unlabeledText(classes.unlabeled)),
    figure('Splits', named.length === 0 ? 'none' : countText(named.length), named.join(', ')),
    figure('Extra copies', countText(copies.redundant), copies.groups === 0 ? '' : `in ${nounText(copies.groups, 'group')}`),
    figure(
      'Need attention',
      countText(needAttention),
      needAttention === 0 ? '' : `${percentText(needAttention, samples)} of all, not yet decided, minor kinds aside`,
      needAttention > 0,
    ),
  ];
  const findings = findingsOf(report).map(
    ({ tone, text }) => html`<li class="tone-${tone}"><span class="name">${text}</span></li>`,
  );
  return section(
    'overview',
    'At a glance',
    null,
    html`<div class="figures">${figures}</div><ul class="findings">${findings}</ul>`,
  );
}

const unlabeledText = (unlabeled: number): string => (unlabeled === 0 ? '' : `${countText(unlabeled)} without`);

function figure(name: string, value: string, note: Part, isMarked = false): Markup {
  return html`<div class="figure${isMarked ? ' marked' : ''}"><p class="figure-name">${name}</p><p class="figure-value">${value}</p><p class="figure-note">${note}</p></div>`;
}
