import { basename, dirname, extname, join, relative } from 'node:path';
import { filesLike } from './files-like.ts';
import { kittiBox, looksLikeKitti } from './kitti-row.ts';
import type { LabelFile, LabelReader } from './label-reader.ts';
import { namedPaths } from './named-paths.ts';
import { pacedFilter } from './paced-filter.ts';
import { readTexts } from './read-texts.ts';

/** Lists of files that some tools leave beside. */
const LISTS = /(?:^|[/\\])(?:train|val|test|trainval|classes|labels)\.txt$/i;

/** KITTI object detection: `label_2/<name>.txt` of `image_2/<name>.png`. What is said of space is kept with the boxes. */
export const kittiReader: LabelReader = {
  format: 'kitti',
  async find({ root, named, headOf }) {
    const texts = await pacedFilter(await named(/\.txt$/i), ({ path }) => /[/\\]label_2[/\\]/.test(path) || !LISTS.test(path));
    const found = await filesLike({ files: texts, headOf, isOne: looksLikeKitti });
    return found.length === 0 ? [] : [{ format: 'kitti', files: found, origin: originOf(found, root) }];
  },
  async read({ files }, { folder, sink, signal }) {
    let done = 0;
    for await (const { file, text, problem } of readTexts(files, signal)) {
      const shown = relative(folder, file.path);
      if (text === null) sink.problem('bad-file', `${shown}: ${problem}`);
      else {
        const image = await sink.image({ paths: pathsOf(file.path, folder), size: null, split: null });
        for (const [place, line] of text.split(/\r?\n/).entries()) {
          const box = line.trim() === '' ? null : kittiBox(line);
          if (box === null && line.trim() !== '')
            sink.problem('bad-box', `${shown}, line ${place + 1}: expected a class and 14 numbers`);
          if (box !== null && image !== null) await sink.box(image.id, box);
        }
      }
      sink.progress(++done / files.length);
    }
  },
};

function originOf(files: readonly LabelFile[], root: string): string {
  const folders = new Set(files.map(({ path }) => dirname(path)));
  return folders.size === 1 ? dirname(files[0]?.path ?? root) : root;
}

function pathsOf(file: string, folder: string): readonly string[] {
  const above = dirname(dirname(file));
  return namedPaths(folder, [join(above, 'image_2'), join(above, 'images'), dirname(file)], basename(file, extname(file)));
}
