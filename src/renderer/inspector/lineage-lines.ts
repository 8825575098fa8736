import { retagOf } from '../../shared/decision.ts';
import { isIssueKind } from '../../shared/issue.ts';
import { ISSUES } from '../../shared/issue-meanings.ts';
import { LABEL_FORMAT_NAMES } from '../../shared/label-files.ts';
import type { FileChange, SampleAnnotation, SampleDecision, SampleLineage } from '../../shared/sample-lineage.ts';
import { formatNoun } from '../ui/format.ts';

/** One step of where a sample comes from. */
export interface LineageLine {
  readonly key: string;
  readonly what: string;
  /** By whom or what; empty: not known. */
  readonly by: string;
  /** ISO 8601; null: no time is known. */
  readonly at: string | null;
}

const CHANGES: Readonly<Record<FileChange, string>> = {
  added: 'Found by the index',
  changed: 'Changed since it was first indexed',
  moved: 'Moved since it was first indexed',
  removed: 'Missing since it was indexed',
  returned: 'Missing once, and back',
};

/**
 * Newest first within each: decisions, runs that predicted it, annotations, and the file itself.
 * @param folder of the dataset: files in it are named from there
 */
export function lineageLines(
  { indexed, annotation, annotators, decisions, predictions }: SampleLineage,
  folder: string,
): readonly LineageLine[] {
  return [
    ...decisions.map(decisionLine),
    ...predictions.map(({ run, predicted, origin, at }) => ({
      key: `run ${run}`,
      what: predicted === null ? 'Predicted' : `Predicted “${predicted}”`,
      by: run === origin ? run : `${run}, ${origin}`,
      at,
    })),
    ...annotators.map(({ name, labels, at }) => ({
      key: `annotators ${name}`,
      what: `Labelled by ${formatNoun(labels, 'annotator')}`,
      by: name,
      at,
    })),
    ...(annotation === null ? [] : [annotationLine(annotation, folder)]),
    ...(indexed === null
      ? []
      : [{ key: 'indexed', what: CHANGES[indexed.change], by: `Winnow ${indexed.version}`, at: indexed.at }]),
  ];
}

function decisionLine({ id, kind, value, by, at, query }: SampleDecision): LineageLine {
  const who = [by, query === null || query === '' ? null : `found by ${query}`].filter((part) => part !== null);
  return { key: `decision ${id}`, what: decisionText(kind, value), by: who.join(', '), at };
}

function decisionText(kind: SampleDecision['kind'], value: string | null): string {
  switch (kind) {
    case 'tag':
      return `Tagged “${value}”`;
    case 'retag': {
      const { tag, insteadOf } = retagOf(value);
      return `Tagged “${tag}” in place of “${insteadOf}”`;
    }
    case 'untag':
      return `Untagged “${value}”`;
    case 'relabel':
    case 'relabel-each':
      return value === null ? 'Label taken off' : `Relabelled “${value}”`;
    case 'not-issue':
      return `Said to be not “${titleOf(value)}”`;
    case 'issue-again':
      return `Said to be “${titleOf(value)}” again`;
    case 'not-duplicates':
      return 'Said to be no duplicate';
    case 'note':
      return value === null ? 'Note taken off' : `Noted: “${value}”`;
    case 'layout':
      return 'Read anew from its folders';
    default:
      return kind satisfies never;
  }
}

const titleOf = (kind: string | null): string => (kind !== null && isIssueKind(kind) ? ISSUES[kind].title : (kind ?? ''));

function annotationLine({ format, origin, boxes }: SampleAnnotation, folder: string): LineageLine {
  const name = LABEL_FORMAT_NAMES[format];
  const what = boxes === 0 ? `Annotated: ${name}` : `Annotated: ${name}, ${formatNoun(boxes, 'box')}`;
  const by = origin.startsWith(`${folder}/`) ? origin.slice(folder.length + 1) : origin;
  return { key: 'annotation', what, by, at: null };
}
