type Target = 'win32' | 'darwin' | 'linux'

const targets: Record<string, Target> = { '--win': 'win32', '--mac': 'darwin', '--linux': 'linux' }

type Read = { kind: 'target'; target: Target; folderOnly: boolean } | { kind: 'refused'; sentence: string }

/** Reads the words after `npm run package --`; without any, this machine's own platform is packaged. */
export function readPackageFlags(words: string[], platform: string): Read {
  const unknown = words.find((word) => !(word in targets) && word !== '--dir')
  const known = 'npm run package takes --win, --mac or --linux, and --dir for an unpacked folder'
  if (unknown !== undefined) return { kind: 'refused', sentence: `"${unknown}" is no flag here: ${known}.` }
  const named = words.flatMap((word) => targets[word] ?? [])
  if (named.length > 1) return { kind: 'refused', sentence: `One platform at a time: ${known}.` }
  const target = named[0] ?? Object.values(targets).find((own) => own === platform)
  if (!target) return { kind: 'refused', sentence: `There is no package for ${platform}: ${known}.` }
  return { kind: 'target', target, folderOnly: words.includes('--dir') }
}
