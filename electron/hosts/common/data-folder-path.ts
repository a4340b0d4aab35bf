import { isAbsolute, join, resolve } from 'node:path'

export interface DataFolderHints {
  /** What `--data` said, relative to the current folder. */
  flag?: string | undefined
  env: Record<string, string | undefined>
  platform: NodeJS.Platform
  home: string
}

/** Where the studio keeps its data: `--data`, else `PHONEME_STUDIO_DATA`, else the platform's own place. Absolute. */
export function dataFolderPath({ flag, env, platform, home }: DataFolderHints): string {
  if (flag) return resolve(flag)
  if (env.PHONEME_STUDIO_DATA) return resolve(env.PHONEME_STUDIO_DATA)
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Phoneme Studio')
  if (platform === 'win32') return join(env.APPDATA || join(home, 'AppData', 'Roaming'), 'Phoneme Studio')
  // The XDG base directory specification has relative paths ignored.
  const xdg = env.XDG_DATA_HOME
  return join(xdg && isAbsolute(xdg) ? xdg : join(home, '.local', 'share'), 'phoneme-studio')
}
