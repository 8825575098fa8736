/** SQL the duplicates worker runs on its own read-only connection; written in `main/index/duplicate-sources.ts`. */
export interface DuplicateSources {
  readonly dbFile: string;
  /**
   * Samples that can be duplicates, not the missing ones, by id: one row with `ids` (JSON array) and `keys` (hexadecimal, see
   * `sample-keys.ts`). `range` takes `(afterId, limit)`, `of` a JSON array of ids.
   */
  readonly samples: { readonly range: string; readonly of: string };
  /** Takes a JSON array of ids: one row with `ids` and `hashes` (hexadecimal) of the flipped pictures, for those with a fingerprint. */
  readonly flippedHashes: string;
  /** Takes a JSON array of ids: `id`, `bytes`, by id. */
  readonly fingerprints: string;
  /** `a`, `b`, `distance` of all pairs of which one is a part of the other. */
  readonly parts: string;
  /** `sampleId`, `decisionId`, `isSingle` of all that was said to be no duplicate. */
  readonly notDuplicates: string;
}

/** Groups of one kind: one entry per sample that is in one, ascending ids. */
export interface Partition {
  readonly ids: Uint32Array<ArrayBuffer>;
  /** The least id of each sample's group. */
  readonly groupIds: Uint32Array<ArrayBuffer>;
  /** The sample it hangs on in the group's tree of strongest links; 0 for the root, which is the group's least id. */
  readonly linkedIds: Uint32Array<ArrayBuffer>;
  /** Of that link, in [0, 1]: 0 = the same; 0 for the root. The largest of a group is its weakest link. */
  readonly distances: Float32Array<ArrayBuffer>;
  /** How the linked sample has to be flipped or turned to match this one, 0-7 or PART (turns.ts); 0 for the root. */
  readonly turns: Uint8Array<ArrayBuffer>;
}

/**
 * `exact`: same bytes. `pixel`: same pixels, of groups whose bytes are not all the same. `near`: joined by any link, of
 * groups whose pixels are not all the same. Each lies within the next.
 */
export interface DuplicateGroups {
  readonly exact: Partition;
  readonly pixel: Partition;
  readonly near: Partition;
}

export interface DuplicateProgress {
  readonly done: number;
  readonly total: number;
}

export type DuplicateCalls = {
  /** Ids of samples whose pixels must be hashed first: another one has the same dimensions and perceptual hash but other bytes. */
  readonly candidates: {
    readonly input: { readonly sources: DuplicateSources };
    readonly progress: never;
    readonly output: Uint32Array<ArrayBuffer>;
  };
  /** @param only the groups among these samples; null: among all */
  readonly find: {
    readonly input: { readonly sources: DuplicateSources; readonly only: Uint32Array | null };
    readonly progress: DuplicateProgress;
    readonly output: DuplicateGroups;
  };
};
