import type { Comparison } from './query.ts';
import { QueryProblem } from './query-problem.ts';

export interface TermToken {
  readonly kind: 'term';
  /** Null: a bare word. */
  readonly field: string | null;
  readonly operator: ':' | Comparison | null;
  readonly value: string;
  readonly isQuoted: boolean;
  readonly start: number;
  readonly end: number;
  readonly valueStart: number;
}

export type Token = TermToken | { readonly kind: '(' | ')' | '-' | 'OR' | 'AND'; readonly start: number; readonly end: number };

/** Spaces may stand around a comparison (`width > 640`), not around a colon. */
const FIELD = /([A-Za-z][\w.]*)(?:(:)|\s*(<=|>=|!=|<|>|=)\s*)/y;
/** A field name whose rest is free text: `prob.sea-lion<0.2`, `score.low-information<0.3`. */
const DOTTED_FIELD = /((?:prob|score|field|group)\.[^\s()"<>=!:]+)(?:(:)|\s*(<=|>=|!=|<|>|=)\s*)/y;
/** The same in quotes: `"prob.sea lion"<0.2`. */
const QUOTED_FIELD = /"((?:prob|field)\.(?:[^"\\]|\\.)+)"(?:(:)|\s*(<=|>=|!=|<|>|=)\s*)/suy;
const SPACE = /\s+/y;
const BARE = /[^\s()"]+/y;
const ESCAPES: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', n: '\n', r: '\r', t: '\t' };

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Splits a query text into tokens. @throws {QueryProblem} for an open quote, an unknown escape, a missing field or value */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const token = match(SPACE, text, at) === null ? readToken(text, at) : null;
    if (token !== null) tokens.push(token);
    at = token?.end ?? SPACE.lastIndex;
  }
  return tokens;
}

/** What stands between tokens, and is none, where a text is not a query or not yet. */
export interface Unread {
  readonly kind: 'unread';
  readonly start: number;
  readonly end: number;
}

/** Splits any text into what can be read and what cannot: for those who show it rather than answer it. */
export function readableTokens(text: string): readonly (Token | Unread)[] {
  const tokens: (Token | Unread)[] = [];
  let at = 0;
  while (at < text.length) {
    const space = match(SPACE, text, at);
    const token = space === null ? tokenOrUnread(text, at) : null;
    if (token !== null) tokens.push(token);
    at = token?.end ?? at + (space?.[0].length ?? 1);
  }
  return tokens;
}

function tokenOrUnread(text: string, start: number): Token | Unread {
  try {
    return readToken(text, start);
  } catch (problem) {
    if (!(problem instanceof QueryProblem)) throw problem;
    return { kind: 'unread', start, end: Math.max(problem.end, start + 1) };
  }
}

function readToken(text: string, start: number): Token {
  const char = text[start];
  if (char === '-' && !/[^\s)]/.test(text[start + 1] ?? ' ')) {
    throw new QueryProblem('Expected a term right after "-", which negates it.', start, start + 1);
  }
  if (char === '(' || char === ')' || char === '-') return { kind: char, start, end: start + 1 };
  const field = match(DOTTED_FIELD, text, start) ?? match(FIELD, text, start);
  if (field !== null) return readFieldTerm(text, start, field);
  const inQuotes = match(QUOTED_FIELD, text, start);
  if (inQuotes !== null) return { ...readFieldTerm(text, start, inQuotes), field: readQuoted(text, start, /[:<>=!\s]/).value };
  const value = readValue(text, start);
  if (!value.isQuoted) {
    if (value.value === 'OR' || value.value === 'AND') return { kind: value.value, start, end: value.end };
    if (value.value === 'NOT') return { kind: '-', start, end: value.end };
    if (/[<>=]/.test(value.value)) {
      throw new QueryProblem('A comparison starts with its field, as in width>=640.', start, value.end);
    }
  }
  return { kind: 'term', field: null, operator: null, start, valueStart: start, ...value };
}

function readFieldTerm(text: string, start: number, [whole, name, colon, comparison]: RegExpExecArray): TermToken {
  const valueStart = start + whole.length;
  const next = text[valueStart];
  if (next === undefined || next === ')' || next === '(' || /\s/.test(next)) {
    throw new QueryProblem(`Expected a value after "${whole.trim()}".`, start, valueStart);
  }
  const operator = (colon ?? comparison) as ':' | Comparison;
  return { kind: 'term', field: name ?? '', operator, start, valueStart, ...readValue(text, valueStart) };
}

interface Value {
  readonly value: string;
  readonly isQuoted: boolean;
  readonly end: number;
}

function readValue(text: string, start: number): Value {
  if (text[start] === '"') return readQuoted(text, start);
  const value = match(BARE, text, start)?.[0] ?? '';
  const end = start + value.length;
  if (text[end] === '"') throw new QueryProblem('Put the whole value in quotes, as in label:"sea lion".', start, end + 1);
  return { value, isQuoted: false, end };
}

/** @param follows what may stand right after the closing quote */
function readQuoted(text: string, start: number, follows = /[\s()]/): Value {
  let value = '';
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at];
    if (char === '"') {
      const after = text[at + 1];
      if (after === undefined || follows.test(after)) return { value, isQuoted: true, end: at + 1 };
      throw new QueryProblem('Expected a space after the closing quote.', at, at + 2);
    }
    if (char !== '\\') {
      value += char;
      continue;
    }
    at++;
    const meant = ESCAPES[text[at] ?? ''];
    if (meant === undefined) {
      throw new QueryProblem(
        'Inside quotes write \\\\ for a backslash and \\" for a quote.',
        at - 1,
        Math.min(at + 1, text.length),
      );
    }
    value += meant;
  }
  throw new QueryProblem('This quote is never closed.', start, text.length);
}
