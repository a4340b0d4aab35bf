import { createInstance } from 'i18next'
import { initReactI18next } from 'react-i18next'
import en from '#resources/translations/en.json'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: typeof en }
  }
}

/** Words come with the build: nothing is fetched, and the first paint has them. */
export async function startTranslation(): Promise<void> {
  await createInstance()
    .use(initReactI18next)
    .init({
      lng: 'en',
      fallbackLng: 'en',
      resources: { en: { translation: en } },
      // React escapes by itself.
      interpolation: { escapeValue: false },
      returnNull: false,
    })
}
