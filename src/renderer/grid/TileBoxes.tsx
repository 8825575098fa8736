import type { Tile } from '../../shared/sample.ts';
import { useBoxes } from '../state/boxes.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { BoxLayer } from '../ui/BoxLayer.tsx';
import { usePictureColor } from '../ui/class-color.ts';

/** In smaller tiles boxes would hide the picture. */
export const BOXES_FROM_PX = 128;

const NO_CLASSES: readonly string[] = [];

export interface TileBoxesProps {
  readonly tile: Tile;
  readonly fit: 'fill' | 'cover';
}

/** Boxes over the picture of a tile. */
export function TileBoxes({ tile, fit }: TileBoxesProps) {
  const boxes = useBoxes(tile.id);
  const classes = useDatasetStore((state) => state.dataset?.classes ?? NO_CLASSES);
  const colorOf = usePictureColor(classes);
  if (boxes === null || tile.width === null || tile.height === null) return null;
  return <BoxLayer boxes={boxes} size={{ width: tile.width, height: tile.height }} colorOf={colorOf} fit={fit} />;
}
