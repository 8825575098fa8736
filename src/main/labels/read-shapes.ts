import type { BoxShape } from '../../shared/box-shape.ts';
import type { ReadableDb } from '../db/connection.ts';
import { createFrameReader } from '../index/boxes.ts';
import { createAnnotationReader } from '../index/export-boxes.ts';
import { shapeOfBox } from './shape-of-box.ts';

/** Outlines, masks and keypoints of a sample's given boxes; empty where there are none, or its size is not known. */
export function readShapes(db: ReadableDb, id: number): readonly BoxShape[] {
  const annotation = createAnnotationReader(db)([id]).get(id);
  const frame = createFrameReader(db)(id);
  if (annotation === undefined || frame === null) return [];
  return annotation.boxes.flatMap((box, at) => shapeOfBox(box, at, frame, annotation.isUpright) ?? []);
}
