import type { ModelManifest } from '../../shared/embedding.ts';

type Known = Pick<ModelManifest, 'name' | 'title' | 'preprocessing' | 'output' | 'licence' | 'source'>;

const ZOO = 'https://github.com/onnx/models/tree/main/validated/vision/classification';

/** As torchvision prepares ImageNet. Cubic: .769 right by ten neighbours, linear .755, lanczos .757 (photos of clothing). */
export const IMAGENET_PREPROCESSING: ModelManifest['preprocessing'] = {
  resize: 'center-crop',
  resizeTo: 256,
  kernel: 'cubic',
  color: 'rgb',
  range: 1,
  mean: [0.485, 0.456, 0.406],
  std: [0.229, 0.224, 0.225],
};

const mobileNet = (name: string, title: string, output: string, licence: string | null): Known => ({
  name,
  title,
  preprocessing: IMAGENET_PREPROCESSING,
  output: { name: output, isInner: true, dimensions: 1280 },
  licence,
  source: licence === null ? null : `${ZOO}/mobilenet`,
});

/** What is known of files by their sha256: nothing needs to be guessed. */
export const KNOWN_MODELS: ReadonlyMap<string, Known> = new Map([
  [
    'cc028fe6cae7bc11a4ff53cfc9b79c920e8be65ce33a904ec3e2a8f66d77f95f',
    mobileNet('mobilenetv2-12-int8', 'MobileNetV2 (ImageNet, int8)', '472_quantized', 'Apache-2.0'),
  ],
  [
    'c0c3f76d93fa3fd6580652a45618618a220fced18babf65774ed169de0432ad5',
    mobileNet('mobilenetv2-12', 'MobileNetV2 (ImageNet)', '472', 'Apache-2.0'),
  ],
  [
    '460c07e261a516a698083eb4bd030a35fc7feff674f8f448f5fed25567728f22',
    mobileNet('mobilenetv2-12-dynamic-int8', 'MobileNetV2 (ImageNet, int8 by dynamic quantisation)', '472', null),
  ],
  [
    '2f06e72de813a8635c9bc0397ac447a601bdbfa7df4bebc278723b958831c9bf',
    {
      name: 'mnist-8',
      title: 'MNIST digits',
      preprocessing: { resize: 'fill', resizeTo: 28, kernel: 'cubic', color: 'grey', range: 255, mean: [0], std: [1] },
      output: { name: 'Pooling160_Output_0_reshape0', isInner: true, dimensions: 256 },
      licence: 'MIT',
      source: `${ZOO}/mnist`,
    },
  ],
]);
