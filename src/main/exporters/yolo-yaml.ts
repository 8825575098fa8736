import type { ExportPlan } from './plan-export.ts';

/** Of `data.yaml`: splits are keys beside these, and must not be called like them. */
export const CONFIG_KEYS = ['path', 'names', 'nc', 'kpt_shape', 'flip_idx', 'download'] as const;

/**
 * `data.yaml` as Ultralytics and FiftyOne read it. Without `path`, so that folders are found from the file itself. Ultralytics does
 * not begin without a split for training and one for validation: where there is none, another stands for it.
 */
export function yoloYaml(
  { splits, boxClasses, shapes }: Pick<ExportPlan, 'splits' | 'boxClasses' | 'shapes'>,
  folderOf: (split: string | null) => string,
): string {
  const names = Object.keys(splits);
  const [first = null] = names;
  const train = names.includes('train') ? 'train' : first;
  const entry = (key: string, split: string | null): string => `${key}: ./${folderOf(split)}/\n`;
  const lines = [
    entry('train', train),
    ...(names.includes('train') ? [] : ['# no split is called train: the same as another\n']),
    entry('val', names.includes('val') ? 'val' : train),
    ...(names.includes('val') ? [] : ['# no split is called val: the same as train\n']),
    ...names.filter((name) => name !== 'train' && name !== 'val').map((name) => entry(quoted(name), name)),
    ...(shapes.kind === 'keypoints' ? [`kpt_shape: [${shapes.count}, 3]\n`] : []),
    `nc: ${boxClasses.length}\n`,
    boxClasses.length === 0 ? 'names: {}\n' : 'names:\n',
    ...boxClasses.map((name, number) => `  ${number}: ${quoted(name)}\n`),
  ];
  return lines.join('');
}

/** In double quotes, so that `no` and `1e3` stay text; what YAML does not print is escaped. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
