import type { DuplicateKind } from '../../../shared/issue.ts';
import { ISSUES } from '../../../shared/issue-meanings.ts';
import type { DuplicateFigures, Report } from '../../../shared/report.ts';
import { bytesText, countText, nounText } from '../figures.ts';
import { heatTable } from '../plots/heat-table.ts';
import { html, type Markup } from './markup.ts';
import { section } from './sections.ts';

const KINDS: Readonly<Record<DuplicateKind, keyof typeof ISSUES>> = {
  exact: 'exact-duplicate',
  pixel: 'pixel-duplicate',
  near: 'near-duplicate',
};

/** What is there more than once, what removing it would save, and what lies in two splits. */
export function duplicatesSection({ duplicates: { kinds, all, leaks } }: Report): Markup | null {
  if (all.groups === 0) return null;
  const lead = `Keeping the largest file of each group would remove ${nounText(all.redundant, 'file')} and save ${bytesText(all.redundantBytes)}.`;
  const table = html`<table>
    <thead><tr><th scope="col">Kind</th><th scope="col">Groups</th><th scope="col">Files</th><th scope="col">Extra copies</th><th scope="col">Would save</th></tr></thead>
    <tbody>${kinds.map((figures) => rowOf(ISSUES[KINDS[figures.kind]].title, figures))}${rowOf('All together, each once', all)}</tbody>
  </table>`;
  const note = html`<p class="note">Copies of several kinds can be in one group; such a group is counted under each of them.</p>`;
  const isLeaking = leaks?.groups.some((row) => row.some((count) => count > 0)) ?? false;
  const heat =
    leaks !== null && isLeaking
      ? heatTable(leaks.groups, {
          caption: 'Groups of duplicates with pictures in both splits',
          corner: 'Split',
          names: leaks.splits,
        })
      : null;
  const clean = leaks !== null && !isLeaking ? html`<p class="note">No group lies in two splits.</p>` : null;
  return section('duplicates', 'Duplicates', lead, html`${table}${note}${heat}${clean}`);
}

function rowOf(title: string, { groups, samples, redundant, redundantBytes }: DuplicateFigures): Markup {
  return html`<tr><th scope="row">${title}</th><td>${countText(groups)}</td><td>${countText(samples)}</td><td>${countText(redundant)}</td><td>${bytesText(redundantBytes)}</td></tr>`;
}
