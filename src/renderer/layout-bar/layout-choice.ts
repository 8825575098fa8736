import type { Layout } from '../../shared/layout.ts';

/** What a folder level can be read as. */
export type LevelRole = 'label' | 'split' | 'nothing';

export interface PathPart {
  readonly name: string;
  /** Folder level from the dataset's own children, 0; null: the file itself. */
  readonly level: number | null;
}

/** `train/cat/1.jpg` -> train (0), cat (1), 1.jpg. */
export function pathParts(path: string): readonly PathPart[] {
  const names = path.split('/');
  return names.map((name, place) => ({ name, level: place === names.length - 1 ? null : place }));
}

export function roleOf({ labelLevel, splitLevel }: Layout, level: number): LevelRole {
  if (level === labelLevel) return 'label';
  return level === splitLevel ? 'split' : 'nothing';
}

/** The layout with a level read in another way, in all of the dataset; no two levels are read the same way. */
export function withRole(layout: Layout, level: number, role: LevelRole): Layout {
  const labelLevel = layout.labelLevel === level ? null : layout.labelLevel;
  const splitLevel = layout.splitLevel === level ? null : layout.splitLevel;
  return {
    labelLevel: role === 'label' ? level : labelLevel,
    splitLevel: role === 'split' ? level : splitLevel,
  };
}

export function isNoLayout({ labelLevel, splitLevel }: Layout): boolean {
  return labelLevel === null && splitLevel === null;
}
