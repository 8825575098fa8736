/** Starts of files that people take for ONNX models. */
const STARTS: readonly (readonly [string, string])[] = [
  [
    'version https://git-lfs',
    'it is a Git LFS pointer: the text that stands for a file that was not fetched. Run "git lfs pull" there',
  ],
  ['PK\x03\x04', 'it is a ZIP archive, such as PyTorch and Keras write. Export the model as ONNX'],
  ['\x89HDF', 'it is an HDF5 file, as Keras writes. Convert the model to ONNX, with tf2onnx for instance'],
  ['\x80\x02', 'it is a Python pickle, as PyTorch writes. Export the model with torch.onnx.export'],
  ['GGUF', 'it is a GGUF file. Only ONNX models can be used'],
  ['ORTM', 'it is a model in ONNX Runtime’s own format. Only ONNX models can be used'],
];
const TFLITE_AT = 4;
const SAFETENSORS_AT = 8;

function isText(head: string): boolean {
  for (const character of head) if (character < ' ' && !'\t\r\n'.includes(character)) return false;
  return head !== '';
}

/**
 * @param head the first bytes of a file, some hundred
 * @returns what else it is, in words for a person; null: nothing that is known
 */
export function notOnnxBecause(head: Uint8Array): string | null {
  const text = Buffer.from(head).toString('latin1');
  if (text === '') return 'it is empty (0 bytes)';
  const known = STARTS.find(([start]) => text.startsWith(start));
  if (known !== undefined) return known[1];
  if (text.startsWith('TFL3', TFLITE_AT)) return 'it is a TensorFlow Lite model. Convert it to ONNX, with tf2onnx for instance';
  if (text.startsWith('{"', SAFETENSORS_AT))
    return 'it is a safetensors file: weights without the model. Export the model as ONNX';
  if (isText(text)) return `it is a text file that begins with "${text.split('\n', 1)[0]?.trim().slice(0, 60)}"`;
  return null;
}
