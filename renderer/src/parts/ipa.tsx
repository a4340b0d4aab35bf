import styles from './ipa.module.css'

/** IPA, always in the face that draws it truly and larger than the text around it. */
export function Ipa({ symbol, size = 'text' }: { symbol: string; size?: 'text' | 'row' | 'heading' | 'prompt' }) {
  return (
    <span className={styles.ipa} data-size={size} lang="und-fonipa" translate="no">
      {symbol}
    </span>
  )
}
