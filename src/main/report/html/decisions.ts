import { isIssueKind } from '../../../shared/issue.ts';
import { ISSUES } from '../../../shared/issue-meanings.ts';
import type { Report } from '../../../shared/report.ts';
import { bytesText, countText, nounText, timeText } from '../figures.ts';
import { html, type Markup } from './markup.ts';
import { section } from './sections.ts';

/** Tags that are written out. */
const MOST_TAGS = 12;

/** What people decided and what stands of it. */
export function decisionsSection({ decided, samples }: Report): Markup {
  const { decisions, undone, lastMs, tags, kept, relabeled, notDuplicates } = decided;
  if (decisions === 0 && tags.length === 0) return section('decisions', 'Decisions', 'Nothing was decided yet.', null);
  const removed = tags.find(({ name }) => name === 'remove')?.samples ?? 0;
  const lead = [
    `${nounText(decisions, 'decision')} ${decisions === 1 ? 'stands' : 'stand'}${undone === 0 ? '' : `, ${countText(undone)} ${undone === 1 ? 'was' : 'were'} undone`}`,
    ...(lastMs === null ? [] : [`the last step was on ${timeText(lastMs)}`]),
    ...(removed === 0 ? [] : [`${countText(samples - removed)} of ${nounText(samples, 'image')} remain`]),
  ].join('; ');
  const rows = [
    ...tags
      .slice(0, MOST_TAGS)
      .map(
        ({ name, samples: count, bytes }) => [html`Tagged “<span class="name">${name}</span>”`, count, bytesText(bytes)] as const,
      ),
    ...kept.map(
      ({ kind, samples: count }) =>
        [html`Not an issue: ${isIssueKind(kind) ? ISSUES[kind].title.toLowerCase() : kind}`, count, ''] as const,
    ),
    ...(relabeled === 0 ? [] : [[html`Relabelled`, relabeled, ''] as const]),
    ...(notDuplicates === 0 ? [] : [[html`Groups told apart: not duplicates`, notDuplicates, ''] as const]),
  ];
  return section(
    'decisions',
    'Decisions',
    `${lead}.`,
    html`<table><thead><tr><th scope="col">Decision</th><th scope="col">Images</th><th scope="col">Size</th></tr></thead>
    <tbody>${rows.map(([what, count, size]) => html`<tr><th scope="row">${what}</th><td>${countText(count)}</td><td>${size}</td></tr>`)}</tbody></table>`,
  );
}
