import type { Report, ReportRun } from '../../../shared/report.ts';
import { secondsText, timeText } from '../figures.ts';
import { html, type Markup } from './markup.ts';
import { section } from './sections.ts';

/** What the figures rest on. */
export function lineageSection({ runs, version, madeMs }: Report): Markup {
  const lead = `Made by Winnow ${version} on ${timeText(madeMs)}, on this machine alone; nothing was sent anywhere.`;
  const row = ({ id, kind, version: of, startedMs, seconds, state }: ReportRun): Markup =>
    html`<tr><th scope="row">${kind} ${id}</th><td>${timeText(startedMs)}</td><td>${seconds === null ? '' : secondsText(seconds)}</td><td>${state}</td><td>${of}</td></tr>`;
  const table =
    runs.length === 0
      ? null
      : html`<table><thead><tr><th scope="col">Run</th><th scope="col">Started</th><th scope="col">Took</th><th scope="col">Ended</th><th scope="col">Winnow</th></tr></thead>
      <tbody>${runs.map(row)}</tbody></table>`;
  return section('lineage', 'What this rests on', lead, table);
}
