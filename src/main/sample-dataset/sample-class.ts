/** Classes of the sample dataset, each a scene of that name. */
export const SAMPLE_CLASSES = ['balloon', 'city', 'flower', 'mountain', 'planet', 'sea'] as const;
export type SampleClass = (typeof SAMPLE_CLASSES)[number];

/** How its pictures are stored. */
export type Encoding = 'jpeg' | 'png' | 'webp' | 'gif';
