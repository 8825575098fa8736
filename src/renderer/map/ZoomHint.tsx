import { useEffect, useState } from 'react';
import { z } from 'zod';
import { readSetting, writeSetting } from '../state/persisted.ts';
import { useUiStore } from '../state/ui-store.ts';
import type { Scene } from './scene.ts';
import styles from './ZoomHint.module.css';

const SETTING = 'hasSeenMapPictures';

/** Dots become pictures when near: told until they once have. */
export function ZoomHint({ scene }: { readonly scene: Scene }) {
  const [hasSeen, setSeen] = useState(() => readSetting(SETTING, z.boolean(), false));
  const isMoving = useUiStore((state) => state.mapTool === 'move');
  useEffect(() => {
    if (hasSeen) return;
    return scene.onView(() => {
      if (!scene.hasPictures) return;
      setSeen(true);
      writeSetting(SETTING, true);
    });
  }, [scene, hasSeen]);
  return hasSeen || !isMoving ? null : <p className={styles.hint}>Zoom in with the wheel until pictures appear</p>;
}
