import { WinnowError } from '../../shared/errors.ts';
import { DEFAULT_QUERY, isSortField, type Query, SORT_FIELDS, type Sort } from '../../shared/query.ts';
import { parseQuery } from '../../shared/query-language.ts';
import { didYouMean } from '../../shared/query-problem.ts';
import { isOfRun, ruledBy } from '../../shared/query-runs.ts';

/**
 * @param where text of the query language; absent: every sample
 * @param sort `FIELD` or `FIELD:desc`, instead of the order the query names
 * @throws {WinnowError} bad_query, with the position in the text
 */
export function queryOf(where: string | undefined, sort?: string): Query {
  const query = where === undefined ? DEFAULT_QUERY : parsed(where);
  return sort === undefined ? query : { ...query, sort: sortOf(sort, ruledBy(query)) };
}

function parsed(text: string): Query {
  const answer = parseQuery(text);
  if (answer.ok) return answer.query;
  const { message, start, end } = answer;
  throw new WinnowError('bad_query', `${message} (--where, character ${start + 1})`, { position: { start, end } });
}

/** @param run that rules the query */
function sortOf(text: string, run: string | null): Sort {
  // A class may have a colon in its name.
  const [, name = '', direction] = /^(.*?)(?::(asc|desc))?$/s.exec(text) ?? [];
  if (isSortField(name)) {
    const ofRun = run !== null && isOfRun(name) ? { run } : {};
    return { field: name, descending: direction === 'desc', ...ofRun };
  }
  const [field = '', ...rest] = name.split(':');
  if (isSortField(field) && rest.length > 0) {
    throw new WinnowError('bad_query', `"${text}" is no order; expected ${field}, ${field}:asc or ${field}:desc.`);
  }
  throw new WinnowError(
    'bad_query',
    `Cannot sort by "${field}".${didYouMean(field, SORT_FIELDS)} Fields: ${SORT_FIELDS.join(', ')}, prob.CLASS.`,
  );
}
