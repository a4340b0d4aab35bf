import { drawHead, drawRoof, frame } from './head.ts'
import { drawFace, drawLips } from './lips.ts'
import { arrowHead, drawAir, drawSpot, drawVoice } from './marks.ts'
import { colours, filled, grouped, outlined, stroked } from './paint.ts'
import type { Sound, VowelPlace } from './sounds.ts'
import type { Point } from './spline.ts'
import { at, moved, through } from './spline.ts'
import type { TongueShape } from './tongue.ts'
import { consonantTongues, vowelTongue, withJaw } from './tongue.ts'

/** The picture of a sound: a section through the head from the side, and the lips from the front. */
export function drawMouth(sound: Sound): string {
  const { left, top, side, corner } = frame
  const drawn = sound.kind === 'consonant' ? consonant(sound) : vowel(sound)
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${side} ${side}">` +
    `<rect x="${left}" y="${top}" width="${side}" height="${side}" rx="${corner}" fill="${colours.paper}"/>` +
    `${grouped(drawn)}</svg>`
  // In JSON a double quotation mark is two characters.
  return svg.replaceAll('"', "'")
}

function consonant(sound: Extract<Sound, { kind: 'consonant' }>): string {
  const { manner, place, voiced, lips, jawDrop } = sound
  const tongue = withJaw(consonantTongues[sound.tongue], jawDrop)
  const y = lips === 'closed' || lips === 'on-teeth' ? 129 : 129 + Math.round(jawDrop / 2)
  return (
    section(tongue, lips, manner === 'nasal' ? 'lowered' : 'raised') +
    (manner === 'lateral' ? loweredSides(tongue) : '') +
    drawSpot(manner, place) +
    drawAir(manner, { lips, voiced, y }) +
    drawVoice(voiced) +
    drawFace(lips, jawDrop, [28, 217])
  )
}

function vowel(sound: Extract<Sound, { kind: 'vowel' | 'diphthong' }>): string {
  const start = sound.kind === 'vowel' ? sound.place : sound.from
  const tongue = tongueOf(start)
  return (
    section(tongue, start.lips, 'raised') +
    drawVoice(true) +
    drawFace(start.lips, tongue.jawDrop, [26, 215]) +
    (sound.kind === 'vowel' ? '' : glide(tongue, sound.to))
  )
}

function tongueOf({ height, backness }: VowelPlace): TongueShape {
  const tongue = vowelTongue(height, backness)
  return withJaw(tongue, Math.round(tongue.jawDrop))
}

function section({ surface, jawDrop }: TongueShape, lips: VowelPlace['lips'], velum: 'raised' | 'lowered'): string {
  const [frenulum = [74, 168]] = surface
  const setting = { jawDrop, velum, frenulum }
  return (
    drawHead(setting) +
    filled(`${through(surface)}C146 200 132 207 118 206C98 205 82 196 ${at(frenulum)}Z`, colours.flesh) +
    stroked(through(surface), colours.fleshLine, 2.4) +
    epiglottis(surface) +
    drawRoof(setting) +
    drawLips(lips, jawDrop)
  )
}

/** It stands behind the root of the tongue, and gives way to it. */
function epiglottis(surface: readonly Point[]): string {
  const [rootX] = surface.at(-2) ?? [151, 162]
  const x = Math.round(Math.max(159, rootX + 4))
  return outlined(`M147 199C150 190 ${x - 3} 184 ${x} 170C${x + 5} 180 ${x} 194 152 204Z`, 1.8, colours.skin)
}

/** What a section through the middle can't show: the sides of the tongue are down, and the air goes past them. */
function loweredSides({ surface }: TongueShape): string {
  const down = [4, 18, 22, 14, 3]
  const sides = surface.slice(3, 8).map((point, index) => moved(point, 0, down[index] ?? 0))
  return stroked(through(sides), colours.accent, 2.4, true)
}

/** Where the tongue and the lips go in a diphthong. */
function glide(from: TongueShape, end: VowelPlace): string {
  const to = tongueOf(end)
  return (
    stroked(through(to.surface.slice(1, 9)), colours.fleshLine, 2, true) +
    stroked(arrow(highest(from), highest(to)), colours.accent, 3) +
    stroked(`M50 219h10${arrowHead([61, 219], [1, 0])}`, colours.accent, 2.4) +
    drawFace(end.lips, to.jawDrop, [83, 221])
  )
}

/** Short ways are drawn long enough for an arrow. */
function arrow(from: Point, to: Point): string {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  const length = Math.hypot(dx, dy)
  const way: Point = [dx / length, dy / length]
  const start = length < 16 ? moved(to, -16 * way[0], -16 * way[1]) : from
  return `M${at(start)}L${at(to)}${arrowHead(to, way)}`
}

/** The highest point of the tongue's back. */
function highest({ surface }: TongueShape): Point {
  return surface.slice(3, 8).reduce((best, point) => (point[1] < best[1] ? point : best))
}
