import type { Example } from '../../../shared/report.ts';
import { html, type Markup, type Part } from './markup.ts';

/** JPEGs by sample id; a report without them shows none. */
export type Thumbs = ReadonlyMap<number, Uint8Array>;

/** Longest file name that is written out; longer ones keep their ends. */
const NAME = 40;

/** A sample's picture with words below; its path is read to those who do not see it, and shown under the pointer. */
export function thumbnail({ id, path }: Example, thumbs: Thumbs, caption: Part): Markup {
  const jpeg = thumbs.get(id);
  const picture =
    jpeg === undefined
      ? html`<span class="no-picture" role="img" aria-label="${path}, no picture">no picture</span>`
      : html`<img alt="${path}" title="${path}" src="data:image/jpeg;base64,${Buffer.from(jpeg).toString('base64')}">`;
  return html`<figure class="thumb">${picture}<figcaption>${caption}</figcaption></figure>`;
}

/** The end of a path, short enough for a caption. */
export function shortName(path: string): string {
  const name = [...(path.split('/').at(-1) ?? path)];
  return name.length <= NAME ? name.join('') : `${name.slice(0, NAME / 2).join('')}…${name.slice(1 - NAME / 2).join('')}`;
}
