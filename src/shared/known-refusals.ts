/** A format of which files are there and that is not read. */
export interface RefusedFormat {
  /** Name for a person. */
  readonly format: string;
  /** Of it, pictures of masks among them. */
  readonly files: number;
  /** The first one, relative to the dataset, `/` between folders; of pictures their folder. */
  readonly example: string;
  /** Why, and what to do. */
  readonly reason: string;
}

/** How a format that is not read is told. One that a reader has taken is not asked about. */
export interface KnownRefusal {
  readonly format: string;
  /** Paths of its files, relative to the dataset. */
  readonly files?: RegExp;
  /** How one of the first of these begins, as UTF-8 with U+FFFD for what is none; absent: the name is enough. */
  readonly head?: RegExp;
  /** Paths of folders whose pictures are masks. */
  readonly folders?: RegExp;
  /** A folder that must be there too. */
  readonly beside?: RegExp;
  /** Told only where there are no pictures at all: beside pictures such files are common and mean nothing. */
  readonly isAlone?: boolean;
  readonly reason: string;
}

const PACKED = 'Pictures are read where each is a file of its own.';
const masks = (word: string): string =>
  `Masks of pixels are not read; the pictures are. The masks lie among the samples: -${word} in the search leaves them out.`;

/** The first that fits a file or folder names it. */
export const KNOWN_REFUSALS: readonly KnownRefusal[] = [
  {
    format: 'TFRecord',
    files: /\.tfrecords?(?:-\d+-of-\d+)?(?:\.gz)?$/i,
    reason: `${PACKED} Unpack the records first, e.g. with tensorflow_datasets, or export them in another format.`,
  },
  {
    format: 'IDX (MNIST)',
    files: /[-.]idx[13]-ubyte(?:\.gz)?$/i,
    reason: `${PACKED} Save them as PNG in a folder for each class, e.g. with torchvision.datasets.MNIST.`,
  },
  {
    format: 'Python pickle (CIFAR)',
    files: /(?:^|\/)(?:data_batch_\d+|test_batch|batches\.meta|train|test|meta)$|\.(?:pkl|pickle)$/i,
    head: /^\uFFFD\p{Cc}/u,
    reason: `A pickle can run programs when it is read, so Winnow opens none. ${PACKED} Save them as PNG in a folder for each class, e.g. with torchvision.datasets.`,
  },
  {
    format: 'archive (ZIP, 7-Zip or RAR)',
    files: /\.(?:zip|7z|rar)$/i,
    reason: 'Pictures in such an archive are not read. Unpack it, then index again.',
  },
  {
    format: 'compressed tar',
    files: /\.(?:tar\.(?:gz|z|bz2|xz|zst|lz4|lzma)|tgz|tbz2?|txz|tzst)$/i,
    reason:
      'Pictures in a compressed tar are not read. Decompress it to a plain .tar, whose pictures are read in place, or unpack it.',
  },
  { format: 'LMDB', files: /(?:^|\/)data\.mdb$|\.lmdb$/i, reason: `${PACKED} Write the values of the database to files first.` },
  { format: 'RecordIO (MXNet)', files: /\.rec$/i, reason: `${PACKED} Unpack it first, e.g. with mxnet.recordio.` },
  {
    format: 'HDF5, MATLAB or NumPy',
    files: /\.(?:h5|hdf5|mat|np[yz])$/i,
    isAlone: true,
    reason: `${PACKED} Save the arrays as PNG in a folder for each class.`,
  },
  {
    format: 'video',
    files: /\.(?:mp4|m4v|avi|mov|mkv|webm)$/i,
    reason: 'Frames are not taken out of videos. Extract them first, e.g. ffmpeg -i FILE -start_number 0 frame_%06d.png.',
  },
  {
    format: 'KITTI tracklets',
    files: /(?:^|\/)tracklet_labels\.xml$/i,
    head: /<tracklets\b/,
    reason: 'Boxes in space, of laser scans, are not read; the pictures are. KITTI detection (label_2) has boxes in the picture.',
  },
  {
    format: 'MOT detections',
    files: /(?:^|\/)det\/det\.txt$/i,
    reason: 'What a detector found is no label; gt/gt.txt beside it is read where it is there.',
  },
  {
    format: 'point clouds',
    files: /\.pcd$|(?:^|\/)velodyne[^/]*\/(?:.*\/)?[^/]+\.bin$/i,
    reason: 'Laser scans are not read; the pictures are.',
  },
  {
    format: 'Segment Anything (SA-1B)',
    files: /\.json$/i,
    head: /^\s*\{\s*"(?:image|annotations)"[\s\S]*"predicted_iou"/,
    reason: 'Its masks have no classes, so there is nothing to name boxes by; the pictures are read.',
  },
  {
    format: 'ADE20K',
    files: /_atr\.txt$|\.json$/i,
    head: /^\d+ # \d+ # |^\s*\{\s*"annotation"[\s\S]*"imsize"/,
    reason: masks('_seg.png'),
  },
  { format: 'Cityscapes', folders: /(?:^|\/)gt(?:Fine|Coarse)(?:\/|$)/, reason: masks('gtFine/') },
  {
    format: 'CamVid',
    folders: /(?:^|\/)(?:train|val|test)annot$/,
    beside: /(?:^|\/)(?:train|val|test)$/,
    reason: masks('annot/'),
  },
  {
    format: 'KITTI segmentation',
    folders: /(?:^|\/)(?:instance|semantic|semantic_rgb)$/,
    beside: /(?:^|\/)image_2$/,
    reason: masks('instance/'),
  },
  { format: 'MOTS', folders: /(?:^|\/)instances$/, beside: /(?:^|\/)images(?:\/|$)/, reason: masks('instances/') },
  {
    format: 'Mapillary Vistas',
    folders: /(?:^|\/)v\d\.\d\/(?:instances|labels|panoptic)$/,
    reason: masks('v2.0/'),
  },
  { format: 'SYNTHIA', folders: /(?:^|\/)GT\/(?:LABELS|COLOR|INSTANCES)(?:\/|$)/i, reason: masks('GT/') },
  {
    format: 'Pascal VOC segmentation',
    folders: /(?:^|\/)Segmentation(?:Class|Object)(?:Aug)?$/,
    reason: masks('Segmentation'),
  },
  { format: 'COCO panoptic', folders: /(?:^|\/)panoptic_[^/]+$/, reason: masks('panoptic_') },
  {
    format: 'LabelMe masks',
    folders: /(?:^|\/)(?:Masks|Scribbles)(?:\/|$)/,
    beside: /(?:^|\/)Images(?:\/|$)/,
    reason: masks('Masks/'),
  },
  { format: 'MVTec AD', folders: /(?:^|\/)ground_truth\/[^/]+$/, reason: masks('ground_truth/') },
  {
    format: 'segmentation masks',
    folders: /(?:^|\/)(?:masks?|annotations|gt|ground_?truths?)(?:\/|$)/i,
    beside: /(?:^|\/)(?:images?|imgs?|jpegimages)(?:\/|$)/i,
    reason: masks('masks/'),
  },
  {
    format: 'pixels in a table',
    files: /\.csv$/i,
    head: /^(?:[^\r\n,]*,){700}/,
    isAlone: true,
    reason: `${PACKED} Save each row as PNG in a folder for its class.`,
  },
  {
    format: 'table without pictures',
    files: /\.(?:csv|tsv|parquet)$/i,
    isAlone: true,
    reason: 'Its rows name no pictures, and Winnow is for pictures.',
  },
];

/** Whether a name is one that files of a refused format have. @param path of a file that is no picture */
export function hasRefusedName(path: string): boolean {
  return KNOWN_REFUSALS.some(({ files }) => files?.test(path) === true);
}

/** `TFRecord (3 files, as train.tfrecord): …` */
export function describeRefused({ format, files, example, reason }: RefusedFormat): string {
  return `${format} (${files === 1 ? example : `${files} files, as in ${example}`}): ${reason}`;
}
