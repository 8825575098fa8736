import {
  ActionIcon,
  Button,
  createTheme,
  Loader,
  type MantineColorsTuple,
  Menu,
  Modal,
  Popover,
  SegmentedControl,
  Tooltip,
} from '@mantine/core';

/** The one accent. Shade 6 carries white text at 4.5:1. */
const accent: MantineColorsTuple = [
  '#eef4ff',
  '#dbe7ff',
  '#b8d0ff',
  '#92b7ff',
  '#6f9fff',
  '#4c86fb',
  '#2f6fed',
  '#2160d8',
  '#1a50b5',
  '#153f8d',
];

/** Greys without a tint: a picture is judged against them. */
const dark: MantineColorsTuple = [
  '#ededed',
  '#c9c9c9',
  '#a8a8a8',
  '#909090',
  '#3d3d3d',
  '#2e2e2e',
  '#262626',
  '#1f1f1f',
  '#181818',
  '#101010',
];

const gray: MantineColorsTuple = [
  '#fafafa',
  '#f4f4f4',
  '#ececec',
  '#e2e2e2',
  '#cfcfcf',
  '#8a8a8a',
  '#6b6b6b',
  '#575757',
  '#333333',
  '#1b1b1b',
];

/** Mantine's part of the visual system; colours by meaning are CSS variables in tokens.css. */
export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: 6,
  colors: { accent, dark, gray },
  black: '#1b1b1b',
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace",
  fontSizes: { xs: '12px', sm: '13px', md: '13px', lg: '15px', xl: '18px' },
  fontWeights: { regular: '400', medium: '550', bold: '650' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '22px', xl: '26px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  defaultRadius: 'md',
  cursorType: 'default',
  respectReducedMotion: true,
  autoContrast: false,
  components: {
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 28 } }),
    Button: Button.extend({ defaultProps: { size: 'xs' } }),
    Loader: Loader.extend({ defaultProps: { size: 'xs', color: 'gray' } }),
    // Without the placeholder, which axe holds against a menu; the first item is focused instead.
    Menu: Menu.extend({
      defaultProps: { shadow: 'md', offset: 4, transitionProps: { duration: 80 }, withInitialFocusPlaceholder: false },
    }),
    Modal: Modal.extend({
      defaultProps: {
        radius: 'lg',
        centered: true,
        closeButtonProps: { size: 28, iconSize: 16, 'aria-label': 'Close' },
        overlayProps: { backgroundOpacity: 0.6 },
        transitionProps: { duration: 100 },
      },
    }),
    Popover: Popover.extend({ defaultProps: { shadow: 'md', offset: 6, transitionProps: { duration: 80 } } }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { withItemsBorders: false } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 450, withArrow: false, offset: 6, transitionProps: { duration: 60 } } }),
  },
});
