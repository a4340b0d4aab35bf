import '@mantine/core/styles.layer.css'
import '@mantine/spotlight/styles.layer.css'
import '@fontsource-variable/inter/index.css'
import '@fontsource/charis-sil/400.css'
import './ui/tokens.css'
import './ui/base.css'
import { createRoot } from 'react-dom/client'
import { connect } from './api/connect.ts'
import { createStudioQueries, createStudioQueryClient } from './api/studio-api.ts'
import { watchChanges } from './api/watch-changes.ts'
import { watchQueue } from './api/watch-queue.ts'
import { App } from './app/app.tsx'
import { startTranslation } from './app/translate.ts'
import { createPlayer } from './audio/player.ts'
import { createRecorder } from './audio/recorder.ts'
import { openScope } from './audio/scope.ts'
import { createExporting } from './bundles/exporting.ts'
import { createDraft } from './record/prepare/draft.ts'
import { createRememberedChoices } from './record/remembered-choices.ts'
import { createSitting } from './record/sitting.ts'

/** The only place in the window that builds things; everything else is handed what it needs. */
const scope = openScope()
const connection = connect()
const queries = createStudioQueries(connection.client)
const queryClient = createStudioQueryClient()
const player = createPlayer(scope)
const recorder = createRecorder(scope)
const sitting = createSitting({
  connection,
  recorder,
  choices: createRememberedChoices(localStorage),
  onTaken({ waveform, ...view }) {
    queryClient.setQueryData(queries.takes.waveform.queryKey({ input: { takeId: view.take.id } }), waveform)
    void queryClient.invalidateQueries()
  },
})
const draft = createDraft()
const exporting = createExporting({ client: connection.client, nowMs: () => performance.now() })
void watchChanges(connection, queryClient, scope.signal)
void watchQueue(connection, queryClient, queries, scope.signal)

scope.listen(window, 'beforeunload', (event) => {
  if (sitting.state.get().takingPhonemeId !== null) event.preventDefault()
})
scope.listen(window, 'pagehide', () => {
  scope.close()
  connection.close()
})

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
await startTranslation()
createRoot(root).render(
  <App
    studio={{ connection, queries, player, recorder }}
    sitting={sitting}
    draft={draft}
    exporting={exporting}
    queryClient={queryClient}
  />,
)
