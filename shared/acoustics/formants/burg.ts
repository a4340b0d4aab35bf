/**
 * Linear prediction by Burg's recursion (D. G. Childers 1978, "Modern spectrum analysis", as N. Andersen 1974 arranged
 * it): gives the monic polynomial 1 + a₁z⁻¹ + … + a_p z⁻ᵖ of the inverse filter as a₁…a_p. Each reflection coefficient
 * makes forward and backward error smallest together, so that all roots lie inside the unit circle. Zeros where there
 * is nothing to predict.
 */
export function burg(frame: Float64Array, order: number): Float64Array {
  const forward = frame.slice(1)
  const backward = frame.slice(0, -1)
  const coefficients = new Float64Array(order)
  const former = new Float64Array(order)
  for (let stage = 0; stage < order; stage += 1) {
    const length = frame.length - 1 - stage
    let product = 0
    let power = 0
    for (let i = 0; i < length; i += 1) {
      const ahead = forward[i] ?? 0
      const behind = backward[i] ?? 0
      product += ahead * behind
      power += ahead * ahead + behind * behind
    }
    if (power === 0) break
    const reflection = (-2 * product) / power
    former.set(coefficients)
    for (let i = 0; i < stage; i += 1) {
      coefficients[i] = (former[i] ?? 0) + reflection * (former[stage - 1 - i] ?? 0)
    }
    coefficients[stage] = reflection
    for (let i = 0; i < length - 1; i += 1) {
      const behind = (backward[i] ?? 0) + reflection * (forward[i] ?? 0)
      forward[i] = (forward[i + 1] ?? 0) + reflection * (backward[i + 1] ?? 0)
      backward[i] = behind
    }
  }
  return coefficients
}
