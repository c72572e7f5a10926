import {
  createTheme,
  defaultVariantColorsResolver,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core'
import { messages } from './messages.ts'

const paper: MantineColorsTuple = [
  '#faf8f4',
  '#f1eee6',
  '#e6e1d6',
  '#d8d2c4',
  '#bfb8a8',
  '#99917f',
  '#756d5f',
  '#5d574c',
  '#403b33',
  '#23201b',
]

const night: MantineColorsTuple = [
  '#ece8df',
  '#cfc9bd',
  '#b0a99c',
  '#7d766a',
  '#4a463e',
  '#37342e',
  '#282622',
  '#1f1d1a',
  '#161513',
  '#0f0e0d',
]

const string: MantineColorsTuple = [
  '#fdf0ee',
  '#f9dcd8',
  '#f1b7b0',
  '#f0776c',
  '#df5b50',
  '#cb4138',
  '#b52d26',
  '#9e2620',
  '#861f1a',
  '#6d1814',
]

const filled = {
  background: 'var(--rs-ink)',
  hover: 'color-mix(in srgb, var(--rs-ink) 86%, var(--rs-surface))',
  color: 'var(--rs-surface)',
  border: '1px solid transparent',
}

/** On a stage, which is black in both schemes. */
const white = {
  background: 'var(--mantine-color-white)',
  hover: 'color-mix(in srgb, var(--mantine-color-white) 86%, var(--mantine-color-black))',
  color: 'var(--mantine-color-black)',
  border: '1px solid transparent',
}

/** Controls are ink, and those on a stage paper, in both schemes; Mantine's own contrast looks at the light one only. */
const variantColors: VariantColorsResolver = (input) => {
  if (input.variant === 'white') return white
  const isInk = input.color === undefined || input.color === 'ink'
  return input.variant === 'filled' && isInk ? filled : defaultVariantColorsResolver(input)
}

/** Buttons are ink on paper; the one red is kept for the string and for what must not be overlooked. */
export const theme = createTheme({
  colors: { gray: paper, dark: night, red: string, ink: paper },
  primaryColor: 'ink',
  primaryShade: { light: 9, dark: 1 },
  autoContrast: true,
  variantColorResolver: variantColors,
  white: '#fffdf8',
  black: '#23201b',
  fontFamily: 'var(--rs-sans)',
  headings: { fontFamily: 'var(--rs-serif)', fontWeight: '600' },
  fontSizes: { xs: '0.8125rem', sm: '0.9375rem', md: '1rem', lg: '1.125rem', xl: '1.375rem' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Tooltip: {
      defaultProps: { openDelay: 400, withArrow: false, multiline: true },
      styles: { tooltip: { fontSize: '0.875rem' } },
    },
    Menu: {
      defaultProps: { shadow: 'md', position: 'bottom-end', withInitialFocusPlaceholder: false },
    },
    Modal: {
      defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.4 } },
      styles: { title: { font: '600 1.1875rem/1.3 var(--rs-serif)' } },
    },
    Button: { defaultProps: { fw: 600 } },
    // On ink that is light in the dark scheme, where Mantine would draw it white.
    Checkbox: { defaultProps: { iconColor: 'var(--rs-surface)' } },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': messages.common.close } } },
    TextInput: { defaultProps: { size: 'sm' } },
  },
})

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--mantine-color-error': 'var(--rs-string)',
    '--mantine-color-anchor': 'var(--rs-ink)',
    '--mantine-color-dimmed': 'var(--rs-ink-soft)',
    '--mantine-color-body': 'var(--rs-surface)',
    '--mantine-color-text': 'var(--rs-ink)',
    '--mantine-color-default': 'var(--rs-surface)',
    '--mantine-color-default-border': 'var(--rs-line)',
    '--mantine-color-placeholder': 'var(--rs-ink-soft)',
  },
  light: { '--mantine-color-default-hover': '#f4f1ea' },
  // Mantine sets its own red for the dark scheme over the variables above.
  dark: { '--mantine-color-default-hover': '#282622', '--mantine-color-error': 'var(--rs-string)' },
})
