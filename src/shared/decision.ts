import { assertNever } from './errors.ts';
import { isIssueKind } from './issue.ts';
import { ISSUES } from './issue-meanings.ts';
import type { Layout } from './layout.ts';

/** What the user said, append-only. An undo is a row of its own, so history survives and can be read. */
export type DecisionKind =
  | 'tag'
  | 'untag'
  | 'retag'
  | 'layout'
  | 'not-issue'
  | 'issue-again'
  | 'not-duplicates'
  | 'relabel'
  | 'relabel-each'
  | 'note';

export interface Decision {
  readonly id: number;
  readonly kind: DecisionKind | 'undo' | 'redo';
  /**
   * The tag's name; of `retag` a `Retag` as JSON; the layout as JSON; the kind of issue; the class, null: no label any more; the note, null: none any more; of `relabel-each` the classes given
   * as a JSON array; of `not-duplicates` the ids singled out as a JSON array, or null where each is no duplicate of any other; for
   * undo and redo, null.
   */
  readonly value: string | null;
  /** Samples really changed by it; 0 for a layout, which concerns all. */
  readonly sampleCount: number;
  readonly atMs: number;
  /** For undo and redo: the decision they take back or do again. */
  readonly target: number | null;
  /** Name of the user of the system; null: decided before this was recorded. */
  readonly author: string | null;
  /** That found the samples, as in the search box; null: they were named. */
  readonly query: string | null;
}

/** A tag given in place of another. */
export interface Retag {
  readonly tag: string;
  readonly insteadOf: string;
}

/** @param value of a decision that is a `retag` */
export const retagOf = (value: string | null): Retag => JSON.parse(value ?? '{"tag":"","insteadOf":""}') as Retag;

/** For a person: `Tagged 3 samples “remove”`. Takes a decision and the verb that wraps it in. */
export function describeDecision(
  decision: { readonly kind: DecisionKind; readonly value: string | null; readonly sampleCount: number },
  verb: 'did' | 'undid' | 'redid' = 'did',
): string {
  const text = decisionText(decision.kind, decision.value, decision.sampleCount);
  if (verb === 'did') return text;
  return `${verb === 'undid' ? 'Undid' : 'Redid'}: ${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}

function decisionText(kind: DecisionKind, given: string | null, sampleCount: number): string {
  const value = given ?? '';
  const samples = `${sampleCount.toLocaleString('en-US')} ${sampleCount === 1 ? 'sample' : 'samples'}`;
  switch (kind) {
    case 'tag':
      return `Tagged ${samples} “${value}”`;
    case 'untag':
      return `Untagged ${samples} “${value}”`;
    case 'retag': {
      const { tag, insteadOf } = retagOf(given);
      return `Tagged ${samples} “${tag}” in place of “${insteadOf}”`;
    }
    case 'layout':
      return layoutText(JSON.parse(value) as Layout);
    case 'not-issue':
      return `Marked ${samples} as not “${titleOf(value)}”`;
    case 'issue-again':
      return `Marked ${samples} as “${titleOf(value)}” again`;
    case 'not-duplicates':
      return `Marked ${samples} as not ${sampleCount === 1 ? 'a duplicate' : 'duplicates'}`;
    case 'relabel':
      return given === null ? `Took the label off ${samples}` : `Relabelled ${samples} “${given}”`;
    case 'relabel-each':
      return `Relabelled ${samples} ${classesText(JSON.parse(value) as readonly string[])}`;
    case 'note':
      return given === null ? `Took the note off ${samples}` : `Noted on ${samples}: “${shortened(value)}”`;
    default:
      return assertNever(kind);
  }
}

const MOST_SHOWN = 60;

const shortened = (text: string): string => (text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN - 1)}…` : text);

/** `“cat”, “dog” or 3 others` */
function classesText(names: readonly string[]): string {
  const shown = names.length > 3 ? names.slice(0, 2) : names;
  const quoted = shown.map((name) => `“${name}”`);
  const last = names.length > shown.length ? `${names.length - shown.length} others` : (quoted.pop() ?? '');
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`;
}

const titleOf = (kind: string): string => (isIssueKind(kind) ? ISSUES[kind].title : kind);

/** Levels are counted from 1 for a person. */
function layoutText({ splitLevel, labelLevel }: Layout): string {
  if (splitLevel === null && labelLevel === null) return 'Read neither splits nor classes from folders';
  const parts = [
    ...(splitLevel === null ? [] : [`splits from folder level ${splitLevel + 1}`]),
    ...(labelLevel === null ? [] : [`classes from folder level ${labelLevel + 1}`]),
  ];
  return `Read ${parts.join(' and ')}`;
}
