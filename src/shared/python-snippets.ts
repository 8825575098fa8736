import type { ExportFormat, ExportSummary } from './export.ts';
import { cocoSnippets, vocSnippets, yoloSnippets } from './python-box-snippets.ts';
import { type PythonSnippet, quoted, rootLines } from './python-text.ts';

type Loaded = Pick<ExportSummary, 'out' | 'format' | 'files' | 'splits' | 'classes' | 'boxes'>;
type SnippetsOf = (summary: Loaded) => readonly PythonSnippet[];

/** By format; one that is not here has its own way, which the format's documentation tells better. */
const SNIPPETS: Partial<Readonly<Record<ExportFormat, SnippetsOf>>> = {
  folders: foldersSnippets,
  csv: (summary) => tableSnippets(summary, 'pd.read_csv(root / "samples.csv", dtype={"label": str}, keep_default_na=False)'),
  jsonl: (summary) => tableSnippets(summary, 'pd.read_json(root / "samples.jsonl", lines=True, dtype={"label": str})'),
  paths: pathsSnippets,
  coco: cocoSnippets,
  yolo: yoloSnippets,
  voc: vocSnippets,
};

/** How the export just made is loaded; none where there is nothing to load, such as folders without files. */
export function pythonSnippets(summary: Loaded): readonly PythonSnippet[] {
  return SNIPPETS[summary.format]?.(summary) ?? [];
}

function foldersSnippets({ out, files, splits }: Loaded): readonly PythonSnippet[] {
  if (files === 'none') return [];
  const names = Object.keys(splits);
  const [first] = names;
  const folder = first === undefined ? 'root' : `root / ${quoted(first)}`;
  const dataFiles = names.map((name) => `    ${quoted(name)}: str(root / ${quoted(name)} / "**"),\n`).join('');
  const given = first === undefined ? 'data_dir=str(root)' : `data_files={\n${dataFiles}}`;
  const root = rootLines(out);
  return [
    {
      title: 'PyTorch',
      code: `${root}from torchvision import datasets, transforms\n\ndata = datasets.ImageFolder(${folder}, transform=transforms.ToTensor())\n`,
    },
    {
      title: 'Hugging Face datasets',
      code: `${root}from datasets import load_dataset\n\ndata = load_dataset("imagefolder", ${given})\n`,
    },
    {
      title: 'FiftyOne',
      code: `${root}import fiftyone as fo\n\ndata = fo.Dataset.from_dir(\n    str(${folder}), dataset_type=fo.types.ImageClassificationDirectoryTree\n)\n`,
    },
  ];
}

/** @param read reads the table into a data frame, in Python */
function tableSnippets({ out }: Loaded, read: string): readonly PythonSnippet[] {
  // Joining with a path from the root gives that path: both styles work.
  const samples = `${rootLines(out)}import pandas as pd\n\nsamples = ${read}\n`;
  return [
    { title: 'pandas', code: samples },
    {
      title: 'PyTorch',
      code: `${samples}
from PIL import Image
from torch.utils.data import Dataset

class Samples(Dataset):
    def __init__(self, rows):
        self.rows = rows.reset_index(drop=True)

    def __len__(self):
        return len(self.rows)

    def __getitem__(self, at):
        row = self.rows.iloc[at]
        return Image.open(root / row.path).convert("RGB"), row.label

data = Samples(samples)
`,
    },
    {
      title: 'Hugging Face datasets',
      code: `${samples}
from datasets import Dataset, Image

rows = samples[["path", "label", "split"]].assign(image=[str(root / path) for path in samples.path])
data = Dataset.from_pandas(rows).cast_column("image", Image())
`,
    },
    {
      title: 'FiftyOne',
      code: `${samples}
import fiftyone as fo

data = fo.Dataset()
data.add_samples([
    fo.Sample(filepath=str(root / row.path), ground_truth=fo.Classification(label=row.label))
    for row in samples.itertuples()
])
`,
    },
  ];
}

function pathsSnippets({ out, splits }: Loaded): readonly PythonSnippet[] {
  const name = `${Object.keys(splits)[0] ?? 'paths'}.txt`;
  const lines = `lines = (root / ${quoted(name)}).read_text().splitlines()`;
  return [
    {
      title: 'PyTorch',
      code: `${rootLines(out)}from PIL import Image\n\n${lines}\nimages = [Image.open(root / line) for line in lines]\n`,
    },
  ];
}
