const OPPOSITES: Readonly<Record<string, string>> = { keep: 'remove', remove: 'keep' };

/** The tag that a tag takes the place of: what is kept is not removed. Undefined: none. */
export const oppositeOf = (tag: string): string | undefined => OPPOSITES[tag];
