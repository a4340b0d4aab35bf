import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { burg } from '#shared/acoustics/formants/burg.ts'
import { polynomialRoots } from '#shared/acoustics/formants/polynomial-roots.ts'
import { resample } from '#shared/acoustics/formants/resample.ts'
import { tone, whiteNoise, whiteNoiseOf } from './checks/a-take.ts'

type Complex = readonly [re: number, im: number]

/** Coefficients behind the leading 1 of the polynomial with these real roots and conjugate pairs. */
function polynomialOf(reals: readonly number[], pairs: readonly Complex[]): Float64Array {
  const factors = [...reals.map((root) => [1, -root]), ...pairs.map(([x, y]) => [1, -2 * x, x * x + y * y])]
  const product = factors.reduce<number[]>(
    (sofar, factor) => {
      const next = Array.from({ length: sofar.length + factor.length - 1 }, () => 0)
      sofar.forEach((one, i) => factor.forEach((other, j) => (next[i + j] = (next[i + j] ?? 0) + one * other)))
      return next
    },
    [1],
  )
  return Float64Array.from(product.slice(1))
}

const rootsOf = (coefficients: Float64Array): Complex[] => {
  const { re, im } = polynomialRoots(coefficients)
  return Array.from(re, (x, k) => [x, im[k] ?? 0])
}
const distance = ([a, b]: Complex, [c, d]: Complex) => Math.hypot(a - c, b - d)
const farthest = (from: readonly Complex[], to: readonly Complex[]) =>
  Math.max(0, ...from.map((one) => Math.min(...to.map((other) => distance(one, other)))))

const inside = fc
  .record({
    radius: fc.double({ min: 0.05, max: 0.999, noNaN: true }),
    angle: fc.double({ min: 0.01, max: 3.13, noNaN: true }),
  })
  .map(({ radius, angle }): Complex => [radius * Math.cos(angle), radius * Math.sin(angle)])
const realInside = fc.double({ min: -0.999, max: 0.999, noNaN: true })

describe('the roots of a polynomial', () => {
  it('are those that it was made of', () => {
    const sets = fc
      .record({
        reals: fc.array(realInside, { maxLength: 2 }),
        pairs: fc.array(inside, { minLength: 1, maxLength: 5 }),
      })
      .filter(({ reals, pairs }) => {
        // Roots that lie together are ill-conditioned, for any method; the next test is theirs.
        const all: Complex[] = [...reals.map((x): Complex => [x, 0]), ...pairs]
        return all.every((one, i) => all.every((other, j) => i === j || distance(one, other) > 0.05))
      })
    fc.assert(
      fc.property(sets, ({ reals, pairs }) => {
        const all: Complex[] = [
          ...reals.map((x): Complex => [x, 0]),
          ...pairs,
          ...pairs.map(([x, y]): Complex => [x, -y]),
        ]
        const found = rootsOf(polynomialOf(reals, pairs))
        expect(found).toHaveLength(all.length)
        expect(farthest(all, found)).toBeLessThan(1e-6)
        expect(farthest(found, all)).toBeLessThan(1e-6)
      }),
      { numRuns: 500 },
    )
  })

  it('are near each other where the polynomial has one of them several times', () => {
    const double = polynomialOf(
      [],
      [
        [0.3, 0.8],
        [0.3, 0.8],
        [-0.5, 0.2],
      ],
    )
    expect(
      farthest(rootsOf(double), [
        [0.3, 0.8],
        [0.3, -0.8],
        [-0.5, 0.2],
        [-0.5, -0.2],
      ]),
    ).toBeLessThan(1e-6)
    const real = polynomialOf([0.5, 0.5, 0.5, -0.9], [])
    expect(
      farthest(rootsOf(real), [
        [0.5, 0],
        [-0.9, 0],
      ]),
    ).toBeLessThan(1e-4)
  })

  it('are found at 0, on the real line, on the unit circle and beyond', () => {
    expect(
      farthest(rootsOf(polynomialOf([0, 0.7], [])), [
        [0, 0],
        [0.7, 0],
      ]),
    ).toBeLessThan(1e-12)
    expect(
      farthest(rootsOf(Float64Array.of(0, 0, 0, -1)), [
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
      ]),
    ).toBeLessThan(1e-12)
    expect(
      farthest(
        [
          [30, 0],
          [-200, 0],
          [0.001, 0],
        ],
        rootsOf(polynomialOf([30, -200, 0.001], [])),
      ),
    ).toBeLessThan(1e-9)
    expect(rootsOf(Float64Array.of(-3))).toEqual([[3, 0]])
    expect(rootsOf(new Float64Array(4)).every(([x, y]) => Math.hypot(x, y) < 1e-3)).toBe(true)
  })
})

describe("Burg's predictor", () => {
  it('is the filter that a sound went through', () => {
    const filter = polynomialOf(
      [],
      [
        [0.75, 0.55],
        [-0.2, 0.9],
      ],
    )
    const white = whiteNoise(9)
    const sound = new Float64Array(20_000)
    sound.forEach((_, i) => {
      sound[i] = filter.reduce((sum, coefficient, k) => sum - coefficient * (sound[i - 1 - k] ?? 0), white())
    })
    const found = burg(sound, 4)
    filter.forEach((coefficient, k) => expect(found[k]).toBeCloseTo(coefficient, 1))
    expect(farthest(rootsOf(found), rootsOf(filter))).toBeLessThan(0.01)
  })

  it('is stable for any frame: no root outside the unit circle', () => {
    const frames = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 12, maxLength: 200 })
    fc.assert(
      fc.property(frames, (frame) => {
        const { re, im } = polynomialRoots(burg(Float64Array.from(frame), 10))
        expect(Math.max(...re.map((x, k) => Math.hypot(x, im[k] ?? 0)))).toBeLessThan(1 + 1e-3)
      }),
    )
  })

  it('predicts nothing of silence', () => {
    expect([...burg(new Float64Array(100), 6)]).toEqual([0, 0, 0, 0, 0, 0])
  })
})

describe('resampling', () => {
  const rms = (samples: ArrayLike<number>) =>
    Math.sqrt(Array.from(samples).reduce((sum, x) => sum + x * x, 0) / samples.length)

  it.each([
    [48_000, 11_000],
    [44_100, 10_000],
    [22_050, 10_000],
    [8000, 10_000],
    [48_000, 47_999],
  ])('from %d Hz to %d Hz keeps a tone where it is in time, at its level', (fromHz, toHz) => {
    const seconds = 0.25
    const wave = (t: number) => 0.5 * Math.sin(2 * Math.PI * 1234 * t)
    const samples = Float32Array.from({ length: seconds * fromHz }, (_, i) => wave((i + 0.5) / fromHz))
    const after = resample(samples, fromHz, toHz)
    expect(after).toHaveLength(Math.round((samples.length * toHz) / fromHz))
    const firstAt = samples.length / fromHz / 2 - (after.length - 1) / 2 / toHz
    const errors = after.map((value, i) => value - wave(firstAt + i / toHz)).slice(300, -300)
    expect(20 * Math.log10(rms(errors) / 0.35)).toBeLessThan(-80)
  })

  it('lets nothing of what lies above come down', () => {
    for (const aboveHz of [5400, 9000, 10_400, 20_000]) {
      const after = resample(tone(200, -20, aboveHz), 48_000, 10_000).slice(100, -100)
      expect(20 * Math.log10(rms(after)) + 20).toBeLessThan(-60)
    }
  })

  it('leaves a sound that has the rate as it is, and makes one sample of a single one', () => {
    const noise = whiteNoiseOf(20, -20, 6)
    expect([...resample(noise, 48_000, 48_000)]).toEqual([...noise])
    expect(resample(Float32Array.of(0.5), 48_000, 10_000)).toHaveLength(1)
  })
})
