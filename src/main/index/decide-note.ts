import { describeDecision } from '../../shared/decision.ts';
import type { WritableDb } from '../db/connection.ts';
import { blobOfIds, type SetLayout } from './decision-effect.ts';
import { inDecisionTurn } from './decision-turns.ts';
import { type Decided, nothing } from './decisions.ts';
import { noteChange } from './notes.ts';
import { decide, finishUnfinished } from './record-decision.ts';

export interface NoteRequest {
  /** Null: none any more. */
  readonly text: string | null;
  /** In any order, as for a tag. */
  readonly ids: Uint32Array;
  /** As for a tag. */
  readonly query?: string;
}

/** Writes a note on samples in place of what was noted on them, or takes it off. */
export function applyNote(db: WritableDb, { text, ids, query }: NoteRequest, setLayout: SetLayout): Promise<Decided> {
  return inDecisionTurn(db, async () => {
    await finishUnfinished(db, setLayout);
    if (ids.length === 0) return nothing('No samples match');
    const { ids: changed, before, places } = await noteChange(db, ids, text);
    if (changed.length === 0) return nothing(text === null ? 'None of them had a note' : 'All of them had this note already');
    const row = {
      kind: 'note',
      value: text,
      before: JSON.stringify(before),
      beforePlaces: places === null ? null : blobOfIds(places),
      sampleIds: blobOfIds(changed),
      sampleCount: changed.length,
      target: null,
      query: query ?? null,
    } as const;
    const decisionId = await decide(db, row, setLayout);
    return { decisionId, changed, touched: changed, part: 'notes', message: describeDecision(row) };
  });
}
