import type { Catalog } from '../catalog/open-catalog.ts'

/** Yields whenever the catalog was written, several writes at once as one, until whoever listens goes away. */
export async function* watchChanges(
  catalog: Pick<Catalog, 'onWrite' | 'version'>,
  signal?: AbortSignal,
): AsyncGenerator<{ version: number }, void, void> {
  let wake = Promise.withResolvers<void>()
  const stopListening = catalog.onWrite(() => wake.resolve())
  const stop = () => wake.resolve()
  const gone = () => signal?.aborted === true
  signal?.addEventListener('abort', stop)
  try {
    while (!gone()) {
      await wake.promise
      wake = Promise.withResolvers<void>()
      if (!gone()) yield { version: catalog.version() }
    }
  } finally {
    stopListening()
    signal?.removeEventListener('abort', stop)
  }
}
