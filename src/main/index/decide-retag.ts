import { describeDecision, type Retag } from '../../shared/decision.ts';
import type { WritableDb } from '../db/connection.ts';
import { blobOfIds, type SetLayout } from './decision-effect.ts';
import { inDecisionTurn } from './decision-turns.ts';
import { type Decided, nothing } from './decisions.ts';
import { decide, finishUnfinished } from './record-decision.ts';
import { retagChange } from './retags.ts';

export interface RetagRequest extends Retag {
  /** In any order, as for a tag. */
  readonly ids: Uint32Array;
  /** As for a tag. */
  readonly query?: string;
  readonly atMs?: number | undefined;
}

/** Tags samples and takes another tag off them, as one decision. Where none has the other it is a tag like any. */
export function applyRetag(db: WritableDb, request: RetagRequest, setLayout: SetLayout): Promise<Decided> {
  const { tag, insteadOf, ids, query, atMs } = request;
  return inDecisionTurn(db, async () => {
    await finishUnfinished(db, setLayout);
    if (ids.length === 0) return nothing('No samples match');
    const { ids: changed, before, places, isPlain } = await retagChange(db, ids, tag, insteadOf);
    if (changed.length === 0) return nothing(`All of them were tagged "${tag}" already`);
    const retag: Retag = { tag, insteadOf };
    const row = {
      kind: isPlain ? 'tag' : 'retag',
      value: isPlain ? tag : JSON.stringify(retag),
      before: isPlain ? null : JSON.stringify(before),
      beforePlaces: isPlain ? null : blobOfIds(places),
      sampleIds: blobOfIds(changed),
      sampleCount: changed.length,
      target: null,
      query: query ?? null,
      atMs,
    } as const;
    const decisionId = await decide(db, row, setLayout);
    return { decisionId, changed, touched: changed, part: 'tags', message: describeDecision(row) };
  });
}
