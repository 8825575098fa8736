import type { ExportBox } from '../index/export-boxes.ts';
import type { ExportLayout, LayoutContext, PlacedRow } from './export-layout.ts';
import { placeAsInSource } from './place-as-in-source.ts';

/**
 * `samples.jsonl`, an object a sample, and the files under `images/`. `boxes` is null of a sample that no annotation speaks of and
 * empty of one that was found to have none.
 */
export function jsonlLayout({ pathOf, hasWeights }: Pick<LayoutContext, 'pathOf' | 'hasWeights'>): ExportLayout {
  const row = (placed: PlacedRow): string =>
    `${JSON.stringify({ ...objectOf(placed, pathOf(placed)), ...(hasWeights ? { weight: placed.weight } : {}) })}\n`;
  return { place: placeAsInSource(), tables: [{ path: 'samples.jsonl', sections: [{ head: '', row, foot: '' }] }] };
}

function objectOf({ label, split, width, height, contentHash: sha256, tags, path: source, annotation }: PlacedRow, path: string) {
  return { path, label, split, width, height, sha256, tags, source, boxes: annotation?.boxes.map(boxOf) ?? null };
}

/** @returns `box` as [left, top, width, height] in pixels of the picture as it is shown */
function boxOf({ class: name, place, isCrowd, area, extra }: ExportBox) {
  const known = { ...(isCrowd ? { isCrowd } : {}), ...(area === null ? {} : { area }), ...(extra === null ? {} : { extra }) };
  return { class: name, box: place, ...known };
}
