import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core'
import { createTheme } from '@mantine/core'
import fields from './fields.module.css'

const teal: MantineColorsTuple = [
  '#e6f4f3',
  '#d8ebea',
  '#b3d9d6',
  '#86c5c0',
  '#56bfb5',
  '#2f9c94',
  '#0b6a6a',
  '#095757',
  '#074747',
  '#053737',
]

/** Mantine's own names for text, borders and surfaces in the dark, lightest first: our neutrals. */
const dark: MantineColorsTuple = [
  '#e6ebeb',
  '#b7c0c1',
  '#929d9e',
  '#6d7879',
  '#465254',
  '#2a3233',
  '#1e2526',
  '#171d1e',
  '#121718',
  '#0d1112',
]

/** Mantine brings behaviour (focus, dialogs, lists); size and colour come from our own tokens. */
export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: { light: 6, dark: 4 },
  colors: { teal, dark },
  defaultRadius: 'sm',
  fontFamily: 'var(--font-ui)',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.9375rem', lg: '1.125rem', xl: '1.5rem' },
  headings: { fontFamily: 'var(--font-ui)', fontWeight: '600' },
  cursorType: 'default',
  respectReducedMotion: true,
  components: {
    // Locking the page's scroll injects a style without our nonce; the page itself never scrolls anyway.
    Modal: {
      defaultProps: { centered: true, lockScroll: false, transitionProps: { duration: 120, transition: 'fade' } },
    },
    Spotlight: { defaultProps: { lockScroll: false } },
    Tooltip: { defaultProps: { openDelay: 400, transitionProps: { duration: 120 } } },
    Select: {
      defaultProps: { size: 'sm', allowDeselect: false, checkIconPosition: 'right', comboboxProps: { shadow: 'md' } },
      classNames: { input: fields.input },
    },
    // Fields stand beside buttons, and are as high.
    Input: { vars: () => ({ wrapper: { '--input-height': 'var(--row-dense)' } }) },
    TextInput: { defaultProps: { size: 'sm' }, classNames: { input: fields.input, description: fields.description } },
    Checkbox: { classNames: { description: fields.besideBox } },
    Radio: { classNames: { description: fields.besideBox } },
  },
})

const surfaces = {
  '--mantine-color-body': 'var(--surface-work)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-3)',
  '--mantine-color-placeholder': 'var(--ink-3)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-default': 'var(--surface-raised)',
  '--mantine-color-default-hover': 'var(--surface-hover)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
}

export const resolveThemeVariables: CSSVariablesResolver = () => ({ variables: {}, light: surfaces, dark: surfaces })
