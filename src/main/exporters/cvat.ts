import { posix } from 'node:path';
import type { ExportBox } from '../index/export-boxes.ts';
import { boxAround } from '../labels/outline.ts';
import type { ExportLayout, LayoutContext, PlacedRow } from './export-layout.ts';
import type { ExportPlan } from './plan-export.ts';
import { splitNames } from './split-names.ts';
import { createTakenNames } from './taken-names.ts';
import { xmlText, xmlValue } from './xml-text.ts';

const IMAGES = 'images';
/** What CVAT calls the subset of what is in none. */
const NO_SUBSET = 'default';

/**
 * CVAT for images 1.1, as of a project: `annotations.xml` and the files in `images/<subset>`, in the folders they came from. Numbers
 * are pixels of the picture as it is shown, as CVAT turns it. A class of the whole picture is a tag. Outlines that came from CVAT
 * are outlines again, with the attributes that annotators gave.
 */
export function cvatLayout({ plan }: Pick<LayoutContext, 'plan'>): ExportLayout {
  const nameOf = splitNames(plan, '');
  const folderOf = (split: string | null): string => `${IMAGES}/${split === null ? NO_SUBSET : nameOf(split)}`;
  const take = createTakenNames();
  let next = 0;
  return {
    place({ path, split }) {
      const folder = posix.join(folderOf(split), posix.dirname(path));
      return `${folder}/${take(folder, posix.basename(path))}`;
    },
    tables: [
      {
        path: 'annotations.xml',
        sections: [{ head: headOf(plan), row: (row) => image(row, next++, folderOf(row.split)), foot: '</annotations>\n' }],
      },
    ],
  };
}

function headOf({ classes, boxClasses, splits }: ExportPlan): string {
  const labels = [...new Set([...boxClasses, ...classes])].map(
    (name) => `        <label>\n          <name>${xmlText(name)}</name>\n          <attributes></attributes>\n        </label>\n`,
  );
  const subsets = Object.keys(splits).map((name) => xmlText(name));
  return `<?xml version="1.0" encoding="utf-8"?>
<annotations>
  <version>1.1</version>
  <meta>
    <project>
      <name>Winnow</name>
      <subsets>${subsets.join('\n')}</subsets>
      <labels>
${labels.join('')}      </labels>
    </project>
  </meta>
`;
}

function image({ place, label, split, width, height, annotation }: PlacedRow, id: number, folder: string): string {
  const name = place.slice(folder.length + 1);
  // CVAT passes it over: it lists every picture of a task, whether or not anybody came to it.
  const isFoundEmpty = annotation !== null && annotation.boxes.length === 0;
  const known = { id, name, subset: split ?? NO_SUBSET, width: width ?? 0, height: height ?? 0 };
  const said = { ...known, ...(isFoundEmpty ? { found_empty: '1' } : {}) };
  const tag = label === null ? '' : `    <tag label=${xmlValue(label)} source="manual"></tag>\n`;
  const shapes = (annotation?.boxes ?? []).map((box) => shape(box)).join('');
  return `  <image${attributes(said)}>\n${tag}${shapes}  </image>\n`;
}

function shape({ class: label, place: [left, top, width, height], extra }: ExportBox): string {
  const outline = outlineOf(extra, [left, top, width, height]);
  const place = outline === null ? { xtl: left, ytl: top, xbr: left + width, ybr: top + height } : { points: outline };
  const known = { occluded: textOf(extra?.occluded) ?? '0', z_order: textOf(extra?.z_order) ?? '0' };
  const said = { label, source: textOf(extra?.source) ?? 'manual', ...known, ...place };
  const name = outline === null ? 'box' : 'polygon';
  return `    <${name}${attributes(said)}>\n${givenAttributes(extra?.attributes)}    </${name}>\n`;
}

/** Points of a polygon of CVAT; null where there are none, or the box is another one by now. */
function outlineOf(extra: ExportBox['extra'], place: ExportBox['place']): string | null {
  if (extra?.shape !== 'polygon' || typeof extra.points !== 'string') return null;
  const around = boxAround(extra.points.split(/[;,]/).map(Number));
  return around?.every((value, at) => Math.abs(value - (place[at] ?? 0)) < 1e-6) === true ? extra.points : null;
}

function givenAttributes(given: unknown): string {
  if (typeof given !== 'object' || given === null) return '';
  const lines = Object.entries(given).map(
    ([name, value]) => `      <attribute name=${xmlValue(name)}>${xmlText(String(value))}</attribute>\n`,
  );
  return lines.join('');
}

const textOf = (value: unknown): string | null => (typeof value === 'string' || typeof value === 'number' ? String(value) : null);

const attributes = (said: Readonly<Record<string, string | number>>): string =>
  Object.entries(said)
    .map(([name, value]) => ` ${name}=${xmlValue(value)}`)
    .join('');
