import { execFileSync, spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { EXPORT_FORMATS } from '../../src/shared/export.ts';
import { pythonSnippets } from '../../src/shared/python-snippets.ts';

const out = '/data/it\'s "new"\\\n';
const summary = { out, files: 'copy', splits: { train: 2, 'v "1"': 1 }, classes: ['cat'] } as const;
const hasPython = spawnSync('python3', ['--version']).status === 0;

describe('lines of Python', () => {
  it('name the folder of the export and its splits', () => {
    const [torch, huggingFace] = pythonSnippets({ ...summary, format: 'folders' });
    expect(torch?.code).toContain('ImageFolder(root / "train"');
    expect(huggingFace?.code).toContain('"v \\"1\\"": str(root / "v \\"1\\"" / "**")');
    expect(pythonSnippets({ ...summary, format: 'folders', splits: {} })[0]?.code).toContain('ImageFolder(root,');
    expect(pythonSnippets({ ...summary, format: 'folders', files: 'none' })).toEqual([]);
    expect(pythonSnippets({ ...summary, format: 'csv' }).map(({ title }) => title)).toEqual([
      'pandas',
      'PyTorch',
      'Hugging Face datasets',
      'FiftyOne',
    ]);
  });

  it('are those of the tools that read boxes', () => {
    const boxes = { classes: ['cell'], exported: 3, annotated: 2, dropped: 0 };
    const titles = (more: object) => pythonSnippets({ ...summary, format: 'yolo', ...more }).map(({ title }) => title);
    expect(titles({ boxes })).toEqual(['Ultralytics', 'FiftyOne']);
    expect(titles({})).toEqual(['Ultralytics']);
    expect(pythonSnippets({ ...summary, format: 'coco' })[0]?.code).toContain('"annotations" / "instances_train.json"');
    expect(pythonSnippets({ ...summary, format: 'coco', splits: {} })[0]?.code).toContain('root / "labels.json"');
    expect(pythonSnippets({ ...summary, format: 'voc' })[0]?.code).toContain('VOCDetectionDataset');
  });

  it.runIf(hasPython)('are Python, whatever the folder is called (skipped where there is no python3 to ask)', () => {
    const all = EXPORT_FORMATS.flatMap((format) =>
      [summary, { ...summary, splits: {} }].flatMap((one) => pythonSnippets({ ...one, format })),
    );
    const program =
      'import ast, json, sys\nfor code in json.load(sys.stdin):\n  tree = ast.parse(code)\n  print(json.dumps([node.args[0].value for node in ast.walk(tree) if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Path"]))';
    const printed = execFileSync('python3', ['-c', program], {
      input: JSON.stringify(all.map(({ code }) => code)),
      encoding: 'utf8',
    });
    expect(
      printed
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(all.map(() => [out]));
  });
});
