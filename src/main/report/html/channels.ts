import type { ChannelFigures, Channels, Report } from '../../../shared/report.ts';
import { countText, nounText } from '../figures.ts';
import { html, type Markup } from './markup.ts';
import { card, section } from './sections.ts';

/** Mean and standard deviation of the channels, ready to paste. */
export function channelsSection({ channels }: Report): Markup {
  const title = 'Normalisation';
  const [all] = channels;
  if (all === undefined) return section('channels', title, 'No picture’s channels were measured.', null);
  const pasted = trainingOf(channels) ?? all;
  const of = pasted.split === null ? 'all splits' : `the split “${pasted.split}”, which is what a model sees while it learns`;
  const note = `Of the sRGB values of ${nounText(pasted.pictures, 'undamaged picture')} of ${of}, scaled to [0, 1], on the longest side ≤ 256 px, each image counts the same. At full size std is up to about 2% larger.`;
  return section(
    'channels',
    title,
    'What to subtract and to divide by, per channel.',
    html`<div class="cards wide">${card('Ready to paste', html`<pre tabindex="0"><code>${pasteText(pasted)}</code></pre>`, note)}${card('By split', table(channels))}</div>`,
  );
}

/** The split that is trained on, by its name; null where there is none. */
export function trainingOf(channels: readonly ChannelFigures[]): ChannelFigures | null {
  return channels.find(({ split }) => split !== null && /^train/i.test(split)) ?? null;
}

const three = (values: Channels): string => `[${values.map((value) => value.toFixed(3)).join(', ')}]`;

/** As PyTorch's torchvision takes it. */
export function pasteText({ mean, std }: ChannelFigures): string {
  return `transforms.Normalize(mean=${three(mean)},\n                     std=${three(std)})`;
}

function table(channels: readonly ChannelFigures[]): Markup {
  const cells = (values: Channels): Markup => html`${values.map((value) => html`<td>${value.toFixed(3)}</td>`)}`;
  return html`<table class="channels">
    <thead><tr><th scope="col" rowspan="2">Split</th><th scope="col" rowspan="2">Images</th><th scope="colgroup" colspan="3">Mean R, G, B</th><th scope="colgroup" colspan="3">Std R, G, B</th></tr></thead>
    <tbody>${channels.map(
      ({ split, pictures, mean, std }) =>
        html`<tr><th scope="row" class="name">${split ?? 'all'}</th><td>${countText(pictures)}</td>${cells(mean)}${cells(std)}</tr>`,
    )}</tbody>
  </table>`;
}
