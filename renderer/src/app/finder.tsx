import type { SpotlightActionData, SpotlightActionGroupData } from '@mantine/spotlight'
import { Spotlight, spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Ipa } from '../parts/ipa.tsx'
import { placePath, showsPhoneme } from '../parts/rooms.ts'
import { usePhonemes } from '../parts/use-phonemes.ts'
import { usePlace } from '../parts/use-place.ts'
import { useKeyAction, useKeyRegistry, useKeysSuspended } from '../ui/keys/keys-context.tsx'
import { KeyCap } from '../ui/keys/key-cap.tsx'
import { useCell } from '../ui/use-cell.ts'
import { bestFirst } from './best-first.ts'
import styles from './finder.module.css'

/** Ctrl/⌘-K: any phoneme, any room, any action that can be done now. */
export function Finder() {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  useKeysSuspended(open)
  useKeyAction({
    id: 'finder',
    chord: 'Mod+k',
    label: t('finder.title'),
    group: t('keys.everywhere'),
    enabled: true,
    run: () => spotlight.open(),
  })
  const actions = useFinderActions()

  return (
    <Spotlight
      actions={actions}
      filter={bestFirst}
      shortcut={null}
      lockScroll={false}
      overlayProps={{ blur: 0 }}
      onSpotlightOpen={() => setOpen(true)}
      onSpotlightClose={() => setOpen(false)}
      nothingFound={t('finder.nothing')}
      attributes={{ content: { 'aria-label': t('finder.title') } }}
      limit={12}
      scrollable
      maxHeight="24rem"
      transitionProps={{ duration: 0 }}
      classNames={{
        content: styles.content,
        action: styles.action,
        actionLabel: styles.label,
        actionSection: styles.section,
        actionsGroup: styles.group,
      }}
      searchProps={{
        placeholder: t('finder.example'),
        'aria-label': t('finder.title'),
        leftSection: <IconSearch size="1.125rem" stroke={1.5} aria-hidden="true" />,
      }}
    />
  )
}

function useFinderActions(): SpotlightActionGroupData[] {
  const { t } = useTranslation()
  const { place, go } = usePlace()
  const phonemes = usePhonemes() ?? []
  const actions = useCell(useKeyRegistry().actions)
  const room = showsPhoneme(place.room) ? place.room : 'record'

  const possible = [...new Map(actions.map((action) => [action.label, action])).values()]
    .filter(({ id, enabled }) => enabled && id !== 'finder')
    .map(
      ({ id, label, group, chord, run }): SpotlightActionData => ({
        id,
        label,
        description: group,
        rightSection: <KeyCap silent chord={chord} />,
        // The dialog closes first, so that the action finds the room as it left it.
        onClick: () => setTimeout(run),
      }),
    )
  const places = phonemes.map(
    ({ phoneme }): SpotlightActionData => ({
      id: placePath({ room, phonemeId: phoneme.id }),
      label: phoneme.exemplars.map(({ word }) => word).join(', '),
      keywords: [phoneme.ipaSymbol, ...phoneme.aliases],
      leftSection: (
        <span className={styles.symbol}>
          <Ipa symbol={phoneme.ipaSymbol} size="row" />
        </span>
      ),
      onClick: () => go({ room, phonemeId: phoneme.id }),
    }),
  )
  return [
    { group: t('finder.phonemes'), actions: places },
    { group: t('finder.actions'), actions: possible },
  ]
}
