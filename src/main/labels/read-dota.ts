import { dirname, relative } from 'node:path';
import { parseDotaHead, parseDotaRow } from './dota-row.ts';
import { type LabelFile, type LabelReader, manyByPath, type ReadLabels } from './label-reader.ts';
import { pacedFilter, pacedGroups } from './paced-filter.ts';
import { picturePaths, splitOfFolders } from './picture-paths.ts';
import { type ReadText, readTexts } from './read-texts.ts';
import { configRank, looksLikeConfig, readYoloConfig } from './yolo-config.ts';

/** Files of a folder that are opened to learn what all of them are. */
const LOOKED_AT = 16;

/** DOTA: a text file a picture, a row an object with four corners in pixels; Roboflow writes it with a list of classes as YOLO's. */
export const dotaReader: LabelReader = {
  format: 'dota',
  async find({ root, files, named, headOf }) {
    const found: LabelFile[] = [];
    const texts = await named(/\.txt$/i);
    for (const some of (await pacedGroups(texts, ({ path }) => dirname(path))).values()) {
      const heads = await Promise.all(some.slice(0, LOOKED_AT).map(headOf));
      if (heads.some(looksLikeDota)) for (const file of some) found.push(file);
    }
    if (found.length === 0) return [];
    const configs = (await pacedFilter(files, (file) => configRank(file) !== -1)).filter(({ path }) => dirname(path) === root);
    const isConfig = await Promise.all(configs.map(async (file) => looksLikeConfig(file, await headOf(file))));
    return [{ format: 'dota', files: await manyByPath([...configs.filter((_, at) => isConfig[at]), ...found]), origin: root }];
  },
  async read({ files }, into) {
    const config = await readYoloConfig(await pacedFilter(files, (file) => configRank(file) !== -1));
    into.sink.classes([...(config?.names.values() ?? [])]);
    const texts = await pacedFilter(files, (file) => configRank(file) === -1);
    let done = 0;
    for await (const read of readTexts(texts, into.signal)) {
      await readLabelFile(read, into);
      into.sink.progress(++done / texts.length);
    }
  },
};

function looksLikeDota(head: string): boolean {
  const lines = head.split(/\r?\n/).slice(0, 20);
  const rows = lines.filter((line) => line.trim() !== '' && parseDotaHead(line) === null);
  return (
    rows.length > 0 && rows.slice(0, -1).every((line) => parseDotaRow(line) !== null) && parseDotaRow(rows[0] ?? '') !== null
  );
}

async function readLabelFile({ file, text, problem }: ReadText, { folder, sink }: ReadLabels): Promise<void> {
  const shown = relative(folder, file.path);
  if (text === null) {
    sink.problem('bad-file', `${shown}: ${problem}`);
    return;
  }
  const lines = text.split(/\r?\n/);
  const heads = lines.map(parseDotaHead).filter((head) => head !== null);
  const fields = Object.fromEntries(heads.map(({ name, value }) => [name, value]));
  const image = await sink.image({ paths: picturePaths(file.path, folder), size: null, split: splitOfFolders(shown), fields });
  if (image === null) return;
  for (const [place, line] of lines.entries()) {
    if (line.trim() === '' || parseDotaHead(line) !== null) continue;
    const box = parseDotaRow(line);
    if (box === null) sink.problem('bad-box', `${shown}, line ${place + 1}: ${line.slice(0, 80)}`);
    else await sink.box(image.id, box);
  }
}
