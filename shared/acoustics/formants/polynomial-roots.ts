export interface Roots {
  re: Float64Array
  im: Float64Array
}

const mostRounds = 200
/** A step this small against its root is rounding. */
const smallestStep = 1e-15
/** A circle that turns no root into another's mirror image: real coefficients would keep such a pair apart for ever. */
const firstAngle = 0.4

/**
 * All roots of zⁿ + c₁zⁿ⁻¹ + … + c_n, real coefficients, in no order. Every root is drawn towards zero of the whole
 * polynomial by Newton's step, and pushed off the others (O. Aberth 1973, L. W. Ehrlich 1967), so that nothing is
 * divided out and no root inherits another's error; the last rounds polish. Simple roots are good to rounding, an
 * m-fold one to about its m-th root.
 */
export function polynomialRoots(coefficients: Float64Array): Roots {
  const degree = coefficients.length
  const radius = firstRadius(coefficients)
  const re = new Float64Array(degree)
  const im = new Float64Array(degree)
  for (let k = 0; k < degree; k += 1) {
    const angle = (2 * Math.PI * k) / degree + firstAngle
    re[k] = radius * Math.cos(angle)
    im[k] = radius * Math.sin(angle)
  }
  for (let round = 0; round < mostRounds; round += 1) {
    let moved = 0
    for (let k = 0; k < degree; k += 1) moved = Math.max(moved, improve(coefficients, re, im, k))
    if (moved <= smallestStep) break
  }
  return { re, im }
}

/** Moves one root, and tells how far against its size. */
function improve(coefficients: Float64Array, re: Float64Array, im: Float64Array, k: number): number {
  const x = re[k] ?? 0
  const y = im[k] ?? 0
  let valueRe = 1
  let valueIm = 0
  let slopeRe = 0
  let slopeIm = 0
  for (const coefficient of coefficients) {
    const nextRe = slopeRe * x - slopeIm * y + valueRe
    slopeIm = slopeRe * y + slopeIm * x + valueIm
    slopeRe = nextRe
    const value = valueRe * x - valueIm * y + coefficient
    valueIm = valueRe * y + valueIm * x
    valueRe = value
  }
  const size = valueRe * valueRe + valueIm * valueIm
  if (size === 0) return 0
  // The step is 1 / (p′/p − Σ 1/(z − zⱼ)), which stays finite where the slope vanishes.
  let downRe = (slopeRe * valueRe + slopeIm * valueIm) / size
  let downIm = (slopeIm * valueRe - slopeRe * valueIm) / size
  for (let j = 0; j < coefficients.length; j += 1) {
    const apartRe = x - (re[j] ?? 0)
    const apartIm = y - (im[j] ?? 0)
    const apart = apartRe * apartRe + apartIm * apartIm
    if (apart === 0) continue
    downRe -= apartRe / apart
    downIm += apartIm / apart
  }
  const down = downRe * downRe + downIm * downIm
  if (down === 0 || !Number.isFinite(down)) return 0
  re[k] = x - downRe / down
  im[k] = y + downIm / down
  return 1 / Math.sqrt(down) / Math.max(Math.hypot(x, y), 1e-3)
}

/** The geometric mean of the roots' sizes, where it tells anything. */
function firstRadius(coefficients: Float64Array): number {
  const mean = Math.abs(coefficients.at(-1) ?? 0) ** (1 / coefficients.length)
  return Math.max(mean, 0.1)
}
