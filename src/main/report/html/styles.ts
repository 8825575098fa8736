/**
 * The page's style sheet; its hash is in the page's policy. Colours by meaning, each for light and for dark; paper is
 * always light. No style attributes anywhere: the policy forbids them.
 */
export const PAGE_STYLES = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f3f3f2, #121212);
  --panel: light-dark(#ffffff, #1b1b1b);
  --inset: light-dark(#f3f3f2, #141414);
  --line: light-dark(#e2e2e0, #2e2e2e);
  --text: light-dark(#1b1b1b, #ededed);
  --text-2: light-dark(#4c4c4c, #b4b4b4);
  --text-3: light-dark(#626262, #969696);
  --accent: light-dark(#2f6fed, #4c86fb);
  --accent-text: light-dark(#1a50b5, #8fb6ff);
  --high: light-dark(#b9252b, #ff7b7b);
  --medium: light-dark(#8a5200, #f0a64b);
  --low: light-dark(#626262, #969696);
  --good: light-dark(#18794e, #4cc38a);
  --split-1: light-dark(#2f6fed, #4c86fb);
  --split-2: light-dark(#12a594, #2cc4b2);
  --split-3: light-dark(#e08a00, #f0a64b);
  --split-4: light-dark(#8e4ec6, #b688e8);
  --split-5: light-dark(#8a8a8a, #8a8a8a);
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
}
:root[data-theme="light"] { color-scheme: light; }
:root[data-theme="dark"] { color-scheme: dark; }
*, ::before { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 48px; }
body {
  margin: 0;
  background: var(--ground);
  color: var(--text);
  font: 15px/1.5 "Inter Variable", Inter, system-ui, -apple-system, "Segoe UI", sans-serif;
  font-variant-numeric: tabular-nums;
}
.page { max-width: 1120px; margin: 0 auto; padding: 40px 32px 64px; }
h1, h2, h3, p, figure, ul, dl, dd { margin: 0; padding: 0; }
h1 { font-size: 40px; line-height: 1.15; letter-spacing: -0.02em; font-weight: 700; overflow-wrap: anywhere; }
h2 { font-size: 22px; line-height: 1.3; letter-spacing: -0.01em; font-weight: 650; }
h3 { font-size: 15px; line-height: 1.4; font-weight: 650; }
.name { unicode-bidi: isolate; overflow-wrap: anywhere; }
.eyebrow { color: var(--accent-text); font-weight: 600; font-size: 13px; margin-bottom: 6px; }
.headline { font-size: 22px; line-height: 1.35; margin-top: 10px; }
.when { color: var(--text-3); font-size: 13px; margin-top: 6px; }
.faces { display: grid; grid-auto-flow: column; grid-auto-columns: minmax(0, 96px); gap: 8px; margin-top: 24px; }
.thumb img, .no-picture {
  display: block; width: 100%; aspect-ratio: 1; object-fit: cover; border-radius: 6px; background: var(--inset);
}
.no-picture { display: grid; place-items: center; color: var(--text-3); font-size: 12px; border: 1px dashed var(--line); }
.faces figcaption {
  font-size: 11px; line-height: 1.4; color: var(--text-2); margin-top: 3px;
  overflow: hidden; text-overflow: ellipsis; white-space: nowrap;
}
nav {
  position: sticky; top: 0; z-index: 1; margin: 24px -32px 0; padding: 10px 32px;
  background: color-mix(in srgb, var(--ground) 92%, transparent); backdrop-filter: blur(6px);
  display: flex; flex-wrap: wrap; gap: 4px 18px; font-size: 13px;
}
a { color: var(--text-2); text-decoration: none; }
a:hover { color: var(--text); text-decoration: underline; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
section { margin-top: 44px; }
main > section:first-child { margin-top: 20px; }
section > h3 { margin-top: 20px; }
.lead { color: var(--text-2); margin-top: 4px; max-width: 78ch; }
.note { color: var(--text-3); font-size: 13px; margin-top: 10px; max-width: 90ch; }
.card, section > table, .figures {
  background: var(--panel); border: 1px solid var(--line); border-radius: 10px;
}
.card { padding: 18px 20px; min-width: 0; }
.figures { display: grid; grid-template-columns: repeat(6, 1fr); margin-top: 16px; overflow: hidden; }
.figure { padding: 16px 18px; border-left: 1px solid var(--line); margin-left: -1px; min-width: 0; }
.figure-name { color: var(--text-2); font-size: 13px; }
.figure-value { font-size: 28px; line-height: 1.25; font-weight: 650; letter-spacing: -0.02em; }
.figure.marked .figure-value { color: var(--high); }
.figure-note { color: var(--text-3); font-size: 13px; min-height: 1.5em; overflow-wrap: anywhere; }
.findings { list-style: none; margin-top: 16px; display: grid; gap: 7px; }
.findings li { display: flex; gap: 10px; align-items: baseline; max-width: 100ch; }
.findings li::before { content: ""; flex: none; width: 9px; height: 9px; border-radius: 50%; background: var(--line); }
.findings .tone-high::before { background: var(--high); }
.findings .tone-medium::before { background: var(--medium); }
.findings .tone-low::before { background: none; border: 2px solid var(--low); }
.findings .tone-good::before { background: var(--good); }
.issues, .cards { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 16px; margin-top: 16px; }
.issue header { display: flex; justify-content: space-between; align-items: baseline; gap: 12px; }
.issue h3::before {
  content: ""; display: inline-block; width: 9px; height: 9px; border-radius: 50%; margin-right: 9px; background: var(--low);
}
.issue h3.tone-high::before { background: var(--high); }
.issue h3.tone-medium::before { background: var(--medium); }
.issue h3.tone-low::before { background: none; border: 2px solid var(--low); vertical-align: -1px; }
.issue .count { font-size: 20px; font-weight: 650; }
.issue .explains { color: var(--text-2); font-size: 14px; margin-top: 4px; }
.issue .note { margin-top: 4px; }
.examples { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 10px; margin-top: 14px; }
.examples img, .examples .no-picture { object-fit: contain; }
.examples figcaption { font-size: 12px; line-height: 1.4; color: var(--text-2); margin-top: 5px; }
.examples figcaption b {
  display: block; font-weight: 550; color: var(--text); overflow: hidden; text-overflow: ellipsis; white-space: nowrap;
}
.examples figcaption span { display: block; }
.examples figcaption span::first-letter { text-transform: uppercase; }
.sizes { margin-top: 16px; }
.pictures .card:first-child { grid-row: span 2; }
.pictures .card:first-child:nth-last-child(-n + 2) { grid-row: auto; }
.pictures .card:last-child { grid-column: 1 / -1; }
.tables { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 48px; align-items: start; }
.plot { display: block; width: 100%; height: auto; margin-top: 12px; }
.bar { fill: var(--accent); }
.gridline { stroke: var(--line); stroke-width: 1; }
.diagonal { stroke: var(--text-3); stroke-width: 1; stroke-dasharray: 2 4; opacity: 0.6; }
.tick, .axis { fill: var(--text-3); font-size: 11px; }
.facts { display: flex; flex-wrap: wrap; gap: 6px 28px; margin-top: 12px; font-size: 13px; }
.facts dt { color: var(--text-3); }
.facts dd { font-weight: 550; }
table { border-collapse: separate; border-spacing: 0; width: 100%; font-size: 14px; }
section > table { margin-top: 16px; padding: 8px 20px 10px; }
.card table { margin-top: 10px; }
th, td { padding: 5px 0 5px 18px; text-align: right; font-weight: 400; border-top: 1px solid var(--line); vertical-align: middle; }
thead th, thead td { border-top: 0; color: var(--text-3); font-size: 13px; }
th:first-child, td:first-child { text-align: left; padding-left: 0; }
tbody th { font-weight: 500; }
caption { text-align: left; color: var(--text-2); font-size: 13px; padding: 4px 0 6px; }
.zero { color: var(--high); }
.classes .bar-cell { width: 38%; }
.classes .between td { color: var(--text-3); text-align: center; }
.classes tbody th { max-width: 300px; }
.share { display: block; width: 100%; height: 14px; border-radius: 3px; }
.key { display: inline-block; width: 9px; height: 9px; border-radius: 2px; margin-right: 6px; }
.split-1 { fill: var(--split-1); background: var(--split-1); }
.split-2 { fill: var(--split-2); background: var(--split-2); }
.split-3 { fill: var(--split-3); background: var(--split-3); }
.split-4 { fill: var(--split-4); background: var(--split-4); }
.split-5 { fill: var(--split-5); background: var(--split-5); }
.heat { width: auto; min-width: 50%; }
.heat :is(th, td):not(:first-child) { text-align: center; padding-inline: 18px; }
.heat td { padding: 8px 18px; }
.heat .blank { color: var(--text-3); }
.heat-1 { background: color-mix(in srgb, var(--high) 12%, transparent); }
.heat-2 { background: color-mix(in srgb, var(--high) 19%, transparent); }
.heat-3 { background: color-mix(in srgb, var(--high) 26%, transparent); }
.heat-4 { background: color-mix(in srgb, var(--high) 33%, transparent); }
.heat-5 { background: color-mix(in srgb, var(--high) 40%, transparent); }
.channels :is(th, td):not(:first-child) { padding-left: 12px; }
.channels thead th[colspan] { text-align: right; }
pre {
  margin: 12px 0 0; padding: 14px 16px; border-radius: 8px; background: var(--inset); overflow-x: auto;
  font: 14px/1.5 var(--mono); user-select: all;
}
.calculator { display: flex; flex-wrap: wrap; align-items: end; gap: 10px 16px; margin-top: 16px; }
.calculator label { font-size: 13px; color: var(--text-2); display: grid; gap: 4px; }
.calculator .times { padding-bottom: 7px; color: var(--text-2); }
.calculator p { flex-basis: 100%; }
input {
  font: inherit; font-size: 18px; color: var(--text); background: var(--inset); width: 190px;
  border: 1px solid var(--text-3); border-radius: 6px; padding: 4px 10px;
}
footer { margin-top: 56px; padding-top: 14px; border-top: 1px solid var(--line); color: var(--text-3); font-size: 13px; }
@media (max-width: 900px) {
  .page { padding: 24px 18px 48px; }
  nav { margin-inline: -18px; padding-inline: 18px; }
  h1 { font-size: 30px; }
  .faces { grid-auto-flow: row; grid-template-columns: repeat(6, 1fr); }
  .figures { grid-template-columns: repeat(3, 1fr); }
  .figure:nth-child(n + 4) { border-top: 1px solid var(--line); }
}
@media (max-width: 700px) {
  .issues, .cards, .tables { grid-template-columns: minmax(0, 1fr); }
  .faces { grid-template-columns: repeat(4, 1fr); }
  .figures { grid-template-columns: repeat(2, 1fr); }
  .figure { border-top: 1px solid var(--line); margin-top: -1px; }
  section > table { display: block; overflow-x: auto; }
  .classes .bar-cell { display: none; }
}
@page { size: A4; margin: 14mm 13mm; }
@media print {
  :root, :root[data-theme] { color-scheme: light; --ground: #ffffff; --inset: #f6f6f5; }
  body { font-size: 10.5pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .page { padding: 0; max-width: none; }
  nav { display: none; }
  section { margin-top: 22pt; }
  h1 { font-size: 26pt; }
  h2, h3, .lead { break-after: avoid; }
  .card, .figures, .thumb, tr, .findings li, section > table:not(.classes) { break-inside: avoid; }
  .cards.wide { grid-template-columns: minmax(0, 1fr); }
  .faces { grid-auto-flow: column; grid-template-columns: none; gap: 4px; }
  .figures { grid-template-columns: repeat(6, 1fr); }
  .figure { padding: 8pt 9pt; }
  .figure-value { font-size: 18pt; }
  .issues, .cards { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 8pt; }
  .card { padding: 10pt 12pt; }
}
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
`;
