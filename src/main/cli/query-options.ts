import { WinnowError } from '../../shared/errors.ts';
import { DEFAULT_QUERY, type Query, SORT_FIELDS, type Sort } from '../../shared/query.ts';
import { parseQuery } from '../../shared/query-language.ts';
import { didYouMean } from '../../shared/query-problem.ts';

/**
 * @param where text of the query language; absent: every sample
 * @param sort `FIELD` or `FIELD:desc`, instead of the order the query names
 * @throws {WinnowError} bad_query, with the position in the text
 */
export function queryOf(where: string | undefined, sort?: string): Query {
  const query = where === undefined ? DEFAULT_QUERY : parsed(where);
  return sort === undefined ? query : { ...query, sort: sortOf(sort) };
}

function parsed(text: string): Query {
  const answer = parseQuery(text);
  if (answer.ok) return answer.query;
  const { message, start, end } = answer;
  throw new WinnowError('bad_query', `${message} (--where, character ${start + 1})`, { position: { start, end } });
}

function sortOf(text: string): Sort {
  const [name = '', direction, ...rest] = text.split(':');
  const field = SORT_FIELDS.find((known) => known === name);
  if (field === undefined) {
    throw new WinnowError(
      'bad_query',
      `Cannot sort by "${name}".${didYouMean(name, SORT_FIELDS)} Fields: ${SORT_FIELDS.join(', ')}.`,
    );
  }
  if (rest.length > 0 || (direction !== undefined && direction !== 'desc' && direction !== 'asc')) {
    throw new WinnowError('bad_query', `"${text}" is no order; expected ${field}, ${field}:asc or ${field}:desc.`);
  }
  return { field, descending: direction === 'desc' };
}
