/**
 * How a picture is flipped and turned, 0-7: mirrored at its main diagonal where bit 2 is set, then left-right where bit 0
 * is, then upside down where bit 1 is. 8: cropped, tilted, framed or written upon, and shown upright. As the numbers of
 * `GroupMember.turn`.
 */
export type Turn = number;
/** Wherever it is part of a chain of turns, the whole is no mere turn. */
const PART: Turn = 8;

/** x' = a·x + c·y, y' = b·x + d·y around the middle; y grows downwards, as CSS has it. */
export interface TurnMatrix {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

/** True where width and height change places. */
export const isQuarter = (turn: Turn): boolean => (turn & 4) !== 0;

export function turnMatrix(turn: Turn): TurnMatrix {
  const across = (turn & 1) === 0 ? 1 : -1;
  const down = (turn & 2) === 0 ? 1 : -1;
  return isQuarter(turn) ? { a: 0, b: down, c: across, d: 0 } : { a: across, b: 0, c: 0, d: down };
}

/** What undoes a turn: the quarter turns undo each other, every other one itself. */
export function inverseTurn(turn: Turn): Turn {
  if (turn === PART) return PART;
  const { a, b, c, d } = turnMatrix(turn);
  return turnOf({ a, b: c, c: b, d });
}

/** `first`, and then `second`. */
export function composedTurn(first: Turn, second: Turn): Turn {
  if (first === PART || second === PART) return PART;
  const [f, s] = [turnMatrix(first), turnMatrix(second)];
  return turnOf({
    a: s.a * f.a + s.c * f.b,
    b: s.b * f.a + s.d * f.b,
    c: s.a * f.c + s.c * f.d,
    d: s.b * f.c + s.d * f.d,
  });
}

function turnOf({ a, b, c, d }: TurnMatrix): Turn {
  return a === 0 ? 4 + Number(c < 0) + 2 * Number(b < 0) : Number(a < 0) + 2 * Number(d < 0);
}
