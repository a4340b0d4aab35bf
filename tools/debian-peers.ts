import { peers } from './test/peers.ts'

// For .ci/run: the packages to install, and with --check whether everything that Debian has is really here.
const fromDebian = peers.filter(({ debian }) => debian.length > 0)

if (process.argv.includes('--check')) {
  for (const { name, debian } of fromDebian.filter((peer) => !peer.isHere())) {
    console.error(`${name} is missing although ${debian.join(' and ')} was to be installed.`)
    process.exitCode = 1
  }
} else {
  console.log(['chromium', ...fromDebian.flatMap(({ debian }) => debian)].join(' '))
}
