import { QueryProblem } from './query-problem.ts';
import type { TermToken } from './query-tokens.ts';

/** Classes of a box that a run matched with a given one; null: nothing was matched with it. */
export interface MatchedClasses {
  readonly label: string | null;
  readonly prediction: string | null;
}

/** The classes of `match:"cat|dog"`, given and predicted; one of them may be empty. @throws {QueryProblem} */
export function parseMatch(term: TermToken, text: string): MatchedClasses {
  const names: string[] = [];
  let name = '';
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '|') {
      names.push(name);
      name = '';
    } else name += text[at] === '\\' ? (text[++at] ?? '') : text[at];
  }
  names.push(name);
  const [label = '', prediction = ''] = names;
  if (names.length === 2 && (label !== '' || prediction !== '')) {
    return { label: label === '' ? null : label, prediction: prediction === '' ? null : prediction };
  }
  throw new QueryProblem(
    `"${text}" names no match; expected a given and a predicted class as in match:"cat|dog", or match:"cat|" of boxes that nothing found.`,
    term.valueStart,
    term.end,
  );
}

/** The text that `parseMatch` reads back as these classes. */
export function printMatch({ label, prediction }: MatchedClasses): string {
  const written = (name: string | null): string => (name ?? '').replaceAll(/[\\|]/g, '\\$&');
  return `${written(label)}|${written(prediction)}`;
}
