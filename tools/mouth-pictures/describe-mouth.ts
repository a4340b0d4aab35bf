import type { Lips } from './lips.ts'
import type { Manner, Place, Sound, VowelPlace } from './sounds.ts'

/** What a picture shows, in plain words, for whoever can't see it. */
export function describeMouth(symbol: string, sound: Sound): string {
  return `The mouth from the side for /${symbol}/. ${sound.kind === 'consonant' ? consonant(sound) : vowel(sound)}`
}

const closedAt: Partial<Record<Place, string>> = {
  bilabial: 'The lips are closed.',
  alveolar: 'The tip of the tongue closes the mouth at the ridge behind the upper teeth.',
  postalveolar: 'The blade of the tongue closes the mouth just behind the ridge of the upper teeth.',
  velar: 'The back of the tongue closes the mouth at the soft palate.',
}
const narrowAt: Partial<Record<Place, string>> = {
  labiodental: 'The lower lip touches the upper teeth.',
  dental: 'The tip of the tongue is between the teeth.',
  alveolar: 'The blade of the tongue is close to the ridge behind the upper teeth.',
  postalveolar: 'The blade of the tongue is close to the palate, just behind the ridge of the upper teeth.',
  glottal: 'The tongue and the lips are relaxed, and the air rubs in the throat.',
}
const openAt: Partial<Record<Place, string>> = {
  postalveolar: 'The tip of the tongue is curled up behind the ridge of the upper teeth and touches nothing.',
  palatal: 'The front of the tongue is raised close to the hard palate.',
  'labial-velar': 'The back of the tongue is raised towards the soft palate.',
}
const places: Record<Manner, Partial<Record<Place, string>>> = {
  plosive: closedAt,
  affricate: closedAt,
  nasal: closedAt,
  fricative: narrowAt,
  approximant: openAt,
  lateral: { alveolar: 'The tip of the tongue touches the ridge behind the upper teeth, and its sides are down.' },
}
const airs: Record<Manner, string> = {
  plosive: 'The air is held, then bursts out.',
  affricate: 'The air is held, then let out through a narrow gap.',
  nasal: 'The soft palate is down, and the air leaves through the nose.',
  fricative: 'The air rubs through the narrow place.',
  approximant: 'The air flows out freely.',
  lateral: 'The air flows out past the sides of the tongue.',
}
const lipWords: Record<Lips, string> = {
  spread: 'spread',
  neutral: 'relaxed',
  flared: 'pushed forward',
  rounded: 'rounded',
  closed: 'closed',
  'on-teeth': 'relaxed',
}

function consonant({ manner, place, voiced, lips }: Extract<Sound, { kind: 'consonant' }>): string {
  const told = [places[manner][place] ?? '']
  if (lips === 'flared' || lips === 'rounded') told.push(`The lips are ${lipWords[lips]}.`)
  if (place !== 'glottal') told.push(airs[manner])
  told.push(voiced ? 'The vocal folds vibrate: voiced.' : 'The vocal folds are apart: voiceless.')
  return told.join(' ')
}

function vowel(sound: Extract<Sound, { kind: 'vowel' | 'diphthong' }>): string {
  if (sound.kind === 'vowel') return `${capital(tongue(sound.place))}. The lips are ${lipWords[sound.place.lips]}.`
  const { from, to } = sound
  const lips =
    from.lips === to.lips
      ? `The lips stay ${lipWords[from.lips]}`
      : `The lips change from ${lipWords[from.lips]} to ${lipWords[to.lips]}`
  return `At first ${tongue(from)}; then ${tongue(to)}. ${lips}.`
}

function tongue({ height, backness }: VowelPlace): string {
  const part = backness < 0.25 ? 'front' : backness < 0.7 ? 'middle' : 'back'
  const high =
    height > 0.9
      ? 'high'
      : height > 0.7
        ? 'nearly high'
        : height > 0.35
          ? 'half high'
          : height > 0.15
            ? 'rather low'
            : 'low'
  const jaw = height > 0.7 ? 'nearly closed' : height > 0.35 ? 'half open' : 'open'
  return `the ${part} of the tongue is ${high} and the jaw ${jaw}`
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
