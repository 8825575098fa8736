import type { Query } from '../../src/shared/query.ts';
import { parseQuery } from '../../src/shared/query-language.ts';

/** The query of a text. @throws where it is none */
export function q(text: string): Query {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.query;
}
