import { DECODABLE_FORMATS, type DecodableFormat } from '../../shared/sample.ts';

export interface Format {
  /** For a person: "HEIC (HEVC)". */
  readonly title: string;
  /** Lower case, without the dot. */
  readonly extensions: readonly string[];
  /** False: known by name so that a refusal can say what the file is, but never a sample by its content. */
  readonly isImage: boolean;
}

const image = (title: string, ...extensions: readonly string[]): Format => ({ title, extensions, isImage: true });
const other = (title: string): Format => ({ title, extensions: [], isImage: false });

/** Every format that content or extension can be recognised as, by the name `sample.format` carries. */
const FORMATS: Readonly<Record<string, Format>> = {
  jpeg: image('JPEG', 'jpg', 'jpeg', 'jpe', 'jfif'),
  png: image('PNG', 'png', 'apng'),
  webp: image('WebP', 'webp'),
  gif: image('GIF', 'gif'),
  tiff: image('TIFF', 'tif', 'tiff'),
  avif: image('AVIF', 'avif', 'avifs'),
  svg: image('SVG', 'svg', 'svgz'),
  bmp: image('BMP', 'bmp', 'dib'),
  ico: image('Windows icon', 'ico', 'cur'),
  heic: image('HEIC (HEVC)', 'heic', 'heics', 'hif'),
  heif: image('HEIF', 'heif', 'heifs'),
  jxl: image('JPEG XL', 'jxl'),
  jp2: image('JPEG 2000', 'jp2', 'jpx', 'jpf', 'jpm'),
  j2k: image('JPEG 2000 codestream', 'j2k', 'j2c', 'jpc'),
  jxr: image('JPEG XR', 'jxr', 'wdp', 'hdp'),
  psd: image('Photoshop', 'psd', 'psb'),
  xcf: image('GIMP', 'xcf'),
  cr2: image('Canon raw (CR2)', 'cr2'),
  cr3: image('Canon raw (CR3)', 'cr3'),
  nef: image('Nikon raw (NEF)', 'nef', 'nrw'),
  arw: image('Sony raw (ARW)', 'arw', 'sr2', 'srf'),
  dng: image('Digital Negative (DNG)', 'dng'),
  orf: image('Olympus raw (ORF)', 'orf'),
  rw2: image('Panasonic raw (RW2)', 'rw2'),
  raf: image('Fujifilm raw (RAF)', 'raf'),
  pef: image('Pentax raw (PEF)', 'pef'),
  srw: image('Samsung raw (SRW)', 'srw'),
  exr: image('OpenEXR', 'exr'),
  hdr: image('Radiance HDR', 'hdr'),
  pnm: image('PNM (PBM, PGM, PPM, PFM)', 'ppm', 'pgm', 'pbm', 'pnm', 'pam', 'pfm'),
  tga: image('Targa', 'tga'),
  qoi: image('QOI', 'qoi'),
  dds: image('DirectDraw Surface', 'dds'),
  ktx: image('Khronos texture', 'ktx', 'ktx2'),
  fits: image('FITS', 'fits', 'fit', 'fts'),
  pcx: image('PCX', 'pcx'),
  dicom: image('DICOM', 'dcm', 'dicom'),
  icns: image('Apple icon', 'icns'),
  eps: image('PostScript', 'eps', 'epsf'),
  vips: image('VIPS image', 'vips'),
  pdf: other('PDF'),
  mp4: other('MP4 video'),
  mov: other('QuickTime video'),
  zip: other('ZIP archive'),
  gzip: other('gzip archive'),
  html: other('HTML'),
  xml: other('XML'),
  text: other('text'),
};

const FORMAT_OF_EXTENSION: ReadonlyMap<string, string> = new Map(
  Object.entries(FORMATS).flatMap(([name, format]) => format.extensions.map((extension) => [extension, name] as const)),
);

/** @param fileName name or path, in any case @returns its extension in lower case without the dot, '' where it has none */
export function extensionOf(fileName: string): string {
  return /[^/\\]\.([^./\\]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
}

/** @param extension lower case, without the dot @returns name of the image format it stands for, null where it stands for none */
export function formatOfExtension(extension: string): string | null {
  return FORMAT_OF_EXTENSION.get(extension) ?? null;
}

/** @param format name as in `sample.format` @returns whether a file with such content is a sample */
export function isImageFormat(format: string): boolean {
  return FORMATS[format]?.isImage ?? false;
}

/** @param format name as in `sample.format` @returns the same for a person */
export function formatTitle(format: string): string {
  return FORMATS[format]?.title ?? format;
}

/** Formats that share their extensions in practice: a `.heif` is most often HEIC inside. */
const FAMILY: Readonly<Record<string, string>> = { heic: 'heif', j2k: 'jp2' };

/** Whether a file of format `b` by content may well carry an extension of format `a`. */
export function isSameFamily(a: string, b: string): boolean {
  return (FAMILY[a] ?? a) === (FAMILY[b] ?? b);
}

/** Whether Winnow has a decoder for the format. */
export function isDecodable(format: string): format is DecodableFormat {
  return (DECODABLE_FORMATS as readonly string[]).includes(format);
}

/** @param format name as in `sample.format` @returns the extension that its files have, without the dot */
export function usualExtension(format: string): string {
  return FORMATS[format]?.extensions[0] ?? format;
}
