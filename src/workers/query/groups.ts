/** Groups of two samples or more that are there, by id. */
export interface Groups {
  /** The least id of each group, ascending; that sample itself may be missing. */
  readonly ids: Uint32Array;
  /** Rows of group k are `rows[ends[k - 1] … ends[k]]`, ascending. */
  readonly ends: Uint32Array;
  readonly rows: Uint32Array;
  /** Distance of each row's link; NaN for the root of its group's links. */
  readonly links: Float32Array;
  /** Largest and least distance of a link in each group; 0 where it has none. */
  readonly weakest: Float32Array;
  readonly surest: Float32Array;
  /** The partition each is a group of: index into DUPLICATE_KINDS. */
  readonly partitions: Uint8Array;
}

/** Where a group's members stand in lists of rows and links. */
export interface GroupRun {
  readonly id: number;
  readonly partition: number;
  readonly from: number;
  readonly to: number;
}

export function startOf({ ends }: Groups, group: number): number {
  return group === 0 ? 0 : (ends[group - 1] ?? 0);
}

/** The groups of these runs, in their order. */
export function groupsOf(runs: readonly GroupRun[], rows: Uint32Array, links: Float32Array): Groups {
  let end = 0;
  const ends = Uint32Array.from(runs, ({ from, to }) => (end += to - from));
  const picked = { rows: new Uint32Array(end), links: new Float32Array(end) };
  for (const [k, { from, to }] of runs.entries()) {
    picked.rows.set(rows.subarray(from, to), (ends[k] ?? 0) - (to - from));
    picked.links.set(links.subarray(from, to), (ends[k] ?? 0) - (to - from));
  }
  return {
    ids: Uint32Array.from(runs, ({ id }) => id),
    ends,
    ...picked,
    weakest: Float32Array.from(runs, ({ from, to }) => extremeOf(links, from, to, (a, b) => a > b)),
    surest: Float32Array.from(runs, ({ from, to }) => extremeOf(links, from, to, (a, b) => a < b)),
    partitions: Uint8Array.from(runs, ({ partition }) => partition),
  };
}

/** The groups chosen, in the order given. */
export function onlyGroups(groups: Groups, chosen: readonly number[]): Groups {
  const runs = chosen.map((group) => ({
    id: groups.ids[group] ?? 0,
    partition: groups.partitions[group] ?? 0,
    from: startOf(groups, group),
    to: groups.ends[group] ?? 0,
  }));
  return groupsOf(runs, groups.rows, groups.links);
}

/** How many samples of a group a set of rows has. */
export function countMembers(groups: Groups, group: number, has: (row: number) => boolean): number {
  let count = 0;
  for (let at = startOf(groups, group); at < (groups.ends[group] ?? 0); at++) if (has(groups.rows[at] ?? 0)) count++;
  return count;
}

function extremeOf(links: Float32Array, from: number, to: number, isBetter: (a: number, b: number) => boolean): number {
  let best = Number.NaN;
  for (let at = from; at < to; at++) {
    const link = links[at] ?? Number.NaN;
    if (Number.isNaN(best) || isBetter(link, best)) best = link;
  }
  return best || 0;
}
