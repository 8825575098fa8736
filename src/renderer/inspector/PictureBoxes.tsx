import type { Tile } from '../../shared/sample.ts';
import { useBoxes, useHoveredBox } from '../state/boxes.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { useShapes } from '../state/shapes.ts';
import { useUiStore } from '../state/ui-store.ts';
import { BoxLayer } from '../ui/BoxLayer.tsx';
import { usePictureColor } from '../ui/class-color.ts';
import { ShapeLayer } from './ShapeLayer.tsx';

const NO_CLASSES: readonly string[] = [];
const setHovered = (box: ReturnType<typeof useHoveredBox.getState>['box']): void => useHoveredBox.setState({ box });

/** Boxes over the large picture; one that is pointed at says what it is. */
export function PictureBoxes({ tile }: { readonly tile: Tile }) {
  const boxes = useBoxes(tile.id);
  const classes = useDatasetStore((state) => state.dataset?.classes ?? NO_CLASSES);
  const colorOf = usePictureColor(classes);
  const shapes = useShapes(tile.id);
  const hovered = useHoveredBox((state) => state.box);
  const areProblemsMeant = useUiStore((state) => state.issueKind === 'box');
  if (boxes === null || tile.width === null || tile.height === null) return null;
  const size = { width: tile.width, height: tile.height };
  return (
    <>
      <ShapeLayer shapes={shapes} size={size} colorOf={colorOf} />
      <BoxLayer boxes={boxes} size={size} colorOf={colorOf} pointing={{ hovered, areProblemsMeant, onHover: setHovered }} />
    </>
  );
}
