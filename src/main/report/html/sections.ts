import { html, type Markup, type Part } from './markup.ts';

/** A part of the page with its own heading and anchor. */
export function section(id: string, title: string, lead: Part, body: Part): Markup {
  return html`<section id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    ${lead === null ? null : html`<p class="lead">${lead}</p>`}
    ${body}
  </section>`;
}

/** Something with a heading of its own inside a section. */
export function card(title: string, body: Part, note: Part = null): Markup {
  return html`<div class="card"><h3>${title}</h3>${body}${note === null ? null : html`<p class="note">${note}</p>`}</div>`;
}

/** Names and values, as rows. */
export function facts(rows: readonly (readonly [name: string, value: Part])[]): Markup {
  return html`<dl class="facts">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}
