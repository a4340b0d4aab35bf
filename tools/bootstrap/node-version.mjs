/** What the bootstrap brings where the machine's own Node is too old. */
export const broughtMajor = 24

/** What a person is told to install when nothing can be brought. */
export const oldestNode = '22.18'

/**
 * Whether this Node runs our sources as they stand. The libraries would be content with 22.12, but the studio runs
 * unbundled TypeScript, and Node strips types without a flag only from 22.18 (in the 22 line) and 23.6 on.
 * `typescript` is `process.features.typescript`: some distributions build Node without the stripper.
 * @param {string} version such as `v24.3.0` @param {unknown} typescript
 */
export function runsTheStudio(version, typescript) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number)
  const newEnough = major >= 24 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18)
  return newEnough && Boolean(typescript)
}
