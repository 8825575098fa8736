import { basename, dirname } from 'node:path';
import { WinnowError } from '../../shared/errors.ts';
import { splitOfName } from '../dataset/layout.ts';
import type { LabelReader } from './label-reader.ts';
import { oneSet, readEachFile } from './read-each-file.ts';
import { readTableFile, withLabelTable } from './read-table-set.ts';

const NAME = /(?:^|[/\\])metadata\.(?:jsonl|csv|parquet)$/i;

/** Hugging Face's imagefolder: a table `metadata` in the folder of its pictures, which the column `file_name` names. */
export const huggingfaceReader: LabelReader = {
  format: 'huggingface',
  async find({ named, root }) {
    const found = [];
    for (const file of await named(NAME)) {
      if (await namesFiles(file.path)) found.push(file);
    }
    return oneSet('huggingface', found, root);
  },
  async read({ files }, into) {
    await readEachFile(files, into, ({ path }, one) => readTableFile(path, one, splitOfName(basename(dirname(path)))));
  },
};

async function namesFiles(file: string): Promise<boolean> {
  try {
    const signal = new AbortController().signal;
    return await withLabelTable(file, signal, async ({ columns }, _, roles) => {
      return typeof roles !== 'string' && columns.some((name) => /^(?:.+_)?file_names?$/.test(name));
    });
  } catch (error) {
    if (error instanceof WinnowError) return false;
    throw error;
  }
}
