import { MantineProvider } from '@mantine/core'
import type { QueryClient } from '@tanstack/react-query'
import { QueryClientProvider } from '@tanstack/react-query'
import type { Exporting } from '../bundles/exporting.ts'
import { ExportingProvider } from '../bundles/exporting-context.ts'
import type { Studio } from '../parts/studio-context.tsx'
import { StudioProvider } from '../parts/studio-context.tsx'
import { DraftProvider } from '../record/prepare/draft-context.tsx'
import type { DraftCell } from '../record/prepare/draft.ts'
import { SittingProvider } from '../record/sitting-context.tsx'
import type { Sitting } from '../record/sitting.ts'
import { Announcer } from '../ui/announcer.tsx'
import { cspNonce } from '../ui/csp-nonce.ts'
import { KeysProvider } from '../ui/keys/keys-context.tsx'
import { resolveThemeVariables, theme } from '../ui/theme.ts'
import { MakeTts } from '../voices/make-tts.tsx'
import { Frame } from './frame.tsx'

export function App({
  studio,
  sitting,
  draft,
  exporting,
  queryClient,
}: {
  studio: Studio
  sitting: Sitting
  draft: DraftCell
  exporting: Exporting
  queryClient: QueryClient
}) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolveThemeVariables}
      defaultColorScheme="auto"
      getStyleNonce={cspNonce}
    >
      <QueryClientProvider client={queryClient}>
        <StudioProvider value={studio}>
          <SittingProvider value={sitting}>
            <DraftProvider value={draft}>
              <ExportingProvider value={exporting}>
                <KeysProvider>
                  <Announcer>
                    <MakeTts>
                      <Frame />
                    </MakeTts>
                  </Announcer>
                </KeysProvider>
              </ExportingProvider>
            </DraftProvider>
          </SittingProvider>
        </StudioProvider>
      </QueryClientProvider>
    </MantineProvider>
  )
}
