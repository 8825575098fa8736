import type { WritableDb } from '../db/connection.ts';
import type { SetLayout } from './decision-effect.ts';
import { redoTargets, undoTarget } from './decision-history.ts';
import { type Decided, nothing, redo, undo } from './decisions.ts';
import { standingIds } from './standing-decisions.ts';

/**
 * Takes back decisions, the newest first, until `to` is the newest that stands (0: until none does); where `to` was itself taken
 * back, does again what was taken back until it stands. Each step is in the history as any undo or redo is, so that this can be
 * taken back, too.
 * @param onStep hears of each step: a process that is killed between two has done the first
 */
export async function revert(
  db: WritableDb,
  to: number,
  setLayout: SetLayout,
  onStep: (step: Decided) => void = () => undefined,
): Promise<Decided> {
  const isForward = redoTargets(db).includes(to);
  if (to > 0 && !isForward && !standingIds(db).has(to)) return nothing('That was taken back, and something else decided since');
  const isThere = (newest: number | null): boolean => (isForward ? newest === to : newest === null || newest <= to);
  let last = nothing('Nothing was decided since');
  let steps = 0;
  while (!isThere(undoTarget(db))) {
    const step = await (isForward ? redo(db, setLayout) : undo(db, setLayout));
    if (step.decisionId === null) break;
    onStep(step);
    last = step;
    steps++;
  }
  if (steps < 2) return last;
  return { ...last, message: `${isForward ? 'Did again' : 'Took back'} ${steps.toLocaleString('en-US')} decisions` };
}
