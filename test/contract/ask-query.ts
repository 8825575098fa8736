import { type DoorClient, errorOf } from '../../src/main/cli/ask-door.ts';
import type { QueryAnswer } from '../../src/shared/api.ts';
import { decodeFrame } from '../../src/shared/frame.ts';
import type { Query } from '../../src/shared/query.ts';
import { parseQuery } from '../../src/shared/query-language.ts';

/** A query as the search box reads it. */
export function query(text: string): Query {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.query;
}

/** Ids of what a query finds, in its order. @param route `/api/datasets/:dataset` */
export async function idsOf(client: DoorClient, route: string, text: string): Promise<readonly number[]> {
  const response = await client.fetch(`${route}/query`, { method: 'POST', body: JSON.stringify({ query: query(text) }) });
  if (!response.ok) throw await errorOf(response);
  return [...(decodeFrame<QueryAnswer>(await response.arrayBuffer()).columns.ids ?? [])];
}
