/** Colours of points. Everything here is sRGB, 0 to 255 a channel. */
export type Rgb = readonly [number, number, number];
export type Scheme = 'dark' | 'light';

/**
 * Colours of classes, most distinct first: farthest-point selection in OKLab over what people with normal sight,
 * deuteranopia and protanopia see (Machado et al. 2009), in both schemes at once; the same place is the same hue in both.
 */
const CLASS_HEX: Readonly<Record<Scheme, readonly string[]>> = {
  dark: [
    ...['#3994ff', '#f25a47', '#90e35a', '#d3a813', '#fd7eaa', '#00c3db', '#cabfff', '#139411'],
    ...['#b545ae', '#7effe8', '#815cdf', '#e7f039', '#f9b6aa', '#c07f84', '#9ba6fc', '#cd3976'],
    ...['#a97dd1', '#32ce69', '#e05aae', '#956991', '#fde1ac', '#06e7d9', '#407bc5', '#8d9b63'],
  ],
  light: [
    ...['#025eb8', '#b31609', '#549f0d', '#8f7000', '#c63170', '#0a8393', '#8c79d0', '#055f04'],
    ...['#80027c', '#10b7a1', '#5627a9', '#a1a703', '#b4776c', '#884d52', '#5e61e0', '#8e0049'],
    ...['#744999', '#008c3f', '#a41b78', '#653c62', '#b79a64', '#009e95', '#0b4c92', '#5b6730'],
  ],
};

/** So many classes have a colour of their own; all others are grey. */
export const CLASS_COLORS = 24;

/** Of classes without a colour of their own, and of points without a value. */
const GREY_HEX: Readonly<Record<Scheme, string>> = { dark: '#7c7c7c', light: '#8f8f8f' };

/** Viridis at every eleventh of its length. */
const VIRIDIS = [
  ...['#440154', '#482576', '#414487', '#35608d', '#2a788e', '#21918c'],
  ...['#22a884', '#43bf71', '#7ad151', '#bddf26', '#fde725'],
];
/** The part of it that stands out from the ground. */
const SHOWN_PART: Readonly<Record<Scheme, readonly [number, number]>> = { dark: [0.16, 1], light: [0, 0.86] };

export function classColor(place: number, scheme: Scheme): Rgb {
  return rgbOf(CLASS_HEX[scheme][place] ?? GREY_HEX[scheme]);
}

export function greyColor(scheme: Scheme): Rgb {
  return rgbOf(GREY_HEX[scheme]);
}

/** @param share 0: the least value, 1: the greatest */
export function scaleColor(share: number, scheme: Scheme): Rgb {
  const [from, to] = SHOWN_PART[scheme];
  const at = (from + Math.min(1, Math.max(0, share)) * (to - from)) * (VIRIDIS.length - 1);
  const below = Math.min(VIRIDIS.length - 2, Math.floor(at));
  const [low, high] = [rgbOf(VIRIDIS[below] ?? ''), rgbOf(VIRIDIS[below + 1] ?? '')];
  const mixed = (channel: 0 | 1 | 2): number => Math.round(low[channel] + (at - below) * (high[channel] - low[channel]));
  return [mixed(0), mixed(1), mixed(2)];
}

export function cssColor([red, green, blue]: Rgb): string {
  return `rgb(${red} ${green} ${blue})`;
}

function rgbOf(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}
