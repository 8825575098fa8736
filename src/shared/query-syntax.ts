import { isCarriedField } from './carried-field.ts';
import { isNumberField, isTextField } from './query.ts';
import { readableTokens, type TermToken, type Token, type Unread } from './query-tokens.ts';

/** What a stretch of a query text is; `plain` is space, and what is not read yet. */
export type SyntaxKind = 'field' | 'unknown' | 'operator' | 'value' | 'number' | 'word' | 'keyword' | 'plain';

export interface SyntaxPart {
  readonly kind: SyntaxKind;
  readonly text: string;
}

/** A text cut into parts to be coloured: joined again they are the text. Reads what is half typed as far as it goes. */
export function syntaxOf(text: string): readonly SyntaxPart[] {
  const parts: SyntaxPart[] = [];
  let at = 0;
  const upto = (end: number, kind: SyntaxKind): void => {
    if (end > at) parts.push({ kind, text: text.slice(at, end) });
    at = Math.max(at, end);
  };
  for (const token of readableTokens(text)) {
    upto(token.start, 'plain');
    if (token.kind === 'term') {
      for (const [end, kind] of termParts(text, token)) upto(end, kind);
    } else upto(token.end, kindOf(token, text));
  }
  upto(text.length, 'plain');
  return parts;
}

function kindOf(token: Exclude<Token, TermToken> | Unread, text: string): SyntaxKind {
  if (token.kind === 'unread') return begunField(text.slice(token.start, token.end)) ? 'field' : 'plain';
  return token.kind === '(' || token.kind === ')' ? 'operator' : 'keyword';
}

/** `width>=`, whose value is not typed yet. */
function begunField(text: string): boolean {
  const [, name] = /^"?([A-Za-z][\w.-]*)"?\s*(?::|<=|>=|!=|<|>|=)\s*$/.exec(text) ?? [];
  return name !== undefined && isField(name);
}

/** Where each part of a term ends. */
function termParts(text: string, term: TermToken): readonly (readonly [end: number, kind: SyntaxKind])[] {
  const { field, operator, start, valueStart, end } = term;
  if (field === null || operator === null) return [[end, 'word']];
  const written = text.slice(start, valueStart).trimEnd();
  const isNumber = isNumberField(field);
  return [
    [start + written.length - operator.length, isField(field) ? 'field' : 'unknown'],
    [valueStart, 'operator'],
    [end, isNumber && !term.isQuoted ? 'number' : 'value'],
  ];
}

const OTHER_FIELDS: readonly string[] = ['run', 'path', 'is', 'match', 'lasso', 'sort'];

function isField(name: string): boolean {
  return isTextField(name) || isNumberField(name) || isCarriedField(name) || OTHER_FIELDS.includes(name);
}
