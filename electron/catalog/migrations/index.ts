import type { Migration } from '../migrate.ts'
import { firstCatalog } from './001-first-catalog.ts'
import { takeChecks } from './002-take-checks.ts'
import { sittings } from './003-sittings.ts'
import { voicesAndFigures } from './004-voices-and-figures.ts'
import { figuresAndPages } from './005-figures-and-pages.ts'
import { bundlesComeIn } from './006-bundles-come-in.ts'

/** In order, numbered from 1 without a gap. A migration that has been released is never edited again. */
export const migrations: readonly Migration[] = [
  firstCatalog,
  takeChecks,
  sittings,
  voicesAndFigures,
  figuresAndPages,
  bundlesComeIn,
]
