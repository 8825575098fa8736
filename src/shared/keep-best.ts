/** What decides which of several duplicates to keep; the user orders them. */
export const KEEP_RULES = ['resolution', 'file-size', 'has-label', 'oldest', 'path'] as const;
export type KeepRule = (typeof KEEP_RULES)[number];

/** Larger resolution, then larger file, then with a label, then by path. */
export const DEFAULT_KEEP_RULES: readonly KeepRule[] = ['resolution', 'file-size', 'has-label', 'path'];

/** What the rules look at. */
export interface KeepCandidate {
  readonly id: number;
  readonly path: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly label: string | null;
}

const pixels = ({ width, height }: KeepCandidate): number => (width ?? 0) * (height ?? 0);

/** Negative: the first is to be kept rather. */
const COMPARE: Readonly<Record<KeepRule, (a: KeepCandidate, b: KeepCandidate) => number>> = {
  resolution: (a, b) => pixels(b) - pixels(a),
  'file-size': (a, b) => b.sizeBytes - a.sizeBytes,
  'has-label': (a, b) => Number(b.label !== null) - Number(a.label !== null),
  oldest: (a, b) => a.modifiedMs - b.modifiedMs,
  path: (a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0),
};

/** The order in which duplicates deserve to be kept: by the first rule that tells two apart, in the end by id. */
export function compareForKeeping(rules: readonly KeepRule[]): (a: KeepCandidate, b: KeepCandidate) => number {
  return (a, b) => {
    for (const rule of rules) {
      const order = COMPARE[rule](a, b);
      if (order !== 0) return order;
    }
    return a.id - b.id;
  };
}
