import { useEffect, useState } from 'react';
import type { Scene } from './scene.ts';

/** The level that a scene shows; single pictures are 0. */
export function useLevel(scene: Scene): number {
  const [level, setLevel] = useState(scene.level);
  useEffect(() => {
    setLevel(scene.level);
    return scene.onView(() => setLevel(scene.level));
  }, [scene]);
  return level;
}
