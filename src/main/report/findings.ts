import type { ClassIssue } from '../../shared/class-issues.ts';
import type { IssueKind } from '../../shared/issue.ts';
import { ISSUES, type Severity } from '../../shared/issue-meanings.ts';
import type { Report, ReportIssue } from '../../shared/report.ts';
import { bytesText, countText, listText, nounText, percentText } from './figures.ts';

/** A sentence for a person, and how much it matters; `good` is nothing to do. */
export interface Finding {
  readonly tone: Severity | 'good';
  readonly text: string;
}

/** From this ratio of the largest to the smallest class on they are called uneven. */
const UNEVEN = 3;
/** Longer lists of classes are counted only. */
const MOST_NAMES = 5;

/** `713 images · 10 classes · 23 need attention` */
export function headlineOf(report: Report): string {
  const { samples, needAttention, classes } = report;
  return [
    nounText(samples, 'image'),
    ...(classes.rows.length === 0 ? [] : [nounText(classes.rows.length, 'class')]),
    needAttention === 0
      ? 'none needs attention'
      : `${countText(needAttention)} ${needAttention === 1 ? 'needs' : 'need'} attention`,
  ].join(' · ');
}

const URGENCY: readonly Finding['tone'][] = ['high', 'medium', 'low', 'good'];

/** What there is to say about the dataset, what matters most first. */
export function findingsOf(report: Report): readonly Finding[] {
  if (report.samples === 0) return [{ tone: 'low', text: 'There are no images in this folder.' }];
  const findings = [filesFindings, duplicateFindings, imageFindings, classFindings, done].flatMap((find) => find(report));
  return findings.toSorted((a, b) => URGENCY.indexOf(a.tone) - URGENCY.indexOf(b.tone));
}
const issueOf = ({ issues }: Report, kind: IssueKind): ReportIssue | null =>
  issues.find((issue) => issue.kind === kind && issue.samples > 0) ?? null;

function filesFindings(report: Report): readonly Finding[] {
  const ok = report.statuses.find(({ name }) => name === 'ok')?.samples ?? 0;
  const pending = report.statuses.find(({ name }) => name === 'pending')?.samples ?? 0;
  const bad = report.samples - ok - pending;
  const [corrupt, wrong, secret] = [
    issueOf(report, 'corrupt'),
    issueOf(report, 'wrong-extension'),
    issueOf(report, 'private-metadata'),
  ];
  const findings: Finding[] = [];
  if (pending > 0)
    findings.push({
      tone: 'medium',
      text: `${nounText(pending, 'file')} ${pending === 1 ? 'was' : 'were'} not read yet: index the folder to the end.`,
    });
  if (bad === 0 && pending === 0) findings.push({ tone: 'good', text: 'Every file could be read.' });
  if (bad > 0) {
    const damaged =
      corrupt === null ? '' : `, ${corrupt.samples === bad ? 'all damaged' : `${countText(corrupt.samples)} of them damaged`}`;
    findings.push({
      tone: 'high',
      text: `${nounText(bad, 'file')} cannot be used (${percentText(bad, report.samples)})${damaged}.`,
    });
  }
  if (wrong !== null) {
    findings.push({
      tone: 'medium',
      text: `${nounText(wrong.samples, 'file')} ${wrong.samples === 1 ? 'is' : 'are'} of another format than the name says.`,
    });
  }
  if (secret !== null) {
    findings.push({
      tone: 'medium',
      text: `${nounText(secret.samples, 'file')} ${secret.samples === 1 ? 'names' : 'name'} a place, a device or a person; an export can strip that.`,
    });
  }
  return findings;
}

function duplicateFindings(report: Report): readonly Finding[] {
  const copies = report.duplicates.all;
  if (copies.groups === 0) {
    return report.duplicates.isSearched ? [{ tone: 'good', text: 'No picture is there twice.' }] : [];
  }
  const findings: Finding[] = [
    {
      tone: 'medium',
      text: `${nounText(copies.redundant, 'extra copy')} in ${nounText(copies.groups, 'group')} of duplicates; without them the dataset is ${bytesText(copies.redundantBytes)} smaller.`,
    },
  ];
  const [leak, conflict] = [issueOf(report, 'leak'), issueOf(report, 'label-conflict')];
  if (leak !== null) {
    const pairs = leakPairs(report);
    findings.unshift({
      tone: 'high',
      text: `${nounText(leak.groups, 'picture')} ${leak.groups === 1 ? 'lies' : 'lie'} in more than one split (${listText(pairs)}): results on the test set would look better than they are.`,
    });
  }
  if (conflict !== null) {
    findings.unshift({
      tone: 'high',
      text: `${nounText(conflict.groups, 'picture')} ${conflict.groups === 1 ? 'has' : 'have'} copies in different classes.`,
    });
  }
  return findings;
}

function leakPairs({ duplicates: { leaks } }: Report): readonly string[] {
  if (leaks === null) return [];
  return leaks.splits.flatMap((split, a) =>
    leaks.splits
      .slice(a + 1)
      .flatMap((other, rest) => ((leaks.groups[a]?.[a + 1 + rest] ?? 0) > 0 ? [`${split} with ${other}`] : [])),
  );
}

function imageFindings(report: Report): readonly Finding[] {
  const found = report.issues.filter(({ kind, samples }) => ISSUES[kind].section === 'images' && samples > 0);
  if (found.length === 0) return [];
  const by = (severity: Severity): string =>
    listText(
      found
        .filter(({ kind }) => ISSUES[kind].severity === severity)
        .map(({ kind, samples }) => `${ISSUES[kind].title.toLowerCase().replace('jpeg', 'JPEG')} (${countText(samples)})`),
    );
  const [poor, minor] = [by('medium'), by('low')];
  return [
    ...(poor === '' ? [] : [{ tone: 'medium', text: `Pictures of poor or unusual quality: ${poor}.` } as const]),
    ...(minor === '' ? [] : [{ tone: 'low', text: `Worth knowing: ${minor}.` } as const]),
  ];
}

function classFindings({ classes, classIssues, samples }: Report): readonly Finding[] {
  const [largest, smallest] = [classes.rows[0], classes.rows.at(-1)];
  if (largest === undefined || smallest === undefined) return [{ tone: 'low', text: 'The images have no classes.' }];
  const findings: Finding[] = [];
  const ratio = largest.samples / smallest.samples;
  if (classes.rows.length > 1) {
    const sizes = `“${largest.class}” has ${countText(largest.samples)} images, “${smallest.class}” ${countText(smallest.samples)}`;
    findings.push(
      ratio < UNEVEN
        ? { tone: 'good', text: `The classes are fairly even: ${sizes}.` }
        : { tone: 'low', text: `The classes are uneven: ${sizes}.` },
    );
  }
  const rare = classIssues.filter(({ kind }) => kind === 'class-imbalance');
  const names = classIssues.filter(({ kind }) => kind === 'class-name');
  const [name] = names;
  if (rare.length > 0) findings.push({ tone: 'medium', text: rareText(rare) });
  if (name !== undefined) findings.push({ tone: 'medium', text: nameText(name, names.length) });
  if (classes.unlabeled > 0) {
    findings.push({
      tone: 'medium',
      text: `${nounText(classes.unlabeled, 'image')} of ${countText(samples)} ${classes.unlabeled === 1 ? 'has' : 'have'} no class.`,
    });
  }
  return findings;
}

function rareText(rare: readonly ClassIssue[]): string {
  const names = rare.length <= MOST_NAMES ? `: ${listText(rare.map((issue) => `“${issue.class}”`))}` : '';
  return `${nounText(rare.length, 'class')} ${rare.length === 1 ? 'is' : 'are'} rare, or missing from a split${names}.`;
}

function nameText(issue: ClassIssue, all: number): string {
  const others = all === 1 ? '' : `, and ${countText(all - 1)} more like that`;
  return `The class “${issue.class}” is named nearly like “${issue.suggestion ?? ''}”${others}.`;
}

function done({ decided, samples }: Report): readonly Finding[] {
  const removed = decided.tags.find(({ name }) => name === 'remove')?.samples ?? 0;
  if (removed === 0) return [];
  return [
    {
      tone: 'good',
      text: `${nounText(removed, 'image')} ${removed === 1 ? 'is' : 'are'} marked to be removed; ${countText(samples - removed)} remain.`,
    },
  ];
}
