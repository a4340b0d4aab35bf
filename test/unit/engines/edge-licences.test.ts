import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

interface Locked {
  license?: string
  dependencies?: Record<string, string>
}

const { packages } = JSON.parse(readFileSync(new URL('../../../package-lock.json', import.meta.url), 'utf8')) as {
  packages: Record<string, Locked>
}

/** Licences that the GPL, version 3 or later, takes in. */
const taken = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0']

/** Where Node finds a package that is asked for from a folder. */
function placeOf(name: string, from: string): string {
  const inside = `${from}/node_modules/${name}`.replace(/^\//, '')
  if (inside in packages || from === '') return inside
  return placeOf(name, from.replace(/\/?node_modules\/(?:@[^/]+\/)?[^/]+$/, ''))
}

function withAllItNeeds(place: string, seen = new Set<string>()): Set<string> {
  if (seen.has(place)) return seen
  seen.add(place)
  for (const name of Object.keys(packages[place]?.dependencies ?? {})) withAllItNeeds(placeOf(name, place), seen)
  return seen
}

it('the library of the Edge voices, and whatever it brings along, may stand under the GPL', () => {
  const places = [...withAllItNeeds('node_modules/msedge-tts')]
  expect(places.length).toBeGreaterThan(30)
  expect(places.filter((place) => !taken.includes(packages[place]?.license ?? ''))).toEqual([])
})
