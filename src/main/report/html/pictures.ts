import { assertNever } from '../../../shared/errors.ts';
import type { FileSizes, PictureSizes, Report, Tally } from '../../../shared/report.ts';
import type { SampleStatus } from '../../../shared/sample.ts';
import { bytesText, countText, nounText, percentText, sizeText } from '../figures.ts';
import { densityPlot } from '../plots/density-plot.ts';
import { histogramPlot } from '../plots/histogram-plot.ts';
import { html, type Markup } from './markup.ts';
import { card, facts, section } from './sections.ts';

/** Ratios that people name, marked on the axis of shapes. */
const ASPECTS: readonly (readonly [value: number, name: string])[] = [
  [1 / 4, '1:4'],
  [1 / 2, '1:2'],
  [2 / 3, '2:3'],
  [1, '1:1'],
  [3 / 2, '3:2'],
  [2, '2:1'],
  [4, '4:1'],
];

/** How large the pictures and their files are, of which formats and shapes. */
export function picturesSection(report: Report): Markup {
  const { pictures, files } = report;
  const cards = [
    ...(pictures === null ? [] : [sizesCard(pictures), shapesCard(pictures)]),
    ...(files === null ? [] : [filesCard(files)]),
    formatsCard(report),
  ];
  return section(
    'pictures',
    'Pictures and files',
    pictures === null ? null : leadOf(pictures),
    html`<div class="cards pictures">${cards}</div>`,
  );
}

function leadOf({ largest, pictures, distinct, median }: PictureSizes): string {
  if (distinct === 1) return `All ${countText(pictures)} pictures have ${sizeText(largest)} pixels.`;
  return `${nounText(distinct, 'different size')}; the typical picture is ${countText(median.width)} pixels wide and ${countText(median.height)} high.`;
}

function sizesCard(pictures: PictureSizes): Markup {
  const { smallest, largest, median, common, pictures: all } = pictures;
  const label = `Pictures by width and height, from ${sizeText(smallest)} to ${sizeText(largest)} pixels`;
  const rows = facts([
    ['Smallest', sizeText(smallest)],
    ['Median', sizeText(median)],
    ['Largest', sizeText(largest)],
  ]);
  const table = html`<table class="sizes"><thead><tr><th scope="col">Most frequent, px</th><th scope="col">Pictures</th><th scope="col">Share</th></tr></thead>
    <tbody>${common.map(
      (size) =>
        html`<tr><th scope="row">${sizeText(size)}</th><td>${countText(size.pictures)}</td><td>${percentText(size.pictures, all)}</td></tr>`,
    )}</tbody></table>`;
  return card('Width and height', html`${densityPlot(pictures, label)}${rows}${table}`);
}

function shapesCard({ aspect, portrait, square, landscape, pictures }: PictureSizes): Markup {
  const names = new Map(ASPECTS);
  const label = `Pictures by width divided by height: ${countText(portrait)} upright, ${countText(square)} square, ${countText(landscape)} wide`;
  const plot = histogramPlot(aspect, { label, show: (value) => names.get(value) ?? value.toFixed(2), ticks: [...names.keys()] });
  const rows = facts([
    ['Upright', `${countText(portrait)} (${percentText(portrait, pictures)})`],
    ['Square', `${countText(square)} (${percentText(square, pictures)})`],
    ['Wide', `${countText(landscape)} (${percentText(landscape, pictures)})`],
  ]);
  return card('Shape', html`${plot}${rows}`);
}

function filesCard({ histogram, smallest, median, largest, empty }: FileSizes): Markup {
  const label = `Files by size, from ${bytesText(smallest)} to ${bytesText(largest)}`;
  const plot =
    histogram.counts.length === 0
      ? null
      : histogramPlot(histogram, { label, show: (value) => bytesText(value).replace('.0', '') });
  const rows = facts([
    ['Smallest', bytesText(smallest)],
    ['Median', bytesText(median)],
    ['Largest', bytesText(largest)],
    ...(empty === 0 ? [] : [['Empty', nounText(empty, 'file')] as const]),
  ]);
  return card('File size', html`${plot}${rows}`);
}

function formatsCard({ formats, statuses }: Report): Markup {
  const row = ({ name, samples, bytes }: Tally, title: string): Markup =>
    html`<tr><th scope="row">${name === null ? 'not known' : title}</th><td>${countText(samples)}</td><td>${bytesText(bytes)}</td></tr>`;
  return card(
    'Formats and health',
    html`<div class="tables"><table><thead><tr><th scope="col">Format</th><th scope="col">Files</th><th scope="col">Size</th></tr></thead>
    <tbody>${formats.map((tally) => row(tally, (tally.name ?? '').toUpperCase()))}</tbody></table>
    <table><thead><tr><th scope="col">Health</th><th scope="col">Files</th><th scope="col">Size</th></tr></thead>
    <tbody>${statuses.map((tally) => row(tally, statusText(tally.name)))}</tbody></table></div>`,
  );
}

function statusText(status: SampleStatus): string {
  switch (status) {
    case 'ok':
      return 'Fine';
    case 'corrupt':
      return 'Damaged';
    case 'unsupported':
      return 'Unsupported';
    case 'unreadable':
      return 'Not readable';
    case 'pending':
      return 'Not read yet';
    case 'missing':
      return 'No longer there';
    default:
      return assertNever(status);
  }
}
