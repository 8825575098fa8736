import { isGroupKind } from '../../shared/issue.ts';
import { ISSUES } from '../../shared/issue-meanings.ts';
import { type Report, SAMPLES_PER_PARAMETER } from '../../shared/report.ts';
import { bytesText, countText, nounText, percentText, sizeText } from './figures.ts';
import { findingsOf, headlineOf } from './findings.ts';
import { pasteText, trainingOf } from './html/channels.ts';

/** Classes that are listed; longer lists name how many there are more. */
const MOST_CLASSES = 20;

/** The report for a terminal, without examples and plots. */
export function reportText(report: Report): string {
  const parts = [
    head(report),
    findings(report),
    issues(report),
    classes(report),
    pictures(report),
    channels(report),
    end(report),
  ];
  return visible(`${parts.filter((part) => part !== '').join('\n\n')}\n`);
}

/** Control characters other than line ends become visible, so that no name can steer a terminal. */
function visible(text: string): string {
  return text.replace(/[^\P{C}\n]/gu, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const head = (report: Report): string => `${report.name}\n${headlineOf(report)}\n${report.folder}, ${bytesText(report.bytes)}`;

function findings(report: Report): string {
  const mark = { high: '!!', medium: ' !', low: '  ', good: ' +' };
  return findingsOf(report)
    .map(({ tone, text }) => `${mark[tone]} ${text}`)
    .join('\n');
}

function issues({ issues: all }: Report): string {
  const found = all.filter(({ samples, kind }) => samples > 0 && ISSUES[kind].section !== 'classes');
  if (found.length === 0) return '';
  const lines = found.map(({ kind, samples, open, groups, openGroups }) => {
    const isGroup = isGroupKind(kind);
    const undecided = isGroup ? openGroups : open;
    const grouped = isGroup ? ` in ${nounText(groups, 'group')}` : '';
    return `${pad(countText(samples), 9)}  ${ISSUES[kind].title}${grouped}${undecided === 0 ? ', all decided' : ''}`;
  });
  return `Issues\n${lines.join('\n')}`;
}

function classes({ classes: { rows, splits, unlabeled, boxed }, samples }: Report): string {
  if (rows.length === 0) return '';
  const isSplit = splits.length > 1 || splits[0] !== null;
  const bySplit = (counts: readonly number[]): string =>
    isSplit ? `  (${counts.map((count, index) => `${splits[index] ?? 'no split'} ${countText(count)}`).join(', ')})` : '';
  const lines = rows.slice(0, MOST_CLASSES).map((row) => `${pad(countText(row.samples), 9)}  ${row.class}${bySplit(row.counts)}`);
  const more = rows.length - MOST_CLASSES;
  if (more > 0) lines.push(`${pad('', 9)}  and ${nounText(more, 'more class')}`);
  if (unlabeled > 0) lines.push(`${pad(countText(unlabeled), 9)}  without a class (${percentText(unlabeled, samples)})`);
  return `Classes${boxed === undefined ? '' : ' of boxes, and the images that have one'}\n${lines.join('\n')}`;
}

function pictures({ pictures: sizes, files, formats }: Report): string {
  if (sizes === null || files === null) return '';
  const { smallest, median, largest, portrait, square, landscape } = sizes;
  return [
    'Pictures',
    `  ${formats.map(({ name, samples }) => `${name ?? 'not known'} ${countText(samples)}`).join(', ')}`,
    `  ${sizeText(smallest)} to ${sizeText(largest)} pixels, median ${sizeText(median)}`,
    `  ${countText(portrait)} upright, ${countText(square)} square, ${countText(landscape)} wide`,
    `  files of ${bytesText(files.smallest)} to ${bytesText(files.largest)}, median ${bytesText(files.median)}`,
  ].join('\n');
}

function channels({ channels: all }: Report): string {
  const figures = trainingOf(all) ?? all[0];
  if (figures === undefined) return '';
  const of = figures.split === null ? '' : ` of split "${figures.split}"`;
  return `Normalisation (${nounText(figures.pictures, 'picture')}${of}, longest side ≤ 256 px, each counts the same)\n  ${pasteText(figures).replace('\n', '\n  ')}`;
}

function end({ decided, samples, version, runs }: Report): string {
  const tags = decided.tags.map(({ name, samples: count }) => `${countText(count)} tagged "${name}"`);
  const parameters = nounText(Math.floor(samples / SAMPLES_PER_PARAMETER), 'parameter');
  const run = runs.find(({ kind, state }) => kind === 'index' && state === 'done');
  return [
    `Decisions: ${decided.decisions === 0 ? 'none yet' : [nounText(decided.decisions, 'decision'), ...tags].join(', ')}`,
    `Rule of thumb: ${nounText(samples, 'image')} would do for ${parameters} trained from nothing, ten for each`,
    `Made by Winnow ${version}${run === undefined ? '' : ` from index run ${run.id}`}`,
  ].join('\n');
}

const pad = (text: string, width: number): string => text.padStart(width);
