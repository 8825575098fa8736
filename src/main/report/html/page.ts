import { createHash } from 'node:crypto';
import type { Report } from '../../../shared/report.ts';
import { calculatorSection } from './calculator.ts';
import { channelsSection } from './channels.ts';
import { classesSection } from './classes.ts';
import { decisionsSection } from './decisions.ts';
import { duplicatesSection } from './duplicates.ts';
import { issuesSection } from './issues.ts';
import { lineageSection } from './lineage.ts';
import { html, Markup } from './markup.ts';
import { masthead, overview } from './overview.ts';
import { picturesSection } from './pictures.ts';
import { PAGE_SCRIPT } from './script.ts';
import { PAGE_STYLES } from './styles.ts';
import type { Thumbs } from './thumbnail.ts';

/** Null: as the reader's system has it. */
export type Theme = 'light' | 'dark' | null;

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing but the page's own style, script and pictures; also where the file is opened by itself. */
export const REPORT_POLICY = [
  "default-src 'none'",
  'img-src data:',
  `style-src ${hashOf(PAGE_STYLES)}`,
  `script-src ${hashOf(PAGE_SCRIPT)}`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The report as one page that needs nothing else: styles, plots, pictures and the calculator are in it. */
export function reportPage(report: Report, thumbs: Thumbs, theme: Theme): string {
  const sections = [
    ['overview', 'At a glance', overview(report)],
    ['issues', 'Issues', issuesSection(report, thumbs)],
    ['classes', 'Classes', classesSection(report)],
    ['duplicates', 'Duplicates', duplicatesSection(report)],
    ['pictures', 'Pictures and files', picturesSection(report)],
    ['channels', 'Normalisation', channelsSection(report)],
    ['decisions', 'Decisions', decisionsSection(report)],
    ['calculator', 'Calculator', calculatorSection(report)],
    ['lineage', 'What this rests on', lineageSection(report)],
  ] as const;
  const shown = sections.filter(([, , body]) => body !== null);
  return html`<!doctype html>
<html lang="en"${theme === null ? '' : new Markup(` data-theme="${theme}"`)}>
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${REPORT_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Winnow ${report.version}">
<title>${report.name}: dataset report</title>
<style>${new Markup(PAGE_STYLES)}</style>
</head>
<body>
<div class="page">
${masthead(report, thumbs)}
<nav aria-label="Sections">${shown.map(([id, title]) => html`<a href="#${id}">${title}</a>`)}</nav>
<main aria-label="Report">${shown.map(([, , body]) => body)}</main>
<footer>Winnow ${report.version}. Counts leave out files that are no longer there. Scores lie between 0 and 1, lower is worse.</footer>
</div>
<script>${new Markup(PAGE_SCRIPT)}</script>
</body>
</html>
`.text;
}
