import { basename } from 'node:path/posix';
import type { ExportLayout, ExportTable, LayoutContext, PlacedRow, TextFile } from './export-layout.ts';
import { frameOf, ownFrame } from './own-frame.ts';
import { splitExtension } from './safe-names.ts';
import { splitNames } from './split-names.ts';
import { createTakenStems } from './taken-names.ts';
import { vocXml } from './voc-xml.ts';

/** What a line of a list, or XML, cannot hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must not be in a name
const UNWRITABLE = /[\u0000-\u001f\u007f\ufffe\uffff]/g;

/**
 * Pascal VOC: `JPEGImages`, `Annotations` with an XML file for each annotated picture, and `ImageSets/Main` with a list of each
 * split. Corners are whole pixels, cut as FiftyOne cuts them, of the frame that annotations came in, which `size` says.
 */
export function vocLayout({ plan }: Pick<LayoutContext, 'plan'>): ExportLayout {
  const nameOf = splitNames(plan, '.txt');
  const take = createTakenStems();
  const tables = Object.keys(plan.splits).map((split): ExportTable => {
    const row = (placed: PlacedRow): string => (placed.split === split ? `${stemOf(placed)}\n` : '');
    return { path: `ImageSets/Main/${nameOf(split)}`, sections: [{ head: '', row, foot: '' }] };
  });
  return {
    place: ({ path }) => `JPEGImages/${take('JPEGImages', basename(path).replaceAll(UNWRITABLE, '_'))}`,
    sidecar: annotationFile,
    tables,
  };
}

const stemOf = ({ place }: PlacedRow): string => splitExtension(basename(place)).stem;

function annotationFile(row: PlacedRow): TextFile | null {
  const frame = frameOf(row);
  if (row.annotation === null || frame === null) return null;
  const own = ownFrame(frame, row.annotation);
  return { path: `Annotations/${stemOf(row)}.xml`, text: vocXml(basename(row.place), own, row.annotation) };
}
