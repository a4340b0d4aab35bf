import manifest from '../package.json' with { type: 'json' }

/** As package.json says it. */
export const studioVersion: string = manifest.version
