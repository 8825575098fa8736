import type { FoundBox } from './label-sink.ts';
import { areaWithin, boxAround } from './outline.ts';

const ROW = /^((?:[+-]?[\d.]+(?:e[+-]?\d+)?\s+){8})(.*\S)$/i;

/** @returns the box around four corners, which are kept as COCO's `segmentation`; null where a line is no object of DOTA's */
export function parseDotaRow(line: string): FoundBox | null {
  const [, numbers = '', rest = ''] = ROW.exec(line.trim()) ?? [];
  const [, name = rest, difficult] = /^(.*\S)\s+([0-2])$/.exec(rest) ?? [];
  const outline = numbers.trim().split(/\s+/).map(Number);
  const place = outline.length === 8 ? boxAround(outline) : null;
  // Of nine numbers the last would be a name; that is a row of YOLO's. What is written in quotes is a word of ICDAR's.
  if (place === null || name === '' || /^[\d.]+$|"$/.test(rest)) return null;
  const extra = { segmentation: [outline], ...(difficult === undefined ? {} : { difficult: Number(difficult) }) };
  return { class: name, place, isCrowd: false, area: areaWithin(outline), extra };
}

/** `imagesource:GoogleEarth` and `gsd:0.146`, of the whole picture; null: the line is another one. */
export function parseDotaHead(line: string): { readonly name: string; readonly value: string } | null {
  const [, name, value = ''] = /^(imagesource|gsd)\s*:\s*(.*)$/i.exec(line.trim()) ?? [];
  return name === undefined ? null : { name: name.toLowerCase(), value: value.trim() };
}
