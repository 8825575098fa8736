import type { ExportAnnotation, ExportBox } from '../index/export-boxes.ts';
import { fieldParts } from './field-parts.ts';
import type { OwnFrame } from './own-frame.ts';
import { xmlText } from './xml-text.ts';

/** What readers of VOC expect of each object, where annotations say nothing. */
const DEFAULTS = { pose: 'Unspecified', truncated: '0', difficult: '0' } as const;

/** What a picture said besides in files of VOC; `folder` is where it lay then. */
const CARRIED = ['source', 'owner', 'segmented'] as const;
const UNSAID = { source: { database: 'Unknown' }, segmented: '0' } as const;

/** The annotation of one picture as Pascal VOC writes it, and what else came with it and its objects. */
export function vocXml(fileName: string, frame: OwnFrame, { boxes, format, fields }: Annotation): string {
  const carried = CARRIED.filter((name) => format === 'voc' && fields[name] !== undefined);
  const said = Object.fromEntries(carried.map((name) => [name, fieldParts(fields[name] ?? '')]));
  const { source, segmented, ...others } = { ...UNSAID, ...said };
  const lines = [
    '<annotation>',
    element('folder', 'JPEGImages', 1),
    element('filename', fileName, 1),
    element('source', source, 1),
    ...Object.entries(others).map(([name, value]) => element(name, value, 1)),
    element('size', { width: frame.width, height: frame.height, depth: 3 }, 1),
    ...(frame.isTurned ? [element('upright', '1', 1)] : []),
    element('segmented', segmented, 1),
    ...boxes.map((box) => object(box, frame)),
    '</annotation>',
  ];
  return `${lines.join('\n')}\n`;
}

type Annotation = Pick<ExportAnnotation, 'boxes' | 'format' | 'fields'>;

function object({ class: name, place, extra }: ExportBox, frame: OwnFrame): string {
  const [left, top, width, height] = frame.placeOf(place);
  const { pose, truncated, difficult, ...rest } = { ...DEFAULTS, ...extra };
  const bndbox = { xmin: cut(left), ymin: cut(top), xmax: cut(left + width), ymax: cut(top + height) };
  return element('object', { name, pose, truncated, difficult, bndbox, ...rest }, 1);
}

/** Toward 0, as Python's int() that FiftyOne writes with; what is a whole number but for the last digits of a sum stays one. */
const cut = (value: number): number => Math.trunc(Number(value.toFixed(6))) + 0;

/** Lists are repeated elements; a list of numbers is one, as JSON. */
function element(name: string, value: unknown, depth: number): string {
  const tag = tagOf(name);
  const indent = '  '.repeat(depth);
  if (Array.isArray(value) && value.length > 0 && !value.every((one) => typeof one === 'number' || Array.isArray(one))) {
    return value.map((one) => element(name, one, depth)).join('\n');
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const inside = Object.entries(value).map(([key, one]) => element(key, one, depth + 1));
    return inside.length === 0 ? `${indent}<${tag}/>` : `${indent}<${tag}>\n${inside.join('\n')}\n${indent}</${tag}>`;
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? null);
  return `${indent}<${tag}>${xmlText(text)}</${tag}>`;
}

/** A name that XML takes. */
function tagOf(name: string): string {
  const safe = name.replaceAll(/[^\p{L}\p{N}_.-]/gu, '_');
  return /^[\p{L}_]/u.test(safe) ? safe : `_${safe}`;
}
