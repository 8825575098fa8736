import type { AnyNumberField, AnyTextField, Filter, Query } from '../../shared/query.ts';
import { runFor, speaksOnlyOf } from '../../shared/query-edit.ts';
import { clausesOf } from '../../shared/query-normal.ts';
import { type Bits, intersect } from './bits.ts';
import type { Columns } from './columns.ts';
import { evaluate } from './evaluate.ts';
import type { Checkpoint } from './turns.ts';

/** The rows of a query, and those of the query without some of its top-level clauses; each clause is worked out once. */
export class ClauseRows {
  readonly #query: Query;
  readonly #every: Bits;
  readonly #clauses: readonly { readonly clause: Filter; readonly rows: Bits }[];
  /** By the places of the clauses that are left out. */
  readonly #without = new Map<string, Bits>();

  private constructor(query: Query, every: Bits, clauses: readonly { readonly clause: Filter; readonly rows: Bits }[]) {
    this.#query = query;
    this.#every = every;
    this.#clauses = clauses;
  }

  static async of(query: Query, columns: Columns, checkpoint: Checkpoint): Promise<ClauseRows> {
    const every = await evaluate(null, columns, checkpoint);
    const clauses: { readonly clause: Filter; readonly rows: Bits }[] = [];
    for (const clause of clausesOf(query.filter)) {
      await checkpoint();
      clauses.push({ clause, rows: await evaluate(clause, columns, checkpoint) });
    }
    return new ClauseRows(query, every, clauses);
  }

  /** The rows that match. Not to be changed. */
  get all(): Bits {
    return this.leaving(() => false);
  }

  /** What matches but for the clauses on this field: a facet is not narrowed by its own choice. Not to be changed. */
  without(field: AnyTextField | AnyNumberField): Bits {
    const run = runFor(this.#query, field);
    return this.leaving((clause) => speaksOnlyOf(clause, field, run));
  }

  /** What matches but for the clauses of which this is true. Not to be changed. */
  leaving(isLeft: (clause: Filter) => boolean): Bits {
    const left = this.#clauses.map(({ clause }) => isLeft(clause));
    const key = left.join();
    const known = this.#without.get(key);
    if (known !== undefined) return known;
    const rows = this.#every.slice();
    for (const [k, clause] of this.#clauses.entries()) if (left[k] !== true) intersect(rows, clause.rows);
    this.#without.set(key, rows);
    return rows;
  }
}
