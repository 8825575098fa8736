import { isGroupKind, needOf } from '../../../shared/issue.ts';
import { ISSUES, type IssueSection } from '../../../shared/issue-meanings.ts';
import type { Report, ReportIssue } from '../../../shared/report.ts';
import { countText, nounText, percentText } from '../figures.ts';
import { html, type Markup } from './markup.ts';
import { section } from './sections.ts';
import { shortName, type Thumbs, thumbnail } from './thumbnail.ts';

/** Kinds of whole classes have their own place. */
const SECTIONS: readonly IssueSection[] = ['files', 'duplicates', 'labels', 'embedding', 'images'];

/** Every kind of issue that there is, with its worst examples. */
export function issuesSection({ issues, samples }: Report, thumbs: Thumbs): Markup {
  const found = issues.filter(({ kind, samples: count }) => count > 0 && SECTIONS.includes(ISSUES[kind].section));
  if (found.length === 0) return section('issues', 'Issues', 'No issue was found in any file.', null);
  const lead = `${nounText(found.length, 'kind')} of issues, the worst examples of each. A file can have several.`;
  const clean = issues.filter(
    (issue) => issue.samples === 0 && issue.kept === 0 && SECTIONS.includes(ISSUES[issue.kind].section) && needOf(issue) === null,
  );
  const none =
    clean.length === 0
      ? null
      : html`<p class="note">Looked for and not found: ${clean.map(({ kind }) => ISSUES[kind].title.toLowerCase()).join(', ')}.</p>`;
  return section(
    'issues',
    'Issues',
    lead,
    html`<div class="issues">${found.map((issue) => issueCard(issue, samples, thumbs))}</div>${none}`,
  );
}

function issueCard(issue: ReportIssue, samples: number, thumbs: Thumbs): Markup {
  const { title, explains, severity } = ISSUES[issue.kind];
  return html`<article class="card issue">
    <header><h3 class="tone-${severity}">${title}</h3><p class="count">${countText(issue.samples)}</p></header>
    <p class="explains">${explains}</p>
    <p class="note">${countsText(issue, samples)}</p>
    ${
      issue.examples.length === 0
        ? null
        : html`<div class="examples">${issue.examples.map((example) =>
            thumbnail(
              example,
              thumbs,
              html`<b class="name">${shortName(example.path)}</b>${example.reason === null ? null : html`<span class="name">${example.reason}</span>`}`,
            ),
          )}</div>`
    }
  </article>`;
}

function countsText({ kind, samples, open, groups, openGroups, kept, cut }: ReportIssue, all: number): string {
  const parts = [
    isGroupKind(kind) ? `${nounText(samples, 'file')} in ${nounText(groups, 'group')}` : `${percentText(samples, all)} of all`,
    ...(cut === null ? [] : [`score below ${cut}`]),
    isGroupKind(kind) ? decidedText(openGroups, groups) : decidedText(open, samples),
    ...(kept === 0 ? [] : [`${countText(kept)} said to be fine`]),
  ];
  return parts.join(' · ');
}

function decidedText(open: number, all: number): string {
  if (open === 0) return 'all decided';
  return open === all ? 'none decided' : `${countText(all - open)} decided, ${countText(open)} open`;
}
